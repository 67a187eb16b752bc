import type { EmittedParts } from "./emitParts";
import type { GpuSamplerKey } from "./samplerShader";
import { MODE_BITS, NO_MODE, type SumsLayout } from "./sumsLayout";

export interface StepCodeOptions {
  readonly sampler: GpuSamplerKey;
  readonly numParameters: number;
  readonly settings: Pick<EmittedParts, "readSettings" | "settingArguments">;
  readonly layout: SumsLayout;
  /** Transitions written out one after the other in the loop. */
  readonly stepsInLoop: number;
}

/** A chain is well inside a mode where its responsibility is above this, as in src/core/run/totals.ts. */
const WELL_INSIDE = 0.9;
/** Momenta above this are of a path that is lost; squares of smaller ones stay in float32. */
const FASTEST = 1e18;

/**
 * The entry point `makeSteps`: an invocation takes a chain through the transitions of its dispatch, with all that
 * changes in registers, and writes its sums. Accepts by the ratio of densities.
 */
export function stepCode(options: StepCodeOptions): string {
  const { sampler, numParameters, settings, layout, stepsInLoop } = options;
  const axes = Array.from({ length: numParameters }, (_, i) => i);
  const hasPaths = sampler !== "rwm";
  const list = (name: string): string => axes.map((i) => `${name}${i}`).join(", ");
  const each = (line: (i: number) => string): string[] => axes.map(line);
  const step = [
    ...numbersOfStep(numParameters, hasPaths ? "1.0" : "stepSize"),
    ...(sampler === "rwm" ? walk(list, each, settings) : path(sampler, list, each, settings)),
    "shift = select(shift, there.shift, isAccepted);",
    "mass = select(mass, there.mass, isAccepted);",
    "accepted += select(0.0, 1.0, isAccepted);",
    ...each((i) => `sum${i} += x${i};`),
    ...each((i) => `square${i} += x${i} * x${i};`),
    ...(layout.hasModes ? modesOfStep() : []),
  ];
  const inLoop = Array.from({ length: stepsInLoop }, () => ["{", ...step, "}"]).flat();
  const row = (index: number): string => `state[${index}u * work.numPadded + chain]`;
  const words = [0, 1, 2, 3].map((w) => numParameters + w);
  const modeRow = row(numParameters + 4);
  const put = (sum: number, value: string): string =>
    `sums[${sum}u * work.numChains + local] = select(0.0, ${value}, isShown);`;
  return [
    "@compute @workgroup_size(64)",
    "fn makeSteps(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) numWorkgroups: vec3u) {",
    "let local = chainOf(id, numWorkgroups);",
    "if (local >= work.numChains) { return; }",
    "let chain = work.firstChain + local;",
    "let isShown = chain < work.numShown;",
    "let stepSize = work.stepSize;",
    "let numSteps = work.numSteps;",
    ...settings.readSettings,
    ...each((i) => `var x${i} = bitcast<f32>(${row(i)});`),
    ...words.map((index, w) => `var w${w} = ${row(index)};`),
    ...start(hasPaths, list, each, settings),
    "var accepted = 0.0;",
    ...each((i) => `var sum${i} = 0.0;\nvar square${i} = 0.0;`),
    ...(layout.hasModes ? modesAtStart(modeRow) : []),
    `var step = 0u;`,
    ...(stepsInLoop > 1
      ? [`for (; step + ${stepsInLoop - 1}u < numSteps; step += ${stepsInLoop}u) {`, ...inLoop, "}"]
      : []),
    "for (; step < numSteps; step++) {",
    ...step,
    "}",
    ...each((i) => `${row(i)} = bitcast<u32>(x${i});`),
    ...words.map((index, w) => `${row(index)} = w${w};`),
    // A slice of the warm-up leaves what is there: nobody reads it.
    "if (work.isCounted != 0u) {",
    ...each((i) => put(layout.sums + i, `sum${i}`)),
    ...each((i) => put(layout.squares + i, `square${i}`)),
    put(layout.numAccepted, "accepted"),
    ...(layout.hasModes ? [put(layout.firstMode, "first"), put(layout.modeSwitches, "switches")] : []),
    "}",
    ...(layout.hasModes ? modesAtEnd(modeRow, layout, put) : []),
    "}",
  ].join("\n");
}

type Names = (name: string) => string;
type Lines = (line: (i: number) => string) => string[];
type Settings = StepCodeOptions["settings"];

/** Draws the words of a transition, and makes z0, z1, ... of them, normals times a scale, and the uniform. */
function numbersOfStep(numParameters: number, scale: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < numParameters; i += 2) {
    for (const name of [`a${i}`, `b${i}`]) {
      // xoshiro128++ (Blackman and Vigna 2019); the rotations are those of shaders/transitionNumbers.wgsl.
      lines.push(
        `let ${name} = rotateLeft7(w0 + w3) + w0;`,
        `let u${name} = w2 ^ w0;`,
        `let v${name} = w3 ^ w1;`,
        `let t${name} = w1 * 512u;`,
        `w1 = w1 ^ u${name};`,
        `w0 = w0 ^ v${name};`,
        `w2 = u${name} ^ t${name};`,
        `w3 = rotateLeft11(v${name});`,
      );
    }
    // The low 20 bits of the first pair are the angle, the low 24 of the others.
    const toTop = i === 0 ? 4096 : 256;
    lines.push(`let pair${i} = normalPair(a${i}, b${i} * ${toTop}u, ${scale});`, `let z${i} = pair${i}.x;`);
    if (i + 1 < numParameters) lines.push(`let z${i + 1} = pair${i}.y;`);
  }
  lines.push("let uniform32 = leftOverUniform(a0, b0);");
  return lines;
}

function start(hasPaths: boolean, list: Names, each: Lines, { settingArguments }: Settings): string[] {
  const at = `${list("x")}${settingArguments}`;
  const lines = hasPaths
    ? [
        `let start = bothAt(${at});`,
        "let density = start.density;",
        // A chain that starts outside, or where there are no slopes, has no force at first.
        "let hasForce = density.isInside & start.slopes.isKnown;",
        ...each((i) => `var g${i} = select(0.0, start.slopes.s${i}, hasForce);`),
        "let halfStep = 0.5 * stepSize;",
      ]
    : [`let density = densityAt(${at});`];
  lines.push(
    // From outside every proposal inside is accepted.
    "var shift = select(OUTSIDE, density.shift, density.isInside);",
    "var mass = select(1.0, density.mass, density.isInside);",
    "var share = select(0.5, density.first, density.isInside);",
  );
  return lines;
}

function walk(list: Names, each: Lines, { settingArguments }: Settings): string[] {
  return [
    ...each((i) => `let p${i} = x${i} + z${i};`),
    `let there = densityAt(${list("p")}${settingArguments});`,
    "let isAccepted = there.isInside & isBelowRatio(uniform32, there.shift - shift, there.mass, mass);",
    ...each((i) => `x${i} = select(x${i}, p${i}, isAccepted);`),
  ];
}

/** A path of leapfrog steps: the momentum half a step, position and momentum in turn, the momentum half a step. */
function path(sampler: GpuSamplerKey, list: Names, each: Lines, { settingArguments }: Settings): string[] {
  const kinetic = (name: string): string => `0.5 * (${each((i) => `${name}${i} * ${name}${i}`).join(" + ")})`;
  const between =
    sampler === "mala"
      ? []
      : [
          "let numLeapfrog = work.paths[step / 4u][step % 4u];",
          // A path that has left float32's reach is not followed: its end is far, and so outside.
          `for (var k = 1u; k < numLeapfrog && isNear(${list("p")}); k++) {`,
          `let between = slopesAt(${list("p")}${settingArguments});`,
          "isKnown = isKnown & between.isKnown;",
          ...each((i) => `m${i} += stepSize * between.s${i};`),
          ...each((i) => `p${i} += stepSize * m${i};`),
          "}",
        ];
  return [
    ...each((i) => `var m${i} = z${i} + halfStep * g${i};`),
    ...each((i) => `var p${i} = x${i} + stepSize * m${i};`),
    "var isKnown = true;",
    ...between,
    `let end = bothAt(${list("p")}${settingArguments});`,
    "let there = end.density;",
    ...each((i) => `let e${i} = m${i} + halfStep * end.slopes.s${i};`),
    `let isSlow = ${each((i) => `abs(e${i})`).join(" + ")} < ${FASTEST.toExponential(1)};`,
    ...each((i) => `let h${i} = select(0.0, e${i}, isSlow);`),
    `let kineticLost = ${kinetic("z")} - ${kinetic("h")};`,
    "let isBelow = isBelowRatio(uniform32, there.shift - shift + kineticLost, there.mass, mass);",
    "let isAccepted = there.isInside & end.slopes.isKnown & isKnown & isSlow & isBelow;",
    ...each((i) => `x${i} = select(x${i}, p${i}, isAccepted);`),
    ...each((i) => `g${i} = select(g${i}, end.slopes.s${i}, isAccepted);`),
  ];
}

/** 1 in the first mode, -1 in the second, 0 while in none yet. */
function modesAtStart(modeRow: string): string[] {
  return [
    `let modesBefore = ${modeRow};`,
    `var last = 1.0 - 2.0 * f32(modesBefore & ${MODE_BITS.last}u);`,
    `last = select(last, 0.0, (modesBefore & ${MODE_BITS.last}u) == ${NO_MODE}u);`,
    "var first = 0.0;",
    "var switches = 0.0;",
  ];
}

function modesOfStep(): string[] {
  const [high, low] = [WELL_INSIDE, 1 - WELL_INSIDE].map((share) => Math.fround(share).toPrecision(9));
  return [
    "share = select(share, there.first, isAccepted);",
    "first += share;",
    `let now = select(select(last, -1.0, share < ${low}), 1.0, share > ${high});`,
    "switches += select(0.0, 1.0, now * last < 0.0);",
    "last = now;",
  ];
}

function modesAtEnd(
  modeRow: string,
  layout: SumsLayout,
  put: (sum: number, value: string) => string,
): string[] {
  const { everFirst, everSecond, everSwitched } = MODE_BITS;
  const bit = (mask: number): string => `select(0.0, 1.0, (modes & ${mask}u) != 0u)`;
  return [
    // Whoever switched was in both.
    "let hasSwitched = switches > 0.0;",
    `let ended = select(select(${NO_MODE}u, ${everSecond + 1}u, last < 0.0), ${everFirst}u, last > 0.0);`,
    `let both = select(0u, ${everFirst + everSecond + everSwitched}u, hasSwitched);`,
    `let after = (modesBefore & ${everFirst + everSecond + everSwitched}u) | ended | both;`,
    "let modes = select(modesBefore, after, work.isCounted != 0u);",
    `${modeRow} = modes;`,
    "if (work.withFlags != 0u) {",
    put(layout.everFirst, bit(everFirst)),
    put(layout.everSecond, bit(everSecond)),
    put(layout.everSwitched, bit(everSwitched)),
    "}",
  ];
}
