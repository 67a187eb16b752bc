/** The rows of the numbers: which there are, what they show, and how each is judged. */
import { describe, expect, test } from "vitest";
import type { Readout, ReadoutState } from "../../../src/app/readoutTable";
import type { RunSummary } from "../../../src/core/run";
import type { ExactAcceptance } from "../../../src/labs/explorer/exactAcceptance";
import { readoutsOf } from "../../../src/labs/explorer/readouts";
import { estimate, MIXED, parameter, summary } from "./summaries";

const exact: ExactAcceptance = { value: 0.5914, error: 1e-4, source: "tabulated" };

function row(
  name: string,
  changes: Partial<RunSummary> = {},
  known: ExactAcceptance | null = exact,
  hasCommonStart = false,
): Readout {
  const found = readoutsOf(summary(changes), known, 6000, hasCommonStart).filter(
    (readout) => readout.name === name,
  );
  expect(found).toHaveLength(1);
  return found[0];
}

const stateOf = (name: string, changes: Partial<RunSummary>): ReadoutState => row(name, changes).state;

test("a row each, in a fixed order, under names of their own", () => {
  const namesOf = (changes: Partial<RunSummary>): string[] =>
    readoutsOf(summary(changes), exact, NaN, false).map(({ name }) => name);
  const shares = ["share of mode 1", "share of mode 2"];
  const estimates = ["mean of x", "sd of x", "mean of y", "sd of y"];
  const rates = ["ESS", "autocorr. time", "transitions/s", "ESS/s"];
  const nested = ["nested R-hat x", "nested R-hat y"];
  expect(namesOf({})).toEqual(["acceptance", ...shares, ...estimates, ...nested, ...rates]);
  const alone = { firstMode: null, method: "ranks" } as const;
  expect(namesOf(alone)).toEqual(["acceptance", ...estimates, "R-hat x", "R-hat y", ...rates]);
  for (const { explanation } of readoutsOf(summary(), null, NaN, true))
    expect(explanation).toMatch(/^[A-Z].+/);
});

test("divergent paths have a row where they were counted, and one is too many", () => {
  const named = readoutsOf(summary(), exact, NaN, false).map(({ name }) => name);
  expect(named).not.toContain("divergent");
  expect(row("divergent", { divergent: 0 })).toMatchObject({ value: "0", state: "good" });
  expect(row("divergent", { divergent: 1 })).toMatchObject({ value: "1", state: "bad" });
  expect(stateOf("divergent", { divergent: 0, numDraws: 0 })).toBe("waiting");
});

test("what is not known is not judged: no verdict on an estimate, none on the acceptance rate", () => {
  const unknown = { ...estimate(0.3, 1), truth: NaN, z: NaN };
  const mean = row("mean of x", { parameters: [parameter("x", { mean: unknown }), parameter("y")] });
  expect([mean.reference, mean.state]).toEqual(["–", "none"]);
  expect(mean.explanation).toContain("What it should be is not known.");
  const [rate] = readoutsOf(summary(), "unknown", 6000, false);
  expect([rate.name, rate.reference, rate.state]).toEqual(["acceptance", "–", "none"]);
});

describe("an estimate", () => {
  const judged = (z: number, rhat = 1.002, ess = 5000): ReadoutState =>
    stateOf("mean of x", {
      parameters: [parameter("x", { mean: estimate(3, z, 0.01, { rhat, ess }) }), parameter("y")],
    });

  test("is good where it agrees and the chains have mixed", () => {
    expect([judged(0), judged(3.9), judged(-3.9)]).toEqual(["good", "good", "good"]);
  });

  test("is bad where its own error cannot explain its distance, mixed or not", () => {
    expect([judged(4.1), judged(-4.1), judged(9, 2, 50)]).toEqual(["bad", "bad", "bad"]);
  });

  test("waits while R-hat or ESS do not allow a verdict, or nothing is known", () => {
    expect([judged(1, 1.02), judged(1, 1.002, 399), judged(NaN), judged(1, 1, NaN)]).toEqual(
      Array<ReadoutState>(4).fill("waiting"),
    );
    // Neither a cross nor a tick from an error that is itself not known.
    expect([judged(9, 2, 49.9), judged(9, 1, 3)]).toEqual(["waiting", "waiting"]);
  });

  test("is judged by what lies behind its own error, not by the parameter's", () => {
    const sd = estimate(1, 1, 0.01, { rhat: 1.3, ess: 5000 });
    const parameters = [parameter("x", { sd }), parameter("y", { rhat: 1.3 })];
    expect(
      ["mean of x", "sd of x", "mean of y", "sd of y"].map((name) => stateOf(name, { parameters })),
    ).toEqual(["good", "waiting", "good", "good"]);
  });

  const textOf = (z: number, behind = MIXED): string => {
    const parameters = [parameter("x", { mean: estimate(-2, z, 0.01, behind) }), parameter("y")];
    return row("mean of x", { parameters }).explanation;
  };

  test("shows value and truth, and says its error and distance", () => {
    const parameters = [parameter("x", { mean: estimate(-2, 2.5, 0.01) }), parameter("y")];
    expect(row("mean of x", { parameters })).toEqual({
      name: "mean of x",
      value: "−1.975",
      reference: "−2.000",
      state: "good",
      explanation:
        "Mean of x: −1.9750 ± 0.010 (its Monte Carlo standard error, MCSE). 2.5 Monte Carlo standard errors from the truth: it agrees.",
    });
  });

  test("says why it may not be believed", () => {
    expect(textOf(1, { rhat: 1.3, ess: 5000 })).toMatch(
      /1\.0 Monte Carlo standard errors.*not mixed well enough/,
    );
    expect(textOf(-9)).toMatch(
      /9\.0 Monte Carlo standard errors from the truth: its own error cannot explain/,
    );
    expect(textOf(12345)).toMatch(/more than 1,000 Monte Carlo standard errors/);
    expect(textOf(9, { rhat: 1, ess: 49 })).toMatch(/Too few draws to say.*ESS of 50 on\.$/);
  });

  test("that is not known is a dash", () => {
    const nothing = { value: NaN, mcse: NaN, truth: 1, z: NaN, rhat: NaN, ess: NaN };
    const parameters = [parameter("x", { mean: nothing }), parameter("y")];
    const { value, state, explanation } = row("mean of x", { parameters });
    expect([value, state]).toEqual(["–", "waiting"]);
    expect(explanation).toMatch(/^(?!.*NaN).*– ± –.*Too few draws to say/);
  });
});

test("the shares of the modes add up, and are judged by what lies behind their error", () => {
  const changes = { firstMode: estimate(0.3, 2, 0.01) };
  expect([row("share of mode 1", changes), row("share of mode 2", changes)]).toMatchObject([
    { value: "0.320", reference: "0.300", state: "good" },
    { value: "0.680", reference: "0.700", state: "good" },
  ]);
  const unmixed = { firstMode: estimate(0.3, 2, 0.01, { rhat: 1.3, ess: 5000 }) };
  expect([stateOf("share of mode 1", unmixed), stateOf("share of mode 2", unmixed)]).toEqual([
    "waiting",
    "waiting",
  ]);
  expect(stateOf("share of mode 2", { firstMode: estimate(0.3, 5) })).toBe("bad");
});

describe("the acceptance rate", () => {
  const rate = (value: number, standardError = 0.001, ess = 5000): Partial<RunSummary> => ({
    acceptanceRate: { value, standardError, rhat: 1.002, ess },
  });

  test("waits for the exact one", () => {
    expect(row("acceptance", {}, null)).toMatchObject({ value: "0.5900", reference: "…", state: "waiting" });
  });

  test("is held against it, both errors counted", () => {
    expect(row("acceptance", rate(0.592))).toMatchObject({
      value: "0.5920",
      reference: "0.5914",
      state: "good",
    });
    expect(stateOf("acceptance", rate(0.5955))).toBe("bad");
    expect(stateOf("acceptance", rate(0.5873))).toBe("bad");
    expect(stateOf("acceptance", rate(0.5955, 0.002))).toBe("good");
    expect(row("acceptance", rate(0.5955), { ...exact, error: 0.01 }).state).toBe("good");
    expect(stateOf("acceptance", rate(0.6, NaN))).toBe("waiting");
  });

  test("has a verdict from an ESS of 50 on, and none before", () => {
    const states = [49.9, 50, NaN].map((ess) => stateOf("acceptance", rate(0.7, 0.001, ess)));
    expect(states).toEqual(["waiting", "bad", "waiting"]);
    expect(row("acceptance", rate(0.7, 0.001, 49.9)).explanation).toMatch(/Too few draws to say\.$/);
  });

  test("says where the exact one comes from, and how far apart they are", () => {
    expect(row("acceptance", rate(0.592)).explanation).toMatch(
      /The exact stationary rate is 0\.5914 \(tabulated, ± 0\.00010\)\. 0\.6 standard errors apart\.$/,
    );
  });
});

describe("convergence", () => {
  test.each([
    [1.01, "1.010", "good"],
    [1.0101, "1.010", "bad"],
    [NaN, "–", "waiting"],
  ] as const)("R-hat %f shows %s and is %s", (rhat, value, state) => {
    const parameters = [parameter("x"), parameter("y", { rhat })];
    expect(row("nested R-hat y", { parameters })).toMatchObject({ value, reference: "≤ 1.01", state });
  });

  test.each([
    [400, "400", "good"],
    [399, "399", "bad"],
    [NaN, "–", "waiting"],
  ] as const)("ESS %f shows %s and is %s, the smallest of the parameters", (ess, value, state) => {
    const parameters = [parameter("x"), parameter("y", { ess })];
    expect(row("ESS", { parameters })).toMatchObject({ value, reference: "≥ 400", state });
  });

  test("ESS counts only what was explored where something is off", () => {
    const off = [parameter("x", { mean: estimate(0, 5) }), parameter("y")];
    expect(row("ESS", { parameters: off })).toMatchObject({ value: "5.00 k", state: "waiting" });
    expect(row("ESS", { parameters: off }).explanation).toMatch(/Something above is off/);
    expect(row("ESS").explanation).not.toMatch(/Something above is off/);
    // A bad R-hat is no estimate that is off, and too small an ESS is bad whatever is off.
    const unmixed = [parameter("x", { rhat: 2 }), parameter("y")];
    expect(stateOf("ESS", { parameters: unmixed })).toBe("good");
    expect(stateOf("ESS", { parameters: [off[0], parameter("y", { ess: 399 })] })).toBe("bad");
  });

  test.each(["manyChains", "ranks"] as const)("R-hat (%s) warns of a common start", (method) => {
    const name = method === "ranks" ? "R-hat x" : "nested R-hat x";
    const [apart, common] = [false, true].map((start) => row(name, { method }, exact, start).explanation);
    expect(common).toMatch(
      /All chains began at one place, so it cannot see what none of them has visited\.$/,
    );
    expect(apart).not.toMatch(/one place/);
    expect(apart.includes("grouped by where they started")).toBe(method === "manyChains");
    expect(common).not.toMatch(/grouped by where they started/);
  });

  test("of a run shorter than ten autocorrelation times only a bound is shown", () => {
    const parameters = [parameter("x"), parameter("y", { autocorrelationTime: 100.1 })];
    expect(row("autocorr. time", { parameters }).value).toBe("> 100");
    expect(row("ESS/s", { parameters }).value).toBe("< 60");
    for (const name of ["autocorr. time", "ESS/s"]) {
      expect(row(name, { parameters }).explanation).toMatch(
        /shorter than ten of them, so this is only a bound/,
      );
      expect(row(name).explanation).not.toMatch(/bound/);
    }
    const long = [parameter("x"), parameter("y", { autocorrelationTime: 100 })];
    expect(row("autocorr. time", { parameters: long }).value).toBe("100");
  });

  test("rates are worth what the longest autocorrelation time says", () => {
    const parameters = [parameter("x"), parameter("y", { autocorrelationTime: 30 })];
    expect(row("autocorr. time", { parameters }).value).toBe("30");
    expect(row("transitions/s", { parameters }).value).toBe("6.00 k");
    expect(row("ESS/s", { parameters })).toMatchObject({ value: "200", state: "none" });
  });
});
