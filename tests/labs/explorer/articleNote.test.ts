import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { ARTICLE_RUN, articleRun } from "../../../src/core/article";
import { targetByKey } from "../../../src/core/targets";
import { articleNote, articleSettings, isArticleRun } from "../../../src/labs/explorer/articleNote";
import { explorerSettings } from "../../../src/labs/explorer/explorerSettings";
import { runConfigOf } from "../../../src/labs/explorer/runConfig";
import { createSamplerService } from "../../../workers/samplerService";

function storeWith(values: Readonly<Record<string, unknown>> = {}): SettingsStore {
  const store = new SettingsStore(explorerSettings);
  store.set({ ...articleSettings, ...values });
  return store;
}

describe("the article's run in the explorer", () => {
  test("is the article's chain to the bit, through a worker's service and whatever the blocks", () => {
    const service = createSamplerService();
    const config = runConfigOf(storeWith());
    service.begin(config, 0, 1);
    const wanted = articleRun(1000).positions;
    for (let done = 0; done < 1000; done += 125) {
      const { tracked } = service.advance(125, [0], []);
      expect([...tracked]).toEqual([...wanted.subarray(2 * done, 2 * done + 250)]);
    }
  });

  test("goes on from a worker's state, a kept normal and all", () => {
    const [first, second] = [createSamplerService(), createSamplerService()];
    const config = runConfigOf(storeWith());
    first.begin(config, 0, 1);
    const { state } = first.advance(33, [0], []);
    second.resume(config, structuredClone(state));
    expect([...second.advance(50, [0], []).tracked]).toEqual([...articleRun(83).positions.subarray(66)]);
  });

  test("is told from every other run", () => {
    expect(isArticleRun(runConfigOf(storeWith()))).toBe(true);
    for (const other of [
      { target: "mixture" },
      { data: "own", ownData: "1 2 4" },
      { numPoints: 51 },
      { dataSeed: 43 },
      { stepSize: 0.16 },
      { numChains: 2 },
      { start: "spread" },
      { startX: 1 },
      { numWarmup: 0 },
      { seed: 43 },
      { generator: "xoshiro" },
    ]) {
      expect([other, isArticleRun(runConfigOf(storeWith(other)))]).toEqual([other, false]);
    }
  });

  test("the note says what is printed and what is exact", () => {
    const note = articleNote(targetByKey("meanLogSd").create({}).truth);
    for (const words of [
      "acceptance rate of 50.30 % (5,030 of 10,000 steps",
      "its text says 45 %",
      "accepts 50.71 %",
      "μ = 2.66 ± 0.20 and σ = 1.42 ± 0.15",
      "2.6607 ± 0.2020 and 1.4210 ± 0.1466",
    ]) {
      expect(note).toContain(words);
    }
    expect(articleSettings.pauseAt).toBe(ARTICLE_RUN.numSteps);
  });
});
