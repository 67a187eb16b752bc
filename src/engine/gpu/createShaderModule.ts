/**
 * Compiles WGSL. The errors, each with its source line, go to the console for the developer.
 * @param label what the shader is, for messages
 * @throws Error naming the shader and its first error
 */
export async function createShaderModule(
  device: GPUDevice,
  label: string,
  code: string,
): Promise<GPUShaderModule> {
  // What the scope catches is in the compilation info too, and there with its place.
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ label, code });
  void device.popErrorScope().catch(() => null);
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter((message) => message.type === "error");
  if (errors.length === 0) return module;
  const lines = code.split("\n");
  const reports = errors.map(({ lineNum, linePos, message }) => {
    const sourceLine = lines[lineNum - 1] ?? "";
    return `${label}:${lineNum}:${linePos}: ${message}\n  ${sourceLine}\n  ${" ".repeat(Math.max(0, linePos - 1))}^`;
  });
  console.error(`${label} does not compile:\n${reports.join("\n")}`);
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new Error(`${label} does not compile: line ${first.lineNum}: ${first.message}${more}`);
}
