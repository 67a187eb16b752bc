import { describe, expect, test } from "vitest";
import { evaluate, evaluateWithGradient } from "../../../../src/core/density";
import {
  FormulaError,
  formulaFunctions,
  MAX_FORMULA_LENGTH,
  parseFormula,
} from "../../../../src/core/density/parse";

/** The value of a formula in x and y. */
function valueOf(text: string, position: readonly number[] = [2, 3]): number {
  return evaluate(parseFormula(text).density, { position });
}

function errorOf(text: string, columns: readonly string[] = []): FormulaError {
  try {
    parseFormula(text, columns);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${text} is not refused`);
}

describe("expressions", () => {
  test.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["2 - 3 - 4", -5],
    ["16 / 4 / 2", 2],
    ["-x^2", -4],
    ["2^3^2", 512],
    ["2^-1", 0.5],
    ["x**2 + y²", 13],
    ["−x·y × 2", -12],
    ["- - x", 2],
    ["+x", 2],
    ["2e-1 + .5 + 3.", 3.7],
    ["x < y", 1],
    ["x > y", 0],
    ["x >= 2 && y <= 3", 1],
    ["x == 2 ? 10 : 20", 10],
    ["x > 2 ? 1 : y > 2 ? 2 : 3", 2],
    ["x + 1 < 4 ? 5 : 6", 5],
    ["pi * 0 + x", 2],
    ["max(1, x, y) - min(x, y)", 1],
    ["sqrt(square(y))", 3],
    ["pow(x, y)", 8],
    ["clamp(x, 0, 1)", 1],
  ])("%s = %d", (text, value) => {
    expect(valueOf(text)).toBeCloseTo(value, 12);
  });

  test("a long sum is not a deep one", () => {
    expect(valueOf(Array.from({ length: 600 }, () => "x").join(" + "))).toBe(1200);
    expect(valueOf(Array.from({ length: 300 }, () => "(x)").join(" + "))).toBe(600);
  });

  test("lines with a name are values, the others are added up; # begins a comment", () => {
    expect(valueOf("r = x + y # five\n2 * r; -1\n\n  # nothing\n")).toBe(9);
  });

  test("every function takes as many arguments as it says, and no other number", () => {
    for (const [name, { parameters, takesMore }] of formulaFunctions) {
      const columns = ["column"];
      const call = (count: number): string => {
        const inner = `${name}(${Array.from({ length: count }, (_, i) => 0.25 * (i + 1)).join(", ")})`;
        return name === "sum" ? "sum(column)" : inner;
      };
      expect(() => parseFormula(call(parameters.length), columns)).not.toThrow();
      if (parameters.length > 0 && name !== "sum") {
        expect(errorOf(call(parameters.length - 1), columns).message).toContain(`expected ${name}(`);
      }
      if (name !== "sum") {
        const more = (): unknown => parseFormula(call(parameters.length + 1), columns);
        if (takesMore) expect(more).not.toThrow();
        else expect(more).toThrow(`expected ${name}(`);
      }
    }
  });
});

describe("parameters, sliders and data", () => {
  test("the first line may name the parameters, any number of them", () => {
    const { density } = parseFormula(
      "parameters mu, log_sigma, τ\n-(mu + 2 log_sigma)".replace("2 log", "2 * log"),
    );
    expect(density.parameterNames).toEqual(["mu", "log_sigma", "τ"]);
    expect(evaluate(density, { position: [1, 2, 3] })).toBe(-5);
  });

  test("names that every object has are names like others", () => {
    const names = ["__proto__", "constructor", "toString"];
    const { density } = parseFormula(
      `parameters ${names.join(", ")}\n-(__proto__^2 + constructor^2 + 2 * toString)`,
    );
    expect(density.parameterNames).toEqual(names);
    expect(evaluate(density, { position: [1, 2, 3] })).toBe(-11);
    expect(errorOf("valueOf(x)").message).toContain("There is no function “valueOf”");
    expect(errorOf("x + hasOwnProperty").message).toContain("“hasOwnProperty” is not known");
  });

  test("the words that begin a line may name values and columns", () => {
    expect(valueOf("parameters = x + 1\nslider = 2\nslider * parameters\nparameters")).toBe(9);
    const { density } = parseFormula("parameters a\nsum(parameters * a)", ["parameters"]);
    expect(evaluate(density, { position: [2], settings: [], columns: [[1, 4]] })).toBe(10);
  });

  test("says whether a line names the parameters", () => {
    expect(parseFormula("x + y").namesParameters).toBe(false);
    expect(parseFormula("parameters x, y\nx + y").namesParameters).toBe(true);
  });

  test("a slider's value comes from outside", () => {
    const { density, sliders } = parseFormula("slider a = 1 from -2 to 5\n-a * x^2");
    expect(sliders).toEqual([{ name: "a", default: 1, min: -2, max: 5 }]);
    expect(evaluate(density, { position: [2, 0], settings: [3] })).toBe(-12);
  });

  test("sums run over the rows of the data, with exact gradients", () => {
    const text = "parameters a, b\nr = v - a - b * u\n-sum(r^2) / 2 - a^2 / 200";
    const { density } = parseFormula(text, ["u", "v"]);
    const columns = [
      [0, 1, 2],
      [1, 3, 4],
    ];
    const gradient = new Float64Array(2);
    const value = evaluateWithGradient(density, { position: [0.5, 1.5], settings: [], columns }, gradient);
    // Residuals 0.5, 1, 0.5.
    expect(value).toBeCloseTo(-0.75 - 0.00125, 12);
    expect(gradient[0]).toBeCloseTo(2 - 0.005, 12);
    expect(gradient[1]).toBeCloseTo(2, 12);
  });
});

describe("what is wrong is named, with its place and what was expected", () => {
  test.each<[text: string, at: number, length: number, words: string]>([
    ["", 0, 0, "no log density yet"],
    ["a = 1", 5, 0, "no log density yet"],
    ["x +", 3, 0, "Something is missing here; expected a number, a name or a bracket"],
    ["x + * y", 4, 1, "“*” does not fit here"],
    ["(x + y", 6, 0, "expected “)”"],
    ["x + y)", 5, 1, "an operator or the end of the line"],
    ["2 x", 2, 1, "“x” does not fit here; expected an operator"],
    ["x $ y", 2, 1, "“$” means nothing in a formula"],
    ["x + 𝛼$", 6, 1, "“$” means nothing"],
    ["-sgima * x", 1, 5, "“sgima” is not known; expected one of x, y"],
    ["sigma = 2\n-sgima * x", 11, 5, "did you mean “sigma”?"],
    ["mu = 2\n-um * x", 8, 2, "did you mean “mu”?"],
    ["epx(x)", 0, 3, "There is no function “epx”, did you mean “exp”?"],
    ["x(2)", 0, 1, "“x” is a value, not a function"],
    ["exp + x", 0, 3, "expected its arguments in brackets, exp(x)"],
    ["normal(x, 1)", 0, 12, "normal has 2 arguments; expected normal(x, mean, sd)"],
    ["x + normal(x, 0, -1)", 4, 16, "normal: sd = -1; expected a finite number above 0"],
    ["x ? 1", 5, 0, "expected “:”"],
    ["x = 3\nx", 0, 1, "“x” has a meaning already"],
    ["exp = 3\nx", 0, 3, "“exp” has a meaning already"],
    ["parameters a, a\na", 14, 1, "“a” has a meaning already"],
    ["x\nparameters a", 2, 10, "on the first line"],
    ["parameters a,\na", 13, 1, "Expected a name for a parameter after “parameters”, as in parameters a, b."],
    ["parameters <b>x</b>, y\n-x^2", 11, 1, "Expected a name for a parameter after “parameters”, as in"],
    ["parameters <b>x</b>, y\n-x^2", 11, 1, "“<” is none"],
    ["parameters", 10, 0, "Expected a name for a parameter"],
    ["parameters a b\na", 13, 1, "expected a comma and another name, or the end of the line"],
    ["slider <b>a</b> = 1 from 0 to 2", 7, 1, "Expected a name for a slider after “slider”"],
    ["slider a = 7 from 0 to 5\na", 11, 13, "The slider a is 7 from 0 to 5"],
    ["slider a = 1 to 5\na", 13, 2, "Expected “from”"],
    ["slider a = b\na", 11, 1, "Expected a number"],
    ["slider x = 1 from 0 to 2\nx", 7, 1, "“x” has a meaning already"],
  ])("%j", (text, at, length, words) => {
    const error = errorOf(text);
    expect(error.message).toContain(words);
    expect([error.at, error.length]).toEqual([at, length]);
  });

  test("of data: outside of a sum, within two, without any", () => {
    expect(errorOf("parameters a\nv - a", ["v"])).toMatchObject({ at: 13, length: 5 });
    expect(errorOf("parameters a\nv - a", ["v"]).message).toContain("expected a sum over them");
    expect(errorOf("parameters a\nsum(sum(v))", ["v"]).message).toContain("not nested");
    expect(errorOf("sum(v)").message).toContain("“v” is not known");
    expect(errorOf("x + 1", ["x"]).message).toContain("The data have a column x");
  });

  test("of size: too long, too deep", () => {
    expect(errorOf(`x${" ".repeat(MAX_FORMULA_LENGTH)}`)).toMatchObject({
      at: MAX_FORMULA_LENGTH,
      length: 1,
    });
    expect(errorOf("(".repeat(1000)).message).toContain("nested too deeply");
    expect(errorOf("-".repeat(1000)).message).toContain("nested too deeply");
  });
});
