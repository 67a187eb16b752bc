import type { Node } from "../../../core/density";
import type { InputKind } from "../../../core/density/wgsl";
import {
  emitNode,
  ORDINARY_REACH,
  readInput,
  readParameter,
  valueOf,
  type Scope,
} from "../../../core/density/wgsl/emitNodes";
import type { Call } from "../../../core/density/wgsl/emitOperation";
import { emitRows } from "../../../core/density/wgsl/emitRows";
import { literal } from "../../../core/density/wgsl/literal";
import { partOfPlan, usedBy } from "../../../core/density/wgsl/plan";
import { HELD, LARGEST_LOG_DENSITY, sizeOf } from "../../../core/density/wgsl/ranges";
import { allValid, numberIn, type Value } from "../../../core/density/wgsl/value";
import type { DensityParts } from "./densityParts";

/** Slopes are held to it: no momentum or position of a path that is lost leaves float32. */
const STEEPEST = 1e30;

/** WGSL of the parts of a density. */
export interface EmittedParts {
  /**
   * Declares `isNear`, `densityAt` and, with slopes, `slopesAt` and `bothAt`, functions of the coordinates and then
   * the settings, and the structures that they return.
   */
  readonly code: string;
  /** Statements that read the settings from the storage buffer `parameters`, once for all steps. */
  readonly readSettings: readonly string[];
  /** The arguments that stand for the settings, each behind a comma. */
  readonly settingArguments: string;
}

/**
 * A density as WGSL for accept tests: shift and mass (see shaders/ratioOfDensities.wgsl, which it calls beside
 * shaders/elementary.wgsl), the share of the first of two terms, and slopes. A position farther than ORDINARY_REACH
 * from the origin (sum of sizes) is outside; what is worked out there may be anything.
 */
export function emitParts(parts: DensityParts, kind: InputKind): EmittedParts {
  const { plan, terms, slopes } = parts;
  const { numParameters } = plan.shifted;
  const used = usedBy(plan);
  const indices = plan.derivedSettings.map((_, i) => i).filter((i) => used.has(plan.derivedSettings[i]));
  const axes = Array.from({ length: numParameters }, (_, i) => i);
  const given = [...axes.map((i) => `x${i}: f32`), ...indices.map((i) => `k${i}: f32`)].join(", ");
  const wrapped = new Map<string, number>();
  const call: Call = (name, lanes, values) => {
    if (lanes === 1) return `${name}(${values.join(", ")})`;
    wrapped.set(name, values.length);
    return `${name}4(${values.join(", ")})`;
  };

  const emitFunction = (name: string, roots: readonly Node[], type: string, result: Result): string => {
    const part = partOfPlan(plan, roots);
    const scope: Scope = { lines: [], values: new Map() };
    for (const i of indices) readInput(scope, plan.derivedSettings[i], `k${i}`, 1, kind);
    for (const node of part.beforeRows) {
      if (node.kind !== "parameter") emitNode(scope, node, call);
      else {
        const x = `x${node.index}`;
        const held = `clamp(${x}, ${literal(-HELD)}, ${literal(HELD)})`;
        scope.lines.push(`let p${node.index} = ${kind === "ordinary" ? x : held};`);
        readParameter(scope, node, `p${node.index}`, kind);
      }
    }
    const rows = part.rowSums.length > 0 ? emitRows(part, name, scope, call, kind) : "";
    for (const node of part.afterRows) emitNode(scope, node, call);
    scope.lines.push(`return ${type}(${result(scope)});`);
    return [rows, `fn ${name}(${given}) -> ${type} {`, ...scope.lines.map((line) => `  ${line}`), "}"]
      .filter((text) => text !== "")
      .join("\n");
  };

  const summands = parts.rest === undefined ? terms : [...terms, parts.rest];
  const near = axes.map((i) => `abs(x${i})`).join(" + ");
  const sections = [
    `fn isNear(${axes.map((i) => `x${i}: f32`).join(", ")}) -> bool {`,
    `  return ${near} <= ${literal(ORDINARY_REACH)};`,
    "}",
    "struct DensityAt {\n  shift: f32,\n  mass: f32,\n  first: f32,\n  isInside: bool,\n}",
    emitFunction("densityAt", summands, "DensityAt", (scope) => densityOf(parts, axes, scope).join(", ")),
  ];
  if (slopes.length > 0) {
    const members = axes.map((i) => `  s${i}: f32,\n`).join("");
    const all = [...summands, ...slopes.flat()];
    const termsAndSlopes = [...terms, ...slopes.flat()];
    sections.push(
      `struct SlopesAt {\n${members}  isKnown: bool,\n}`,
      `struct BothAt {\n  density: DensityAt,\n  slopes: SlopesAt,\n}`,
      emitFunction("slopesAt", termsAndSlopes, "SlopesAt", (scope) => slopesOf(parts, scope).join(", ")),
      emitFunction("bothAt", all, "BothAt", (scope) => {
        const density = densityOf(parts, axes, scope);
        return `DensityAt(${density.join(", ")}), SlopesAt(${slopesOf(parts, scope, "first").join(", ")})`;
      }),
    );
  }
  const wrappers = [...wrapped].map(([name, count]) => laneByLane(name, count));
  return {
    code: [...wrappers, ...sections].join("\n"),
    readSettings: indices.map((i) => `let k${i} = parameters[${i + 1}];`),
    settingArguments: indices.map((i) => `, k${i}`).join(""),
  };
}

/** Writes the last statements of a function and gives the arguments of what it returns. */
type Result = (scope: Scope) => string;

function validOf(values: readonly Value[]): string {
  return allValid(values.map(({ valid }) => valid)) ?? "true";
}

/** Shift, mass, share of the first term, and whether the position is inside. */
function densityOf({ terms, rest }: DensityParts, axes: readonly number[], scope: Scope): string[] {
  const { lines } = scope;
  const values = [...terms, ...(rest === undefined ? [] : [rest])].map((node) => valueOf(scope, node));
  const codes = values.map((value) => numberIn(value, 1));
  const ofTerms = codes.slice(0, terms.length);
  if (terms.length === 2) {
    lines.push(
      `let gap = ${ofTerms[0]} - ${ofTerms[1]};`,
      "let isFirst = gap > 0.0;",
      `let largest = select(${ofTerms[1]}, ${ofTerms[0]}, isFirst);`,
      "let mass = 1.0 + shareOf(-abs(gap));",
      "let larger = 1.0 / mass;",
      "let first = select(1.0 - larger, larger, isFirst);",
    );
  } else if (terms.length > 0) {
    sharesOf(ofTerms, lines);
    lines.push(`let mass = ${ofTerms.map((_, i) => `share${i}`).join(" + ")};`, "let first = share0 / mass;");
  } else {
    lines.push("let mass = 1.0;", "let first = 0.0;");
  }
  const shift = [...(terms.length > 0 ? ["largest"] : []), ...codes.slice(terms.length)].join(" + ");
  lines.push(
    `let shift = ${shift};`,
    `let isInside = ${validOf(values)} & isNear(${axes.map((i) => `x${i}`).join(", ")}) & (abs(shift) < ${literal(LARGEST_LOG_DENSITY)});`,
  );
  return ["shift", "mass", "first", "isInside"];
}

function sharesOf(terms: readonly string[], lines: string[]): void {
  lines.push(`let largest = ${terms.reduce((all, term) => `max(${all}, ${term})`)};`);
  terms.forEach((term, i) => lines.push(`let share${i} = shareOf(${term} - largest);`));
}

/**
 * The slopes of the log density, held, and whether they are known.
 * @param first the share of the first of two terms, where it is there already
 */
function slopesOf({ terms, rest, slopes }: DensityParts, scope: Scope, first?: string): string[] {
  const { lines } = scope;
  const ofTerms = terms.map((node) => valueOf(scope, node));
  const values = slopes.map((ofSummand) => ofSummand.map((node) => valueOf(scope, node)));
  const codes = values.map((ofSummand) => ofSummand.map((value) => numberIn(value, 1)));
  if (terms.length === 2 && first === undefined) {
    lines.push(`let first = logistic(${numberIn(ofTerms[1], 1)} - ${numberIn(ofTerms[0], 1)});`);
  }
  if (terms.length > 2) {
    if (first === undefined) {
      sharesOf(
        ofTerms.map((value) => numberIn(value, 1)),
        lines,
      );
      lines.push(`let mass = ${terms.map((_, i) => `share${i}`).join(" + ")};`);
    }
    lines.push("let scale = 1.0 / mass;");
  }
  const results = codes[0].map((_, i) => {
    const column = codes.map((ofSummand) => ofSummand[i]);
    const mixed =
      terms.length === 2
        ? [`${column[1]} + first * (${column[0]} - ${column[1]})`]
        : terms.length > 2
          ? [`scale * (${terms.map((_term, k) => `share${k} * ${column[k]}`).join(" + ")})`]
          : [];
    const slope = [...mixed, ...(rest === undefined ? [] : [column[terms.length]])].join(" + ");
    const isSteep = values.some((ofSummand) => sizeOf(ofSummand[i].range) > STEEPEST);
    lines.push(
      `let slope${i} = ${isSteep ? `clamp(${slope}, ${literal(-STEEPEST)}, ${literal(STEEPEST)})` : slope};`,
    );
    return `slope${i}`;
  });
  return [...results, validOf([...ofTerms, ...values.flat()])];
}

/** A function of numbers for four of them. */
function laneByLane(name: string, count: number): string {
  const operands = ["a", "b"].slice(0, count);
  return [
    `fn ${name}4(${operands.map((operand) => `${operand}: vec4f`).join(", ")}) -> vec4f {`,
    "  var values = vec4f(0.0);",
    `  for (var i = 0u; i < 4u; i++) { values[i] = ${name}(${operands.map((operand) => `${operand}[i]`).join(", ")}); }`,
    "  return values;",
    "}",
  ].join("\n");
}
