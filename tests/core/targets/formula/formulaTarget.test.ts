import { describe, expect, test } from "vitest";
import { createFormulaTarget, type FormulaChoice } from "../../../../src/core/targets/formula/formulaTarget";
import { targetByKey } from "../../../../src/core/targets";

const choice = (text: string, rest: Partial<FormulaChoice> = {}): FormulaChoice => ({
  text,
  sliderValues: [],
  columnNames: [],
  columns: [],
  ...rest,
});

/** Independent normals with means 1, 2, ... and sds 0.1, 0.2, ... */
function manyNormals(count: number): string {
  const names = Array.from({ length: count }, (_, i) => `p${i}`);
  return [
    `parameters ${names.join(", ")}`,
    ...names.map((name, i) => `normal(${name}, ${i + 1}, ${(i + 1) / 10})`),
  ].join("\n");
}

describe("a target from a formula", () => {
  test("knows the moments, marginals and integral of a correlated normal, far from zero and narrow", () => {
    // Precision [[1, 0.6], [0.6, 1]] / 0.64 scaled by 1e-2 around (40, -3).
    const { truth, box, peaks } = createFormulaTarget(
      choice("u = (x - 40) / 0.01\nw = (y + 3) / 0.01\n-(u² - 1.2 * u * w + w²) / 1.28"),
    );
    expect(truth.mean[0]).toBeCloseTo(40, 6);
    expect(truth.mean[1]).toBeCloseTo(-3, 6);
    for (const sd of truth.sd) expect(Math.abs(sd / 0.01 - 1)).toBeLessThan(1e-4);
    expect(truth.logNormalisingConstant).toBeCloseTo(Math.log(2 * Math.PI * 0.8 * 1e-4), 4);
    expect(truth.marginalDensity(0, 40) * 0.01).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 3);
    expect(truth.marginalDensity(0, 41)).toBe(0);
    // sqrt(20) sd: where the density is e^-10 of its peak.
    for (const [low, high] of box) expect((high - low) / 0.01).toBeGreaterThan(8.9);
    for (const [low, high] of box) expect((high - low) / 0.01).toBeLessThan(11);
    expect(Math.abs(peaks[0][0] - 40)).toBeLessThan(1e-4);
  });

  test("agrees with the registry's mixture, of which all is known in closed form", () => {
    const { truth } = createFormulaTarget(
      choice("logaddexp(normal(x, -2, 1) + normal(y, 0, 1), normal(x, 2, 1) + normal(y, 0, 1)) - log(2)"),
    );
    const exact = targetByKey("mixture").create({
      ...targetByKey("mixture").presets[0].values,
    }).truth;
    truth.sd.forEach((sd, axis) => expect(Math.abs(sd / exact.sd[axis] - 1)).toBeLessThan(1e-5));
    expect(Math.abs(truth.logNormalisingConstant)).toBeLessThan(1e-5);
    for (const x of [-4, -2, 0, 1.3]) {
      expect(Math.abs(truth.marginalDensity(0, x) - exact.marginalDensity(0, x))).toBeLessThan(1e-4);
    }
  });

  test("says that nothing is known where tails are too heavy for a grid", () => {
    const { truth } = createFormulaTarget(choice("cauchy(x, 0, 1) + cauchy(y, 0, 1)"));
    expect(truth.mean.every(Number.isNaN)).toBe(true);
    expect(truth.hasExactDraws).toBe(false);
    expect(() => truth.drawExact(undefined as never, new Float64Array(2))).toThrow("no exact draws");
  });

  test("and where its detail is finer than a grid: a spike on a hill", () => {
    const { truth } = createFormulaTarget(
      choice(
        "hill = normal(x, 0, 1) + normal(y, 0, 1)\nspike = normal(x, 0.013, 0.004) + normal(y, 0.007, 0.004)\nlogaddexp(hill, spike + log(3))",
      ),
    );
    expect(truth.mean.every(Number.isNaN)).toBe(true);
  });

  test.each<[text: string, mean: number, sd: number, low: number, high: number, at: number, density: number]>(
    [
      ["exponential(x, 1)", 1, 1, 0, 10, 0, 1],
      ["exponential(-(x - 7), 0.01)", -93, 100, -993, 7, 7, 0.01],
      ["half_cauchy(x, 1) + normal(x, 0, 0.02)", 0.015951, 0.012051, 0, 0.09, 0, 39.91],
      ["uniform(x, 0.3, 4.7)", 2.5, 4.4 / Math.sqrt(12), 0.3, 4.7, 4.7, 1 / 4.4],
      ["normal(x, 0, 1) + (x < 0.5 ? 0 : log(0))", -0.50916, 0.69726, -4.47, 0.5, 0.5, 0.5092],
    ],
  )("of one parameter that ends in a jump: %s", (text, mean, sd, low, high, at, density) => {
    const { truth, box, peaks } = createFormulaTarget(choice(`parameters x\n${text}`));
    expect(Math.abs(truth.mean[0] - mean) / sd).toBeLessThan(1e-3);
    expect(Math.abs(truth.sd[0] / sd - 1)).toBeLessThan(1e-3);
    expect(Math.abs(truth.marginalDensity(0, at - 1e-12 * Math.sign(at)) / density - 1)).toBeLessThan(2e-3);
    // Where it jumps the box ends at the edge, and elsewhere within a node of where the density is e^-10 of its peak.
    for (const [found, expected] of [
      [box[0][0], low],
      [box[0][1], high],
    ]) {
      expect(Math.abs(found - expected) / sd).toBeLessThan(expected === at ? 1e-12 : 0.6);
    }
    expect(peaks[0][0]).toBeGreaterThanOrEqual(box[0][0]);
    expect(peaks[0][0]).toBeLessThanOrEqual(box[0][1]);
  });

  test("keeps the marginals of both parameters apart, and smooth between the nodes", () => {
    const { truth } = createFormulaTarget(choice("normal(x, 1, 3) + normal(y, -2, 0.25)"));
    const exact = (value: number, mean: number, sd: number): number =>
      Math.exp(-0.5 * ((value - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
    for (let z = -4; z <= 4; z += 0.037) {
      expect(Math.abs(truth.marginalDensity(0, 1 + 3 * z) - exact(1 + 3 * z, 1, 3)) * 3).toBeLessThan(1e-4);
      const y = -2 + 0.25 * z;
      expect(Math.abs(truth.marginalDensity(1, y) - exact(y, -2, 0.25)) * 0.25).toBeLessThan(1e-4);
    }
  });

  test("tells the same text over other columns apart", () => {
    const text = "parameters a, b\nsum(normal(v, a, 1)) + normal(b, 0, 1)";
    const columns = [Float64Array.of(1, 1), Float64Array.of(5, 5)];
    const meanWith = (columnNames: string[]): number =>
      createFormulaTarget(choice(text, { columnNames, columns })).truth.mean[0];
    expect(meanWith(["v", "u"])).toBeCloseTo(1, 6);
    expect(meanWith(["u", "v"])).toBeCloseTo(5, 6);
  });

  test("a coarser grid serves many data as well: the closed form of a normal mean and a line", () => {
    const u = Float64Array.from({ length: 1500 }, (_, i) => i / 750 - 1);
    const v = u.map((x, i) => 1 + 2 * x + Math.sin(i * 12.9898));
    const text = "parameters a, b\nsum(normal(v, a + b * u, 0.5))";
    const { truth } = createFormulaTarget(choice(text, { columnNames: ["u", "v"], columns: [u, v] }));
    // Under flat priors the covariance is 0.25 times the inverse of [[n, sum u], [sum u, sum u^2]].
    const n = u.length;
    const [su, suu, sv, suv] = [
      u.reduce((s, x) => s + x, 0),
      u.reduce((s, x) => s + x * x, 0),
      v.reduce((s, y) => s + y, 0),
      v.reduce((s, y, i) => s + y * u[i], 0),
    ];
    const determinant = n * suu - su * su;
    const exact = {
      mean: [(suu * sv - su * suv) / determinant, (n * suv - su * sv) / determinant],
      sd: [0.5 * Math.sqrt(suu / determinant), 0.5 * Math.sqrt(n / determinant)],
    };
    for (const axis of [0, 1]) {
      expect(Math.abs(truth.mean[axis] - exact.mean[axis]) / exact.sd[axis]).toBeLessThan(1e-6);
      expect(Math.abs(truth.sd[axis] / exact.sd[axis] - 1)).toBeLessThan(1e-6);
    }
    const peak = 1 / (exact.sd[0] * Math.sqrt(2 * Math.PI));
    expect(Math.abs(truth.marginalDensity(0, truth.mean[0]) / peak - 1)).toBeLessThan(2e-3);
  });

  test("takes sliders and columns", () => {
    const text = "parameters a, b\nslider s = 1 from 0.1 to 5\nsum(normal(v, a, s)) + normal(b, 0, s)";
    const columns = [Float64Array.of(1, 2, 3)];
    const { truth } = createFormulaTarget(choice(text, { sliderValues: [3], columnNames: ["v"], columns }));
    expect(truth.mean[0]).toBeCloseTo(2, 6);
    expect(truth.sd[0]).toBeCloseTo(Math.sqrt(3), 4);
    expect(truth.sd[1]).toBeCloseTo(3, 4);
  });

  test.each([1, 3])("knows the moments of %i parameters", (count) => {
    const { truth, box, peaks, dimension } = createFormulaTarget(choice(manyNormals(count)));
    expect([dimension, box.length, peaks[0].length]).toEqual([count, count, count]);
    expect(Math.abs(truth.logNormalisingConstant)).toBeLessThan(1e-4);
    for (let i = 0; i < count; i++) {
      const sd = (i + 1) / 10;
      expect(Math.abs(truth.mean[i] - (i + 1))).toBeLessThan(1e-4 * sd);
      expect(Math.abs(truth.sd[i] / sd - 1)).toBeLessThan(1e-4);
      expect(truth.marginalDensity(i, i + 1) * sd).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 3);
      expect(Math.abs(peaks[0][i] - (i + 1))).toBeLessThan(2e-3 * sd);
      expect(box[i][0]).toBeLessThan(i + 1 - 4.4 * sd);
      expect(box[i][1]).toBeLessThan(i + 1 + 6 * sd);
    }
  });

  test("a correlated normal of three parameters, far away", () => {
    // Sums of independent normals: sds 1, sqrt(2), sqrt(3), and every pair correlated.
    const { truth } = createFormulaTarget(
      choice("parameters a, b, c\nnormal(a, 100, 1)\nnormal(b, a, 1)\nnormal(c, b, 1)"),
    );
    truth.mean.forEach((mean) => expect(mean).toBeCloseTo(100, 4));
    truth.sd.forEach((sd, i) => expect(Math.abs(sd / Math.sqrt(i + 1) - 1)).toBeLessThan(1e-4));
  });

  test("of many parameters finds where they are, and says that the moments are not known", () => {
    const { truth, box, peaks } = createFormulaTarget(choice(manyNormals(10)));
    expect(truth.mean.every(Number.isNaN)).toBe(true);
    box.forEach(([low, high], i) => {
      const [mean, sd] = [i + 1, (i + 1) / 10];
      expect(Math.abs(peaks[0][i] - mean)).toBeLessThan(0.2 * sd);
      // At least 3.5 sd each way, and no more room than a picture can do with.
      expect((mean - low) / sd).toBeGreaterThan(3.5);
      expect((mean - low) / sd).toBeLessThan(7);
      expect((high - mean) / sd).toBeGreaterThan(3.5);
      expect((high - mean) / sd).toBeLessThan(7);
    });
  });

  test("has the gradient of its formula", () => {
    const target = createFormulaTarget(choice("-x^4 / 4 - x * y - y^2"));
    const gradient = new Float64Array(2);
    target.logDensityAndGradient([1.5, -0.5], gradient);
    expect(gradient[0]).toBeCloseTo(-(1.5 ** 3) + 0.5, 12);
    expect(gradient[1]).toBeCloseTo(-1.5 + 1, 12);
  });

  test.each([
    ["x + y", "does not fall off"],
    ["parameters x\n-floor(x)", "does not fall off"],
    [
      "0",
      "x and y do not occur in the log density; expected both of them in it, or a first line that names others",
    ],
    [
      "normal(x, 0, 1)",
      "y does not occur in the log density; for one parameter begin with the line parameters x.",
    ],
    [
      "r = x\n-y^2",
      "x does not occur in the log density; for one parameter begin with the line parameters y.",
    ],
    [
      "parameters x, y\n-y^2",
      "x is a parameter but does not occur in the log density; expected every parameter in it, or no x after “parameters”.",
    ],
    ["parameters a, b, c\n-b^2", "a and c are parameters but do not occur in the log density"],
    ["log(-1 - x^2) - y^2", "is 0 wherever it was looked for"],
    ["1 / x^2 - y^2", "The density is infinite at (0, -8)"],
    ["parameters a, b, c, d\n-a^2 - b^2 - c^2 - 0 * d", "does not fall off"],
    ["parameters a, b, c, d\nlog(-1 - a^2 - b^2 - c^2 - d^2)", "is 0 wherever it was looked for"],
    ["parameters a, b, c, d\n1 / a^2 - b^2 - c^2 - d^2", "The density is infinite at (0, 0, 0, 0)"],
    [manyNormals(25), "has 25 parameters; expected 1 to 24"],
    ["x +", "Something is missing"],
  ])("%j is refused", (text, words) => {
    expect(() => createFormulaTarget(choice(text))).toThrow(RangeError);
    expect(() => createFormulaTarget(choice(text))).toThrow(words);
  });
});
