import { describe, expect, test } from "vitest";
import { rankNormalize } from "../../../src/core/diagnostics/index";
import { sortOrder } from "../../../src/core/diagnostics/sortOrder";
import { normalQuantile } from "../../../src/core/math/normalQuantile";
import { seededNormals } from "./seededChains";

describe("sort order", () => {
  test("of numbers of every size and sign is theirs, equal ones in place", () => {
    const normal = seededNormals(3);
    const special = [
      0,
      1,
      1,
      -1,
      5e-324,
      -5e-324,
      2.3e-308,
      1e300,
      -1e300,
      Infinity,
      -Infinity,
      1 + 2 ** -52,
      -1,
      0,
    ];
    const values = Float64Array.from([
      ...special,
      ...Array.from({ length: 3000 }, (_, i) => normal() * 10 ** ((i % 41) - 20)),
      ...Array.from({ length: 500 }, () => Math.round(normal())),
    ]).map((value) => value + 0);
    const expected = Array.from(values, (_, i) => i).sort((a, b) =>
      values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : a - b,
    );
    expect([...sortOrder(values)]).toEqual(expected);
  });

  test("of nothing is nothing", () => {
    expect(sortOrder(new Float64Array(0))).toHaveLength(0);
  });
});

describe("rank normalisation", () => {
  test("gives the normal score of (rank - 3/8) / (S + 1/4)", () => {
    const expected = [3, 1, 4, 2].map((rank) => normalQuantile((rank - 0.375) / 4.25));
    expect([...rankNormalize(Float64Array.of(7, -1, Infinity, 0))]).toEqual(expected);
  });

  test("ties share their average rank, zeros of both signs too", () => {
    const expected = [2, 4.5, 2, 2, 4.5].map((rank) => normalQuantile((rank - 0.375) / 5.25));
    expect([...rankNormalize(Float64Array.of(0, 3, -0, 0, 3))]).toEqual(expected);
  });

  test("NaN has no rank", () => {
    expect([...rankNormalize(Float64Array.of(1, NaN))]).toEqual([NaN, NaN]);
  });
});
