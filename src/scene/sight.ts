/** What is shown and from where: the surface's box and heights, the camera before them, and what follows from both. */
import { PerspectiveCamera } from "three";
import type { AxesView } from "./axes";
import { applyCamera, pivotHeight } from "./camera";
import { createDomain, heightScales } from "./domain";
import type { Domain } from "./domain";
import type { Pose } from "./glide";
import { createHeightField } from "./heightField";
import type { HeightField } from "./heightField";
import type { PickContext } from "./picking";
import { setSharedHeights, setSharedSurface } from "./shared";
import type { SharedUniforms } from "./shared";
import type { SurfaceData, ViewInsets } from "./types";

/** CSS pixels of the canvas. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export class Sight {
  readonly camera = new PerspectiveCamera();
  insets: ViewInsets = { top: 0, right: 0, bottom: 0, left: 0 };
  readonly #shared: SharedUniforms;
  #domain: Domain = createDomain([-1, 1], [-1, 1]);
  #field: HeightField | null = null;
  #axisNames: readonly string[] = [];
  #heightName: string | undefined;

  constructor(shared: SharedUniforms) {
    this.#shared = shared;
  }

  get domain(): Domain {
    return this.#domain;
  }

  /** @throws RangeError when the grid's shape or the ranges make no sense; what was shown stays */
  show(data: SurfaceData): { readonly field: HeightField; readonly domain: Domain } {
    const box = createDomain(data.xRange, data.yRange, data.zAxis?.range, data.aspect);
    // A probability may be 1 in a corner, a density is not.
    const domain = data.heightAxis === undefined ? box : { ...box, topShare: 1 };
    const field = createHeightField(data);
    this.#domain = domain;
    this.#field = field;
    this.#axisNames = data.zAxis === undefined ? data.axisNames : [...data.axisNames, data.zAxis.name];
    this.#heightName = data.heightAxis?.name;
    setSharedSurface(this.#shared, field, domain);
    return { field, domain };
  }

  /** Brings the camera, and the heights in every shader, to a pose. */
  place({ camera, flatness }: Pose, size: Size): void {
    setSharedHeights(this.#shared, heightScales(this.#domain, flatness));
    applyCamera(this.camera, camera, flatness, this.#domain, size, this.insets);
  }

  /** For the axes of the pose last placed; null before there is a surface. */
  axesView({ flatness }: Pose, size: Size): AxesView | null {
    if (this.#field === null) return null;
    const { camera } = this;
    return {
      camera,
      ...size,
      domain: this.#domain,
      axisNames: this.#axisNames,
      heightName: this.#heightName,
      flatness,
    };
  }

  /** For what the pointer is on; null before there is a surface or a place for it. */
  pickContext(pose: Pose, size: Size): PickContext | null {
    if (this.#field === null || size.width === 0) return null;
    this.place(pose, size);
    return {
      camera: this.camera,
      field: this.#field,
      domain: this.#domain,
      scales: heightScales(this.#domain, pose.flatness),
      pivotHeight: pivotHeight(this.#domain, pose.flatness),
      ...size,
    };
  }
}
