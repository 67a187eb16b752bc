import { describe, expect, it } from "vitest";
import { createDomain, heightScales, isWithinMargin, numCoordinates } from "../../../src/scene/domain";
import { wallsBehind } from "../../../src/scene/spaceFrame";

const hill = createDomain([-6, 6], [-4, 4]);
const space = createDomain([-6, 6], [-4, 4], [-2, 3]);

describe("a box with a third coordinate", () => {
  it("keeps the footprint of the one without", () => {
    expect([space.width, space.depth]).toEqual([hill.width, hill.depth]);
    expect([numCoordinates(hill), numCoordinates(space)]).toEqual([2, 3]);
    expect([space.zMin, space.zSpan]).toEqual([-2, 5]);
  });

  it("has the depth that is asked for, where the axes have different units", () => {
    const time = createDomain([-6, 6], [0, 96], undefined, 1);
    expect(time.width).toBeCloseTo(time.depth, 12);
    expect(createDomain([-6, 6], [0, 96], undefined, 7).depth).toBeCloseTo(
      createDomain([-6, 6], [0, 96]).depth,
      12,
    );
  });

  it("lets height mean one thing only, and nothing from straight above", () => {
    expect(heightScales(hill, 0)).toEqual({ density: hill.height, z: 0 });
    expect(heightScales(space, 0)).toEqual({ density: 0, z: space.height });
    expect(heightScales(space, 0.75).z).toBeCloseTo(space.height / 4, 12);
    expect(heightScales(hill, 1)).toEqual({ density: 0, z: 0 });
    expect(heightScales(space, 1)).toEqual({ density: 0, z: 0 });
  });

  it("ends a little beyond its sides", () => {
    expect(isWithinMargin(space, 0, 0, 3.2)).toBe(true);
    expect(isWithinMargin(space, 0, 0, 3.4)).toBe(false);
    expect(isWithinMargin(space, 0, 0, -2.4)).toBe(false);
    expect(isWithinMargin(hill, 0, 0, 3.4)).toBe(true);
    expect(isWithinMargin(space, 6.9, 0, 0)).toBe(false);
    expect(isWithinMargin(hill, 0, -4.6, 0)).toBe(false);
  });

  it("names a range that makes no sense", () => {
    expect(() => createDomain([0, 1], [0, 1], [2, 2])).toThrow(
      "zAxis.range: got [2, 2], expected two finite, rising numbers",
    );
  });
});

describe("the walls", () => {
  it("are the ones behind the box, a third one where the eye is between two sides", () => {
    // Scene axes: the second parameter grows along -z.
    const sidesOf = (x: number, z: number) =>
      wallsBehind(space, { x, z }).map(([a, b]) => (a[0] === b[0] ? `x${a[0]}` : `y${a[1]}`));
    expect(sidesOf(-20, 20)).toEqual(["x1", "y1"]);
    expect(sidesOf(20, 20)).toEqual(["x-1", "y1"]);
    expect(sidesOf(20, -20)).toEqual(["x-1", "y-1"]);
    expect(sidesOf(0, 20)).toEqual(["x-1", "x1", "y1"]);
  });
});
