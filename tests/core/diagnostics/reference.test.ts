import { describe, expect, test } from "vitest";
import {
  autocorrelation,
  autocovariance,
  essBasic,
  essBulk,
  essMean,
  essMedian,
  essQuantile,
  essSd,
  essTail,
  integratedAutocorrelationTime,
  mcseMean,
  mcseQuantile,
  mcseSd,
  meanOf,
  quantile,
  rhat,
  rhatBasic,
  rhatBulk,
  rhatFolded,
  varianceOf,
} from "../../../src/core/diagnostics/index";
import type { DrawMatrix } from "../../../src/core/diagnostics/index";
import { asNumber, referenceCases } from "./referenceCases";

const total = (draws: DrawMatrix): number => draws.values.length;

/** Key in the file, and what must reproduce it. */
const statistics: Readonly<Record<string, (draws: DrawMatrix) => number>> = {
  rhat,
  rhat_basic_split: (draws) => rhatBasic(draws, true),
  rhat_basic_nosplit: (draws) => rhatBasic(draws, false),
  rhat_bulk_part: rhatBulk,
  rhat_folded_part: rhatFolded,
  ess_bulk: essBulk,
  ess_tail: essTail,
  ess_mean: essMean,
  ess_basic_split: (draws) => essBasic(draws, true),
  ess_basic_nosplit: (draws) => essBasic(draws, false),
  ess_median: essMedian,
  // The former definition, by |x - mean|, through the public parts.
  ess_sd_v1_4: (draws) => {
    const mean = meanOf(draws.values);
    return essMean({ ...draws, values: draws.values.map((value) => Math.abs(value - mean)) });
  },
  ess_sd_v1_7: essSd,
  "ess_quantile_0.05": (draws) => essQuantile(draws, 0.05),
  "ess_quantile_0.25": (draws) => essQuantile(draws, 0.25),
  "ess_quantile_0.5": (draws) => essQuantile(draws, 0.5),
  "ess_quantile_0.75": (draws) => essQuantile(draws, 0.75),
  "ess_quantile_0.95": (draws) => essQuantile(draws, 0.95),
  mcse_mean: mcseMean,
  mcse_sd: mcseSd,
  mcse_median: (draws) => mcseQuantile(draws, 0.5),
  "mcse_quantile_0.05": (draws) => mcseQuantile(draws, 0.05),
  "mcse_quantile_0.95": (draws) => mcseQuantile(draws, 0.95),
  mean: (draws) => meanOf(draws.values),
  sd: (draws) => Math.sqrt(varianceOf(draws.values)),
  "quantile_type7_0.05": (draws) => quantile(draws.values, 0.05),
  "quantile_type7_0.5": (draws) => quantile(draws.values, 0.5),
  "quantile_type7_0.95": (draws) => quantile(draws.values, 0.95),
  ess_bulk_was_capped: (draws) => Number(isCapped(essBulk(draws), total(draws))),
  ess_mean_was_capped: (draws) => Number(isCapped(essMean(draws), total(draws))),
};

function isCapped(ess: number, numDrawsInAll: number): boolean {
  return Math.abs(ess / (numDrawsInAll * Math.log10(numDrawsInAll)) - 1) < 1e-12;
}

const lagged: Readonly<Record<string, (chain: Float64Array) => Float64Array>> = {
  autocovariance_lags_0_to_30_by_chain: autocovariance,
  autocorrelation_lags_0_to_30_by_chain: autocorrelation,
};

/** coda's statistics are others, and the artifact is R's answer where nothing is defined. */
const isElsewhere = (key: string): boolean => key.startsWith("coda_") || key === "r_artifact_do_not_match";

function isNear(actual: number, expected: number, tolerance: number, scale = Math.abs(expected)): boolean {
  return (
    Object.is(actual, expected) || actual === expected || Math.abs(actual - expected) <= tolerance * scale
  );
}

function hasOnlyFinite({ values, numDraws }: DrawMatrix, chain: number): boolean {
  return values.subarray(chain * numDraws, (chain + 1) * numDraws).every(Number.isFinite);
}

describe("against R's posterior package", () => {
  test("there are cases, and every statistic in them has its counterpart here", () => {
    expect(referenceCases).toHaveLength(26);
    const keys = new Set(referenceCases.flatMap((each) => Object.keys(each.expected)));
    const known = new Set([...Object.keys(statistics), ...Object.keys(lagged)]);
    expect([...keys].filter((key) => !isElsewhere(key)).sort()).toEqual([...known].sort());
  });

  for (const { name, note, draws, expected } of referenceCases) {
    // There the mean is 1e8 standard deviations, and implementations round it differently.
    const tolerance = name === "large_offset" ? 1e-6 : 1e-9;

    test(`${name}: ${note}`, () => {
      const mismatches: string[] = [];
      let numCompared = 0;
      for (const [key, statistic] of Object.entries(statistics)) {
        if (!(key in expected)) continue;
        numCompared++;
        const actual = statistic(draws);
        const wanted = asNumber(expected[key]);
        if (!isNear(actual, wanted, tolerance)) mismatches.push(`${key}: ${actual}, expected ${wanted}`);
      }
      expect(mismatches).toEqual([]);
      expect(numCompared).toBeGreaterThan(25);
    });

    test(`${name}: autocovariance and autocorrelation of each chain`, () => {
      const mismatches: string[] = [];
      for (const [key, ofChain] of Object.entries(lagged)) {
        const chains = expected[key] as unknown[][] | undefined;
        expect(chains?.length ?? draws.numChains).toBe(draws.numChains);
        for (let chain = 0; chain < draws.numChains; chain++) {
          const from = chain * draws.numDraws;
          const actual = ofChain(draws.values.slice(from, from + draws.numDraws));
          for (let lag = 0; lag < Math.min(31, draws.numDraws); lag++) {
            // The file has none where a draw is not finite: that chain must be NaN.
            const wanted = chains
              ? asNumber(chains[chain][lag])
              : hasOnlyFinite(draws, chain)
                ? actual[lag]
                : NaN;
            // Near zero only the error against lag 0 means something.
            if (!isNear(actual[lag], wanted, tolerance, Math.abs(actual[0]))) {
              mismatches.push(`${key}[${chain}][${lag}]: ${actual[lag]}, expected ${wanted}`);
            }
          }
        }
      }
      expect(mismatches).toEqual([]);
    });

    test(`${name}: integrated autocorrelation time is draws over ESS`, () => {
      const wanted = total(draws) / asNumber(expected["ess_basic_nosplit"]);
      expect(isNear(integratedAutocorrelationTime(draws), wanted, tolerance)).toBe(true);
    });
  }
});
