import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import {
  articleInputs,
  articleNetwork,
  drawPasses,
  initialNetwork,
  networkOf,
  summarizePasses,
  type MaskSharing,
  type Network,
} from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { articleCheck, exactAnswer, limitsOf, scoresOf } from "../../../src/labs/dropout/articleCheck";
import { curveModel } from "../../../src/labs/dropout/curveModel";
import { curveReadouts } from "../../../src/labs/dropout/curveReadouts";
import { dropoutSettings } from "../../../src/labs/dropout/dropoutSettings";
import { problemOf } from "../../../src/labs/dropout/problem";
import { NO_TRAINING } from "../../../src/labs/dropout/progress";
import { firstNetwork, inputsOf, passRequest } from "../../../src/labs/dropout/trainingJob";

/** What the explanations promise. */
const RARE = 1e-3;

const unit = networkOf([1, 1, 1], "relu", [[1], [1]], [[0], [0]]);

function twoLayers(width: number, seed: number): Network {
  return initialNetwork([1, width, width, 1], "relu", Stream.from(seed, 0, StreamPurpose.start), 1);
}

/** How many of so many runs of the passes a limit calls bad, for the mean and for the sd. */
function countBad(
  network: Network,
  x: number,
  rate: number,
  numPasses: number,
  numRuns: number,
): { mean: number; sd: number } {
  const limits = limitsOf(exactAnswer(network, x, rate), numPasses);
  const bad = { mean: 0, sd: 0 };
  const stream = Stream.from(11, 0, StreamPurpose.test);
  for (let run = 0; run < numRuns; run++) {
    const passes = drawPasses(network, [x], { rate, numPasses, sharing: "perPass" }, stream);
    const { mean, modelSd } = summarizePasses(passes);
    const z = scoresOf(exactAnswer(network, x, rate), numPasses, mean[0], modelSd[0]);
    if (Math.abs(z.mean) > limits.mean) bad.mean += 1;
    if (Math.abs(z.sd) > limits.sd) bad.sd += 1;
  }
  return bad;
}

describe("false alarms at one input", () => {
  // Of 300 runs at most 0.3 are expected to be bad; three or more in one of ten counts: at most 1 seed in 27.
  test.each<[string, Network, number, number, number]>([
    ["two layers", twoLayers(8, 4), -1, 0.1, 1000],
    ["two layers", twoLayers(8, 4), -1, 0.8, 1000],
    ["two layers", twoLayers(8, 3), 0.5, 0.95, 1000],
    ["one unit", unit, 1, 0.5, 100],
    ["one unit", unit, 1, 0.95, 500],
  ])("are as rare as promised: %s", (_name, network, x, rate, numPasses) => {
    const bad = countBad(network, x, rate, numPasses, 300);
    expect(bad.mean).toBeLessThan(3);
    expect(bad.sd).toBeLessThan(3);
  });

  // With the kurtosis taken for a normal's, most runs would be bad. Of 30 at most 0.03 are expected: 1 seed in 30.
  test("are as rare as promised in a long run of two layers", () => {
    const network = twoLayers(8, 4);
    expect(limitsOf(exactAnswer(network, -1, 0.95), 10_000).sd).toBeLessThan(5);
    expect(countBad(network, -1, 0.95, 10_000, 30)).toEqual({ mean: 0, sd: 0 });
  });

  // The number of passes that keep the unit is binomial, so nothing is left to chance here.
  test("have an exact share for a single unit, below what is promised", () => {
    for (const rate of [0.01, 0.05, 0.1, 0.3, 0.45, 0.49, 0.5, 0.8, 0.95]) {
      for (const numPasses of [2, 10, 20, 50, 100, 300, 1000]) {
        for (const numFree of [1, 100]) {
          const limits = limitsOf(exactAnswer(unit, 1, rate), numPasses, numFree);
          const bad = { mean: 0, sd: 0 };
          binomial(numPasses, 1 - rate).forEach((probability, kept) => {
            const mean = kept / numPasses / (1 - rate);
            const sd = Math.sqrt((kept * (numPasses - kept)) / numPasses / (numPasses - 1)) / (1 - rate);
            const z = scoresOf(exactAnswer(unit, 1, rate), numPasses, mean, sd);
            if (Math.abs(z.mean) > limits.mean) bad.mean += probability;
            if (Math.abs(z.sd) > limits.sd) bad.sd += probability;
          });
          expect(numFree * bad.mean).toBeLessThan(RARE);
          expect(numFree * bad.sd).toBeLessThan(RARE);
        }
      }
    }
  });
});

/** Probability of 0, 1, ..., count successes. */
function binomial(count: number, share: number): number[] {
  let log = count * Math.log(1 - share);
  return Array.from({ length: count + 1 }, (_, k) => {
    if (k > 0) log += Math.log(((count - k + 1) / k) * (share / (1 - share)));
    return Math.exp(log);
  });
}

// 100 and 20 runs: at most 0.1 and 0.02 expected to be bad; two or more, at most 1 seed in 200 a row and count.
test.each<[MaskSharing, number, number, number]>([
  ["perPass", 0.95, 100, 100],
  ["perPass", 0.05, 1000, 100],
  ["perPoint", 0.95, 100, 20],
  ["perPoint", 0.3, 100, 20],
])("the article's worst z is bad as rarely as promised: %s, rate %f", (sharing, rate, numPasses, numRuns) => {
  const network = articleNetwork();
  const stream = Stream.from(12, 0, StreamPurpose.test);
  const inputs = articleInputs();
  const places = sharing === "perPass" ? Float64Array.of(inputs[0], inputs[99]) : inputs;
  const bad = { mean: 0, sd: 0 };
  for (let run = 0; run < numRuns; run++) {
    const summary = summarizePasses(drawPasses(network, places, { rate, numPasses, sharing }, stream));
    const { worstMean, worstSd, limits } = articleCheck(network, places, summary, {
      rate,
      numPasses,
      sharing,
    });
    expect(limits.mean).toBeLessThan(6);
    if (worstMean > limits.mean) bad.mean += 1;
    if (worstSd > limits.sd) bad.sd += 1;
  }
  expect(bad.mean).toBeLessThan(2);
  expect(bad.sd).toBeLessThan(2);
});

describe("limits", () => {
  test("come near the normal's, 3.9, as passes grow, so that they tell something", () => {
    for (const network of [articleNetwork(), twoLayers(8, 3)]) {
      const { mean, sd } = limitsOf(exactAnswer(network, 0.5, 0.1), 10_000);
      for (const limit of [mean, sd]) {
        expect(limit).toBeGreaterThan(3.89);
        expect(limit).toBeLessThan(4.1);
      }
    }
  });

  test("are none where passes are too few, where nothing varies, and where the shape is not known", () => {
    const none = { mean: NaN, sd: NaN };
    expect(limitsOf(exactAnswer(articleNetwork(), 1, 0.3), 1)).toEqual(none);
    expect(limitsOf(exactAnswer(articleNetwork(), 1, 0.95), 10)).toEqual(none);
    expect(limitsOf(exactAnswer(articleNetwork(), 0, 0.3), 1000)).toEqual(none);
    expect(limitsOf(exactAnswer(twoLayers(64, 1), 1, 0.1), 1000)).toEqual(none);
    expect(limitsOf(exactAnswer(twoLayers(8, 3), 0.5, 0.95), 1000).sd).toBeNaN();
  });

  test("never call an sd of 0 good", () => {
    for (const numPasses of [30, 100, 300, 1000, 10_000]) {
      const z = scoresOf(exactAnswer(unit, 1, 0.95), numPasses, 0, 0);
      expect(Math.abs(z.sd) <= limitsOf(exactAnswer(unit, 1, 0.95), numPasses).sd).toBe(false);
    }
  });
});

describe("rows", () => {
  interface Told {
    readonly state: string;
    readonly explanation: string;
  }

  /** @param share what the passes are drawn at, of what the model says their rate is */
  function rowsOf(values: Readonly<Record<string, unknown>>, share = 1): ReadonlyMap<string, Told> {
    const store = new SettingsStore(dropoutSettings);
    store.set({ inputAt: 2, ...values });
    const problem = problemOf(store);
    const network = firstNetwork(store, problem);
    const request = passRequest(store, problem, network);
    const stream = Stream.from(store.number("seed"), 0, StreamPurpose.test);
    const passes = drawPasses(
      network,
      inputsOf(store, problem),
      { ...request, rate: share * request.rate },
      stream,
    );
    const model = curveModel(store, problem, network, passes, 2);
    return new Map(curveReadouts(model, NO_TRAINING).map((row) => [row.name, row]));
  }
  const names = ["mean at x = 2", "sd at x = 2", "worst z, means", "worst z, sds"];

  test.each(["perPass", "perPoint"])("have verdicts in the article's view, masks %s", (sharing) => {
    const rows = rowsOf({ data: "article", sharing });
    for (const name of names) {
      expect(rows.get(name)?.state).toBe("good");
      expect(rows.get(name)?.explanation).toMatch(/At most one run in a thousand exceeds \d\.\d\d\.$/);
    }
  });

  test("have verdicts with two layers whose masks can be visited", () => {
    const rows = rowsOf({ data: "gap", width: 8 });
    for (const name of names.slice(0, 2)) expect(rows.get(name)?.state).toBe("good");
    expect(rowsOf({ data: "gap" }).get("sd at x = 2")?.state).toBe("none");
  });

  test("find passes of another rate bad", () => {
    const rows = rowsOf({ data: "article", numPasses: 1000 }, 0.5);
    expect(rows.get("sd at x = 2")?.state).toBe("bad");
    expect(rows.get("worst z, sds")?.state).toBe("bad");
    expect(rowsOf({ data: "gap", width: 8, numPasses: 1000 }, 0.5).get("sd at x = 2")?.state).toBe("bad");
  });

  test("say that few passes tell too little, and give no verdict", () => {
    const rows = rowsOf({ data: "article", numPasses: 10, ownRate: true, rate: 0.95, sharing: "perPoint" });
    for (const name of names) {
      expect(rows.get(name)?.state).toBe("none");
      expect(rows.get(name)?.explanation).toMatch(/No verdict: too few passes/);
    }
  });
});
