/** Dependencies point one way, and it is the linter that says so. */
import { beforeAll, expect, test } from "vitest";
import { lint, linesAt, type Finding } from "./lint";

interface Boundary {
  /** A file of the folder, deep enough that its imports climb. */
  file: string;
  allowed: string[];
  forbidden: string[];
}

const BOUNDARIES: Boundary[] = [
  {
    file: "src/core/random/a.ts",
    allowed: ["./b", "../math/elementary", "../scenery", "../../../shaders/exp.wgsl?raw"],
    forbidden: [
      "../../engine/pool",
      "../../app/store",
      "../../scene/stage",
      "../../charts/trace",
      "../../labs/coin",
      "../../labs",
      "../../main",
      "../../../workers/sampler.worker",
      "../../../src/engine/pool",
      "three",
      "comlink",
      "lil-gui",
      "uplot",
      "node:fs",
      "three/addons/controls/OrbitControls.js",
    ],
  },
  {
    file: "src/engine/gpu/a.ts",
    allowed: ["../pool", "../../core/settings", "comlink"],
    forbidden: [
      "../../app/store",
      "../../scene/stage",
      "../../charts/trace",
      "../../labs/coin",
      "three",
      "uplot",
    ],
  },
  {
    file: "src/scene/surface/a.ts",
    allowed: ["../stage", "../../core/grid/contour", "three", "three/addons/controls/OrbitControls.js"],
    forbidden: [
      "../../engine/pool",
      "../../app/store",
      "../../charts/trace",
      "../../labs/coin",
      "uplot",
      "comlink",
    ],
  },
  {
    file: "src/charts/trace/a.ts",
    allowed: ["../band", "../../core/settings", "uplot", "uplot/dist/uPlot.min.css"],
    forbidden: [
      "../../engine/pool",
      "../../app/store",
      "../../scene/stage",
      "../../labs/coin",
      "three",
      "lil-gui",
    ],
  },
  {
    file: "src/app/panel/a.ts",
    allowed: ["../store", "../../core/settings", "../../engine/pool", "lil-gui"],
    forbidden: ["../../scene/stage", "../../charts/trace", "../../labs/coin", "three", "uplot", "comlink"],
  },
  {
    file: "src/labs/coin/a.ts",
    allowed: ["../index", "../../core/a", "../../engine/a", "../../scene/a", "../../charts/a", "../../app/a"],
    forbidden: ["../../main", "../../../workers/sampler.worker", "three", "uplot", "lil-gui", "comlink"],
  },
  {
    file: "src/main.ts",
    allowed: ["./labs/index", "./app/store", "./core/settings"],
    forbidden: ["../workers/sampler.worker", "three", "uplot"],
  },
  {
    file: "workers/sampler.worker.ts",
    allowed: ["comlink", "../src/core/settings", "../src/engine/protocol", "../src/engine/protocol/blocks"],
    forbidden: [
      "../src/engine/pool",
      "../src/engine",
      "../src/app/store",
      "../src/scene/stage",
      "../src/labs/coin",
      "../src/charts/trace",
      "../src/main",
      "three",
      "uplot",
      "lil-gui",
    ],
  },
];

/** Ways to depend on a module, each on one line. */
const FORMS: ((specifier: string, index: number) => string)[] = [
  (specifier) => `import "${specifier}";`,
  (specifier, index) => `import type { It as It${index} } from "${specifier}";`,
  (specifier) => `export * from "${specifier}";`,
  (specifier) => `void import("${specifier}");`,
];

const SPECIFIERS = [...new Set(BOUNDARIES.flatMap(({ allowed, forbidden }) => [...allowed, ...forbidden]))];

function linesOf(specifiers: string[]): string[] {
  return specifiers.flatMap((specifier) =>
    FORMS.map((form) => form(specifier, SPECIFIERS.indexOf(specifier))),
  );
}

let findings: Finding[];
beforeAll(() => {
  const source = ({ allowed, forbidden }: Boundary) => linesOf([...allowed, ...forbidden]).join("\n");
  findings = lint(Object.fromEntries(BOUNDARIES.map((boundary) => [boundary.file, source(boundary)])));
});

test.each(BOUNDARIES)("$file imports what it may and nothing else", ({ file, allowed, forbidden }) => {
  const lines = linesOf([...allowed, ...forbidden]);
  const caught = linesAt(findings, file, "no-restricted-imports").map((line) => lines[line - 1]);
  expect(caught).toEqual(linesOf(forbidden));
});
