import { expect, test } from "vitest";
import { PassKernel, supportsPasses } from "../../../../src/core/network/kernels";
import { testNetwork } from "../networks";

test("networks that a kernel is not made for are refused", () => {
  expect(supportsPasses(testNetwork([1, 128, 128, 1], "relu"))).toBe(true);
  expect(supportsPasses(testNetwork([1, 129, 1], "relu"))).toBe(false);
  expect(supportsPasses(testNetwork([1, 2, 2, 2, 1], "relu"))).toBe(false);
  const act = (): unknown => new PassKernel(testNetwork([1, 129, 1], "relu"), 0.3, 1);
  expect(act).toThrow(RangeError);
  expect(act).toThrow("network 1-129-1 in vectors; expected one or two hidden layers of at most 128 units");
});

test("rates, counts and points that do not fit are refused", () => {
  const network = testNetwork([2, 4, 1], "relu");
  expect(() => new PassKernel(network, 1, 1)).toThrow("dropoutRate = 1; expected");
  expect(() => new PassKernel(network, 0.3, 1, -1)).toThrow("stream = -1; expected");
  const kernel = new PassKernel(network, 0.3, 1);
  expect(() => kernel.draw([1, 2], 0, "perPass")).toThrow("numPasses = 0; expected");
  expect(() => kernel.draw([1, 2, 3], 5, "perPass")).toThrow("expected a multiple of 2");
  const other = kernel.moments([1, 2], 5, "perPass");
  expect(() => kernel.moments([1, 2, 3, 4], 5, "perPass", other)).toThrow(
    "moments of 1 point(s); expected 2",
  );
});

test("weights that are not finite in float32 are refused", () => {
  const network = testNetwork([1, 4, 1], "relu");
  network.weights[0][2] = 1e39;
  expect(() => new PassKernel(network, 0.3, 1)).toThrow("weight or bias 1e+39; expected");
});
