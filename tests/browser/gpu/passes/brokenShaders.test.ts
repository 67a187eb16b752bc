/** The scores must catch shaders that are wrong, each in one place. */
import { expect, test } from "vitest";
import type { MaskSharing, Network } from "../../../../src/core/network";
import { article, replacing, twoLayers, worstScore } from "./passScores";

/** The article's unit that adds most to the output at 1. */
function leadingUnit(): number {
  const shares = [...article.weights[0]].map(
    (weight, j) => Math.max(0, weight) * Math.abs(article.weights[1][j]),
  );
  return shares.indexOf(Math.max(...shares));
}

interface Broken {
  readonly name: string;
  readonly network: Network;
  readonly sharing: MaskSharing;
  readonly mend: (code: string) => string;
}

const broken: readonly Broken[] = [
  {
    name: "kept units that are not divided by 1 - rate",
    network: article,
    sharing: "perPoint",
    mend: replacing("(firstLayerUnit(point, j) * work.scale)", "firstLayerUnit(point, j)"),
  },
  {
    name: "one mask for all passes of a block",
    network: article,
    sharing: "perPoint",
    mend: replacing("let bits = vec4u(kept);", "let bits = vec4u(0u - (kept & 1u));"),
  },
  {
    name: "the same masks in every block",
    network: article,
    sharing: "perPass",
    mend: replacing("let key = vec2u(seed, block);", "let key = vec2u(seed, 0u);"),
  },
  {
    name: "a unit that is never dropped",
    network: article,
    sharing: "perPoint",
    mend: replacing(
      "addKept(&outputs, kept,",
      `addKept(&outputs, select(kept, ~0u, j == ${leadingUnit()}u),`,
    ),
  },
  {
    name: "a drop probability that is one eighth off",
    network: article,
    sharing: "perPoint",
    mend: replacing("var rest = threshold;", "var rest = threshold - threshold / 8u;"),
  },
  {
    name: "masks of a pass that differ between points",
    network: article,
    sharing: "perPass",
    mend: replacing("work.isShared != 0u", "false"),
  },
  {
    name: "masks that points share",
    network: article,
    sharing: "perPoint",
    mend: replacing("work.isShared != 0u", "true"),
  },
  {
    name: "a second layer that is not divided by 1 - rate",
    network: twoLayers,
    sharing: "perPoint",
    mend: replacing("network[OUTPUT_WEIGHTS_AT + k] * work.scale", "network[OUTPUT_WEIGHTS_AT + k]"),
  },
  {
    name: "a second layer that drops what the first layer drops",
    network: twoLayers,
    sharing: "perPoint",
    mend: replacing("&sums, keptBits(state, work.threshold),", "&sums, masks[k % WIDTH_1],"),
  },
];

test.each(broken)("caught, seed 21: $name", async ({ network, sharing, mend }) => {
  const score = await worstScore(network, sharing, 21, mend);
  expect(score).toBeGreaterThan(8);
  // Wrong, and not merely beyond all numbers.
  expect(score).toBeLessThan(Infinity);
});

// 28 scores, each beyond 5 with probability 6e-7: false alarm 2e-5 each.
test.each([
  { name: "article", network: article, sharing: "perPoint" },
  { name: "article", network: article, sharing: "perPass" },
  { name: "two layers", network: twoLayers, sharing: "perPoint" },
] as const)(
  "negative control, seed 21: $name, $sharing, changed in nothing",
  async ({ network, sharing }) => {
    expect(await worstScore(network, sharing, 21, (code) => `${code}\n`)).toBeLessThan(5);
  },
);
