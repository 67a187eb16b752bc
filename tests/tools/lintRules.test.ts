/** The rules that the project leans on are really in force, each where it should be. */
import { beforeAll, expect, test } from "vitest";
import { lint, linesAt, type Finding } from "./lint";

interface Rule {
  rule: string;
  file: string;
  /** Lines that break the rule, and lines that do not. */
  wrong: string[];
  right: string[];
}

const inexact = ["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "cbrt", "hypot"].concat([
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "atan2",
  "sinh",
  "cosh",
  "tanh",
  "asinh",
  "acosh",
  "atanh",
]);
const exact = [
  "sqrt",
  "abs",
  "floor",
  "ceil",
  "round",
  "trunc",
  "min",
  "max",
  "imul",
  "fround",
  "clz32",
  "sign",
];
const impure = [
  "window",
  "document",
  "self",
  "globalThis",
  "navigator",
  "performance",
  "Date",
  "crypto",
].concat([
  "postMessage",
  "Worker",
  "setTimeout",
  "setInterval",
  "requestAnimationFrame",
  "fetch",
  "process",
  "console",
]);

const RULES: Rule[] = [
  {
    rule: "no-restricted-properties",
    file: "src/core/a.ts",
    wrong: [...inexact.map((name) => `use(Math.${name});`), `use(Math["exp"]);`, "use(Math.random);"],
    right: [...exact.map((name) => `use(Math.${name});`), "use(Math.PI);"],
  },
  {
    rule: "no-restricted-properties",
    file: "src/labs/a.ts",
    wrong: ["use(Math.random());"],
    right: ["use(Math.exp(1));"],
  },
  { rule: "no-restricted-properties", file: "workers/a.ts", wrong: ["use(Math.random());"], right: [] },
  {
    rule: "no-restricted-globals",
    file: "src/core/b.ts",
    wrong: impure.map((name) => `use(${name});`),
    right: ["use(WebAssembly);", "use(Float64Array);"],
  },
  { rule: "no-restricted-globals", file: "src/app/b.ts", wrong: [], right: ["use(window);"] },
  {
    rule: "no-power",
    file: "src/core/c.ts",
    wrong: ["use(2 ** 0.5);", "let power = 2; power **= 3;"],
    right: ["use(2 * 3); // 2 ** 3", "/** a ** b */"],
  },
  { rule: "no-power", file: "src/scene/c.ts", wrong: [], right: ["use(2 ** 0.5);"] },
  {
    rule: "no-floating-promises",
    file: "src/engine/d.ts",
    wrong: ["Promise.resolve(1);"],
    right: ["void Promise.resolve(1);"],
  },
  {
    rule: "no-misused-promises",
    file: "src/engine/e.ts",
    wrong: ["if (Promise.resolve(true)) use(1);"],
    right: ["if (await Promise.resolve(true)) use(1);"],
  },
  {
    rule: "await-thenable",
    file: "src/engine/f.ts",
    wrong: ["await 1;"],
    right: ["await Promise.resolve(1);"],
  },
  { rule: "no-explicit-any", file: "src/app/g.ts", wrong: ["use(1 as any);"], right: ["use(1 as unknown);"] },
  {
    // The import boundaries do not see a module named inside a type.
    rule: "consistent-type-imports",
    file: "src/core/n.ts",
    wrong: [`export type Hidden = import("three").Mesh;`],
    right: [`import type { Mesh } from "three"; export type Shown = Mesh;`],
  },
  { rule: "no-eval", file: "src/app/h.ts", wrong: [`eval("1");`], right: [] },
  { rule: "no-new-func", file: "src/app/m.ts", wrong: [`use(new Function("return 1"));`], right: [] },
  {
    rule: "no-implied-eval",
    file: "src/app/i.ts",
    wrong: [`setTimeout("1", 1);`],
    right: ["setTimeout(() => use(1));"],
  },
  { rule: "ban-ts-comment", file: "src/app/j.ts", wrong: ["// @ts-ignore"], right: ["// a comment"] },
  { rule: "no-default-export", file: "src/app/k.ts", wrong: ["export default use(1);"], right: [] },
  { rule: "no-default-export", file: "site.config.ts", wrong: [], right: ["export default 1;"] },
  { rule: "no-console", file: "src/app/l.ts", wrong: ["console.log(1);"], right: [] },
  { rule: "no-focused-tests", file: "tests/a.test.ts", wrong: ["test.only('a', () => {});"], right: [] },
  { rule: "no-disabled-tests", file: "tests/b.test.ts", wrong: ["test.skip('a', () => {});"], right: [] },
];

const EPILOGUE = "declare function use(value: unknown): void;\nexport {};\n";
const textOf = ({ wrong, right }: Rule) => [...wrong, ...right, EPILOGUE].join("\n");

let findings: Finding[];
beforeAll(() => {
  findings = lint({
    ...Object.fromEntries(RULES.map((rule) => [rule.file, textOf(rule)])),
    "src/labs/long.ts": "use(1);\n".repeat(401),
    "src/labs/short.ts": "use(1);\n".repeat(400),
    "src/core/there.ts": `export { back } from "./back";\n`,
    "src/core/back.ts": `export { back } from "./there";\n`,
  });
});

test.each(RULES)("$rule in $file", ({ rule, file, wrong, right }) => {
  const lines = [...wrong, ...right];
  expect(linesAt(findings, file, rule).map((line) => lines[line - 1])).toEqual(wrong);
});

test("a source file of more than 400 lines is refused", () => {
  expect(linesAt(findings, "src/labs/long.ts", "max-lines")).toHaveLength(1);
  expect(linesAt(findings, "src/labs/short.ts", "max-lines")).toHaveLength(0);
});

test("modules that import each other are refused", () => {
  expect(linesAt(findings, "src/core/there.ts", "no-cycle")).toEqual([1]);
});
