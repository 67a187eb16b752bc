import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TriangularSystem } from "../../../src/core/linear";
import {
  appendRows,
  choleskyFactor,
  choleskyLogDeterminant,
  choleskySolve,
  conditionNumber,
  diagonalSystem,
  forwardSolve,
  invertUpper,
  leadingSystem,
  mergeSystems,
  numericalRank,
  singularValues,
  solveUpper,
  solveUpperTransposed,
  sumOfSquares,
} from "../../../src/core/linear";
import { expectAllClose, expectClose } from "../seedNumbers";

/** Numbers without a pattern, the same each time: the fractional parts of multiples of an irrational. */
const scattered = (count: number, seed: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => ((((i + 1) * seed) % 1) + 1) % 1).map((u) => 2 * u - 1);
const [ROWS, COLUMNS] = [9, 4];
const rows = scattered(ROWS * COLUMNS, Math.SQRT2);
const targets = scattered(ROWS, Math.E);
const system = appendRows(diagonalSystem(COLUMNS), rows, targets);

/** Sum over k of a[k][i] b[k][j]. */
function product(
  a: Float64Array,
  b: Float64Array,
  count: number,
  i: number,
  j: number,
  width: number,
): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[k * width + i] * b[k * width + j];
  return sum;
}

function directSumOfSquares(weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < ROWS; i++) {
    let rest = targets[i];
    for (let j = 0; j < COLUMNS; j++) rest -= rows[i * COLUMNS + j] * weights[j];
    sum += rest * rest;
  }
  return sum;
}

function expectSameSystem(one: TriangularSystem, other: TriangularSystem): void {
  one.factor.forEach((value, k) => expect(Math.abs(value - other.factor[k])).toBeLessThan(1e-14));
  one.rotated.forEach((value, k) => expect(Math.abs(value - other.rotated[k])).toBeLessThan(1e-14));
  expectClose(one.residual, other.residual, 1e-13);
  expect(one.numRows).toBe(other.numRows);
}

describe("triangular systems", () => {
  test("R^T R is X^T X, R is upper triangular with a positive diagonal", () => {
    for (let i = 0; i < COLUMNS; i++) {
      expect(system.factor[i * COLUMNS + i]).toBeGreaterThan(0);
      for (let j = 0; j < COLUMNS; j++) {
        const gram = product(rows, rows, ROWS, i, j, COLUMNS);
        expect(Math.abs(product(system.factor, system.factor, COLUMNS, i, j, COLUMNS) - gram)).toBeLessThan(
          1e-14,
        );
        if (j < i) expect(system.factor[i * COLUMNS + j]).toBe(0);
      }
    }
  });

  test("know ||y - X w||^2 for every w, and what is left at the least", () => {
    for (const weights of [[0, 0, 0, 0], [1, -2, 0.5, 3], solveUpper(system.factor, system.rotated)]) {
      expectClose(sumOfSquares(system, weights), directSumOfSquares(weights), 1e-13);
    }
    expectClose(sumOfSquares(system, solveUpper(system.factor, system.rotated)), system.residual, 1e-13);
  });

  test("are the same row by row, in blocks, and merged", () => {
    let single = diagonalSystem(COLUMNS);
    for (let i = 0; i < ROWS; i++) {
      single = appendRows(single, rows.subarray(i * COLUMNS, (i + 1) * COLUMNS), [targets[i]]);
    }
    expectSameSystem(single, system);
    const first = appendRows(diagonalSystem(COLUMNS), rows.subarray(0, 3 * COLUMNS), targets.subarray(0, 3));
    const second = appendRows(diagonalSystem(COLUMNS), rows.subarray(3 * COLUMNS), targets.subarray(3));
    expectSameSystem(mergeSystems(first, second), system);
    expectSameSystem(mergeSystems(second, first), system);
  });

  test("lead with those of fewer columns", () => {
    const narrow = Float64Array.from(
      { length: ROWS * 2 },
      (_, k) => rows[Math.floor(k / 2) * COLUMNS + (k % 2)],
    );
    expectSameSystem(leadingSystem(system, 2), appendRows(diagonalSystem(2), narrow, targets));
  });

  test("solve from above and below", () => {
    const right = [1, -2, 3, 0.5];
    const x = solveUpper(system.factor, right);
    const y = solveUpperTransposed(system.factor, right);
    const inverse = invertUpper(system.factor, COLUMNS);
    for (let i = 0; i < COLUMNS; i++) {
      let [forward, transposed] = [0, 0];
      for (let j = 0; j < COLUMNS; j++) {
        forward += system.factor[i * COLUMNS + j] * x[j];
        transposed += system.factor[j * COLUMNS + i] * y[j];
        let unit = 0;
        for (let k = 0; k < COLUMNS; k++) unit += system.factor[i * COLUMNS + k] * inverse[k * COLUMNS + j];
        expect(Math.abs(unit - (i === j ? 1 : 0))).toBeLessThan(1e-14);
      }
      expectClose(forward, right[i], 1e-13);
      expectClose(transposed, right[i], 1e-13);
    }
  });

  test("a system with no rows is empty", () => {
    const empty = appendRows(diagonalSystem(2), [], []);
    expect([...empty.factor, ...empty.rotated, empty.residual, empty.numRows]).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(numericalRank(empty)).toBe(0);
  });
});

describe("singular values", () => {
  // Condition of the 5 x 5 Hilbert matrix; mpmath 1.3.0 gives its singular values below.
  test("of the Hilbert matrix", () => {
    const hilbert = Float64Array.from({ length: 25 }, (_, k) => 1 / (Math.floor(k / 5) + (k % 5) + 1));
    expectAllClose(
      singularValues(hilbert, 5),
      [
        1.5670506910982307, 0.20853421861101334, 0.011407491623419802, 0.0003058980401511854,
        3.2879287721758157e-6,
      ],
      1e-11,
    );
  });

  test("of a rotation are 1; their product is the determinant, their squares sum to the squares", () => {
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    expectAllClose(singularValues(Float64Array.of(c, -s, s, c), 2), [1, 1], 1e-15);
    const values = singularValues(system.factor, COLUMNS);
    const diagonal = [0, 1, 2, 3].map((i) => system.factor[i * (COLUMNS + 1)]);
    expectClose(
      values.reduce((p, v) => p * v, 1),
      diagonal.reduce((p, v) => p * v, 1),
      1e-13,
    );
    const squares = (numbers: Float64Array): number => numbers.reduce((sum, v) => sum + v * v, 0);
    expectClose(squares(values), squares(system.factor), 1e-13);
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  test("tell dependent columns", () => {
    const dependent = Float64Array.from(
      { length: 12 },
      (_, k) => [1, rows[Math.floor(k / 3)], 1 + 2 * rows[Math.floor(k / 3)]][k % 3],
    );
    const lost = appendRows(diagonalSystem(3), dependent, [1, 2, 3, 4]);
    expect(numericalRank(lost)).toBe(2);
    expect(conditionNumber(lost)).toBeGreaterThan(1e14);
    expect(numericalRank(system)).toBe(COLUMNS);
    expect(conditionNumber(diagonalSystem(3, 2))).toBe(1);
  });
});

describe("Cholesky", () => {
  const entry = fc.double({ min: -2, max: 2, noNaN: true });

  test("L L^T is the matrix, and solves it", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (a, right) => {
          // A A^T + I is positive definite whatever A is.
          const matrix = Float64Array.from({ length: 9 }, (_, k) => {
            const [i, j] = [Math.floor(k / 3), k % 3];
            return (
              (i === j ? 1 : 0) +
              a[3 * i] * a[3 * j] +
              a[3 * i + 1] * a[3 * j + 1] +
              a[3 * i + 2] * a[3 * j + 2]
            );
          });
          const factor = choleskyFactor(matrix, 3);
          const x = choleskySolve(factor, right);
          for (let i = 0; i < 3; i++) {
            let [sum, solved] = [0, 0];
            for (let j = 0; j < 3; j++) {
              sum = 0;
              for (let k = 0; k < 3; k++) sum += factor[3 * i + k] * factor[3 * j + k];
              expect(Math.abs(sum - matrix[3 * i + j])).toBeLessThan(1e-13);
              solved += matrix[3 * i + j] * x[j];
              if (j > i) expect(factor[3 * i + j]).toBe(0);
            }
            expect(Math.abs(solved - right[i])).toBeLessThan(1e-12);
          }
        },
      ),
      { seed: 20260805, numRuns: 200 },
    );
  });

  test("log determinant and forward substitution", () => {
    const factor = choleskyFactor([4, 2, 2, 5], 2);
    expect([...factor]).toEqual([2, 0, 1, 2]);
    expectClose(choleskyLogDeterminant(factor, 2), Math.log(16), 1e-15);
    expect([...forwardSolve(factor, [2, 5])]).toEqual([1, 2]);
  });

  test.each([
    [[1, 2, 2, 1], "pivot 2 of 2 is -3"],
    [[0, 0, 0, 1], "pivot 1 of 2 is 0"],
    [[NaN, 0, 0, 1], "pivot 1 of 2 is NaN"],
  ])("%j is not positive definite", (matrix, message) => {
    expect(() => choleskyFactor(matrix, 2)).toThrow(RangeError);
    expect(() => choleskyFactor(matrix, 2)).toThrow(`${message}; expected a positive definite matrix`);
  });
});
