import { expect, test } from "vitest";
import { createEnsembleState, createRunTotals } from "../../../src/core/run";
import type { Target } from "../../../src/core/targets";
import type { RangeState } from "../../../src/engine/protocol";
import { countOutside, groupLabels, startGroups } from "../../../src/labs/explorer/startGroups";
import { presetVariant, presetVariants } from "../../contract/variants";

function stateAt(target: Target, points: readonly (readonly number[])[]): RangeState {
  const ensemble = createEnsembleState(target, Float64Array.from(points.flat()), 1, 0);
  return { firstChain: 0, ensemble, totals: createRunTotals(points.length, target.dimension) };
}

test.each(presetVariants)("chains outside the box of $name are counted, on every side", ({ target }) => {
  const { box, dimension } = target;
  const centre = box.map(([low, high]) => (low + high) / 2);
  const at = (axis: number, value: number): number[] => centre.map((c, i) => (i === axis ? value : c));
  const axes = Array.from({ length: dimension }, (_, axis) => axis);
  const edge = axes.flatMap((axis) => box[axis].map((value) => at(axis, value)));
  const beyond = axes.flatMap((axis) => {
    const [low, high] = box[axis];
    const little = 1e-6 * (high - low);
    return [at(axis, low - little), at(axis, high + little)];
  });
  const corner = box.map(([, high]) => high + 1);
  expect(countOutside(target, stateAt(target, [centre, ...edge]))).toBe(0);
  expect(countOutside(target, stateAt(target, beyond))).toBe(2 * dimension);
  expect(countOutside(target, stateAt(target, [corner, centre, beyond[0]]))).toBe(2);
});

test("a chain belongs to the mode that it starts nearer to, or to its side of the mean", () => {
  const { target: mixture } = presetVariant("mixture, Equal mixture");
  expect([...startGroups(mixture, stateAt(mixture, [...mixture.peaks, mixture.peaks[0]]))]).toEqual([
    0, 1, 0,
  ]);
  expect(groupLabels(mixture)[0]).toBe("started nearer mode 1");
  const unimodal = presetVariants.find(({ target }) => target.modes === null)?.target;
  if (!unimodal) throw new Error("every target has modes");
  const [x, y] = unimodal.truth.mean;
  const groups = startGroups(
    unimodal,
    stateAt(unimodal, [
      [x + 0.1, y],
      [x - 0.1, y],
    ]),
  );
  expect([...groups]).toEqual([1, 0]);
  expect(groupLabels(unimodal)[1]).toBe(`started with high ${unimodal.parameterNames[0]}`);
});

test("where the mean is not known, the sides are those of the box", () => {
  const unimodal = presetVariants.find(({ target }) => target.modes === null)?.target;
  if (!unimodal) throw new Error("every target has modes");
  const unknown = { ...unimodal, truth: { ...unimodal.truth, mean: [NaN, NaN] } };
  const [[low, high]] = unimodal.box;
  const y = unimodal.peaks[0][1];
  const points = [low + 0.4 * (high - low), low + 0.6 * (high - low)].map((x) => [x, y]);
  expect([...startGroups(unknown, stateAt(unimodal, points))]).toEqual([0, 1]);
});
