/** The WebGL renderer, set up for the machine at hand, or a clear word on why there is none. */
import { SRGBColorSpace, WebGLRenderer } from "three";

/** There is no WebGL 2 here; everything but the 3D picture still works. */
export class WebGLUnavailableError extends Error {
  override readonly name = "WebGLUnavailableError";
}

export interface RendererSetup {
  readonly renderer: WebGLRenderer;
  readonly rendererName: string;
  /** Drawn by the processor, so every pixel counts: no multisampling, one device pixel a CSS pixel. */
  readonly isSoftware: boolean;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** @throws WebGLUnavailableError when the browser gives no WebGL 2 context */
export function createRenderer(canvas: HTMLCanvasElement): RendererSetup {
  const rendererName = probeRenderer();
  const isSoftware = SOFTWARE.test(rendererName);
  const context = canvas.getContext("webgl2", {
    alpha: true,
    antialias: !isSoftware,
    depth: true,
    stencil: false,
    powerPreference: "high-performance",
  });
  if (context === null) throw unavailable("the canvas got no context");
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.setClearColor(0x000000, 0);
  return { renderer, rendererName, isSoftware };
}

/** Asks a throw-away context for the adapter's name, because multisampling has to be chosen before there is one. */
function probeRenderer(): string {
  const probe = document.createElement("canvas").getContext("webgl2");
  if (probe === null) throw unavailable("the browser offers no WebGL 2");
  const info = probe.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = probe.getParameter(info === null ? probe.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  probe.getExtension("WEBGL_lose_context")?.loseContext();
  return String(name);
}

function unavailable(reason: string): WebGLUnavailableError {
  return new WebGLUnavailableError(
    `3D picture: ${reason}, expected a WebGL 2 context. ` +
      "Turn on hardware acceleration or update the browser; sampling, charts and numbers work without it.",
  );
}
