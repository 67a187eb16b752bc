/** The rows of the numbers: which there are, what they show, and how each is judged. */
import { describe, expect, test } from "vitest";
import type { Readout, ReadoutState } from "../../../src/app/readoutTable";
import type { RunSummary } from "../../../src/core/run";
import type { ExactAcceptance } from "../../../src/labs/explorer/exactAcceptance";
import { readoutsOf } from "../../../src/labs/explorer/readouts";
import { estimate, parameter, summary } from "./summaries";

const exact: ExactAcceptance = { value: 0.5914, error: 1e-4, source: "tabulated" };

function row(
  name: string,
  changes: Partial<RunSummary> = {},
  known: ExactAcceptance | null = exact,
): Readout {
  const found = readoutsOf(summary(changes), known, 6000).filter((readout) => readout.name === name);
  expect(found).toHaveLength(1);
  return found[0];
}

const stateOf = (name: string, changes: Partial<RunSummary>): ReadoutState => row(name, changes).state;

test("a row each, in a fixed order, under names of their own", () => {
  const namesOf = (changes: Partial<RunSummary>): string[] =>
    readoutsOf(summary(changes), exact, NaN).map(({ name }) => name);
  const shares = ["share of mode 1", "share of mode 2"];
  const estimates = ["mean of x", "sd of x", "mean of y", "sd of y"];
  const rates = ["ESS", "autocorr. time", "transitions/s", "ESS/s"];
  const nested = ["nested R-hat x", "nested R-hat y"];
  expect(namesOf({})).toEqual(["acceptance", ...shares, ...estimates, ...nested, ...rates]);
  const alone = { firstMode: null, method: "ranks" } as const;
  expect(namesOf(alone)).toEqual(["acceptance", ...estimates, "R-hat x", "R-hat y", ...rates]);
  for (const { explanation } of readoutsOf(summary(), null, NaN)) expect(explanation).toMatch(/^[A-Z].+/);
});

describe("an estimate", () => {
  const judged = (z: number, rhat = 1.002, ess = 5000): ReadoutState =>
    stateOf("mean of x", {
      parameters: [parameter("x", { mean: estimate(3, z), rhat, ess }), parameter("y")],
    });

  test("is good where it agrees and the chains have mixed", () => {
    expect([judged(0), judged(3.9), judged(-3.9)]).toEqual(["good", "good", "good"]);
  });

  test("is bad where its own error cannot explain its distance, mixed or not", () => {
    expect([judged(4.1), judged(-4.1), judged(9, 2, 3)]).toEqual(["bad", "bad", "bad"]);
  });

  test("waits while R-hat or ESS do not allow a verdict, or nothing is known", () => {
    expect([judged(1, 1.02), judged(1, 1.002, 399), judged(NaN), judged(1, 1, NaN)]).toEqual(
      Array<ReadoutState>(4).fill("waiting"),
    );
  });

  test("shows value and truth, and says its error and distance", () => {
    const parameters = [parameter("x", { mean: estimate(-2, 2.5, 0.01) }), parameter("y")];
    expect(row("mean of x", { parameters })).toEqual({
      name: "mean of x",
      value: "−1.975",
      reference: "−2.000",
      state: "good",
      explanation:
        "Mean of x: −1.9750 ± 0.01 (MCSE). 2.50 Monte Carlo standard errors from the truth: it agrees.",
    });
  });

  test("that is not known is a dash", () => {
    const parameters = [
      parameter("x", { mean: { value: NaN, mcse: NaN, truth: 1, z: NaN } }),
      parameter("y"),
    ];
    const { value, explanation } = row("mean of x", { parameters });
    expect(value).toBe("–");
    expect(explanation).toMatch(/^(?!.*NaN).*Not enough draws yet/);
  });
});

test("the shares of the modes add up, and are judged by the worst of R-hat and ESS", () => {
  const changes = { firstMode: estimate(0.3, 2, 0.01) };
  expect([row("share of mode 1", changes), row("share of mode 2", changes)]).toMatchObject([
    { value: "0.320", reference: "0.300", state: "good" },
    { value: "0.680", reference: "0.700", state: "good" },
  ]);
  const parameters = [parameter("x", { rhat: 1.3 }), parameter("y")];
  expect(stateOf("share of mode 2", { parameters, firstMode: estimate(0.3, 2) })).toBe("waiting");
  expect(stateOf("share of mode 2", { firstMode: estimate(0.3, 5) })).toBe("bad");
});

describe("the acceptance rate", () => {
  const rate = (value: number, standardError = 0.001): Partial<RunSummary> => ({
    acceptanceRate: { value, standardError },
  });

  test("waits for the exact one", () => {
    expect(row("acceptance", {}, null)).toMatchObject({ value: "0.590", reference: "…", state: "waiting" });
  });

  test("is held against it, both errors counted", () => {
    expect(row("acceptance", rate(0.592))).toMatchObject({
      value: "0.5920",
      reference: "0.5914",
      state: "good",
    });
    expect(stateOf("acceptance", rate(0.5955))).toBe("bad");
    expect(stateOf("acceptance", rate(0.5955, 0.002))).toBe("good");
    expect(row("acceptance", rate(0.5955), { ...exact, error: 0.01 }).state).toBe("good");
    expect(stateOf("acceptance", rate(0.6, NaN))).toBe("waiting");
  });

  test("says where the exact one comes from", () => {
    expect(row("acceptance").explanation).toContain("exact stationary rate 0.5914 (tabulated, ± 0.0001)");
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

  test("rates are worth what the longest autocorrelation time says", () => {
    const parameters = [parameter("x"), parameter("y", { autocorrelationTime: 30 })];
    expect(row("autocorr. time", { parameters }).value).toBe("30");
    expect(row("transitions/s", { parameters }).value).toBe("6.00 k");
    expect(row("ESS/s", { parameters })).toMatchObject({ value: "200", state: "none" });
  });
});
