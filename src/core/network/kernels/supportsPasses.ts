import { supportsSimd } from "../../wasm";
import type { Network } from "../network";
import { MAX_WIDTH } from "./passPlan";

/** Whether this engine has vectors and the network one or two hidden layers of at most 128 units. */
export function supportsPasses({ sizes }: Pick<Network, "sizes">): boolean {
  const widths = sizes.slice(1, -1);
  const isShapeKnown =
    widths.length >= 1 && widths.length <= 2 && widths.every((width) => width <= MAX_WIDTH);
  return isShapeKnown && supportsSimd();
}

/** @throws RangeError unless `supportsPasses` */
export function expectSupported({ sizes }: Pick<Network, "sizes">): void {
  if (supportsPasses({ sizes })) return;
  throw new RangeError(
    `network ${sizes.join("-")} in vectors; expected one or two hidden layers of at most ${MAX_WIDTH} units, and an engine with SIMD`,
  );
}
