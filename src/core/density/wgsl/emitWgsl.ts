import type { Density } from "../density";
import {
  emitNode,
  ORDINARY_REACH,
  readInput,
  readParameter,
  valueOf,
  type InputKind,
  type Scope,
} from "./emitNodes";
import type { Call } from "./emitOperation";
import { emitRows } from "./emitRows";
import { literal } from "./literal";
import { partOfPlan, planFloat32, usedBy, type Float32Plan } from "./plan";
import { HELD, LARGEST_LOG_DENSITY } from "./ranges";
import { numberIn, type Value } from "./value";

export interface WgslOptions {
  /** Ordinary code is faster; what it asks of its inputs is told by `packInputs`. */
  readonly inputs?: InputKind;
  /** Also emits `logDensityAndGradient`. */
  readonly withGradient?: boolean;
}

/** A density in WGSL. */
export interface WgslDensity {
  /**
   * Declares `alias Position` (an array of f32, relative to an origin), `fn logDensity(position: Position) -> f32`,
   * which is at least OUTSIDE, and on demand `fn logDensityAndGradient(position: Position) -> LogDensityAndGradient`
   * with the members logDensity and gradient. Calls shaders/elementary.wgsl, and reads the storage buffers
   * `parameters: array<f32>` and `data: array<vec4f>` as `packInputs` fills them.
   */
  readonly code: string;
  readonly plan: Float32Plan;
  readonly inputs: InputKind;
}

/**
 * A density as WGSL in float32. Nothing in it is infinite or NaN: what would be is outside, or held at a large
 * size. Beyond ORDINARY_REACH of the origin ordinary code says outside.
 */
export function emitWgsl(density: Density, options: WgslOptions = {}): WgslDensity {
  const { inputs = "ordinary", withGradient = false } = options;
  const { numParameters } = density;
  const plan = planFloat32(density, withGradient);
  const calls = new FourCalls();
  const sections = [
    `alias Position = array<f32, ${numParameters}>;`,
    emitFunction(partOfPlan(plan, [plan.roots[0]]), "logDensity", inputs, calls.call),
  ];
  if (withGradient) {
    sections.push(
      "struct LogDensityAndGradient {\n  logDensity: f32,\n  gradient: Position,\n}",
      emitFunction(plan, "logDensityAndGradient", inputs, calls.call),
    );
  }
  return { code: [...calls.wrappers(), ...sections].join("\n"), plan, inputs };
}

/** Calls of functions that take numbers one by one; where there are four, by way of a function made for it. */
class FourCalls {
  readonly #numArguments = new Map<string, number>();

  readonly call: Call = (name, lanes, values) => {
    if (lanes === 1) return `${name}(${values.join(", ")})`;
    this.#numArguments.set(name, values.length);
    return `${name}4(${values.join(", ")})`;
  };

  wrappers(): string[] {
    return [...this.#numArguments].map(([name, count]) => {
      const operands = ["a", "b"].slice(0, count);
      const declarations = operands.map((operand) => `${operand}: vec4f`).join(", ");
      const lane = operands.map((operand) => `${operand}[i]`).join(", ");
      return [
        `fn ${name}4(${declarations}) -> vec4f {`,
        "  var values = vec4f(0.0);",
        `  for (var i = 0u; i < 4u; i++) { values[i] = ${name}(${lane}); }`,
        "  return values;",
        "}",
      ].join("\n");
    });
  }
}

function emitFunction(plan: Float32Plan, name: string, kind: InputKind, call: Call): string {
  const { shifted, roots, derivedSettings, beforeRows, rowSums, afterRows } = plan;
  const { numParameters } = shifted;
  const withGradient = name !== "logDensity";
  const outside = withGradient ? "LogDensityAndGradient(OUTSIDE, Position())" : "OUTSIDE";
  const scope: Scope = { lines: [], values: new Map() };
  const coordinates = Array.from({ length: numParameters }, (_, i) => `position[${i}]`);
  if (kind === "ordinary") {
    const largest = coordinates.map((x) => `abs(${x})`).reduce((all, x) => `max(${all}, ${x})`);
    scope.lines.push(`if (${largest} > ${literal(ORDINARY_REACH)}) {`, `  return ${outside};`, "}");
  }
  const used = usedBy(plan);
  derivedSettings.forEach((node, i) => {
    if (used.has(node)) readInput(scope, node, `parameters[${i + 1}]`, 1, kind);
  });
  for (const node of beforeRows) {
    if (node.kind !== "parameter") emitNode(scope, node, call);
    else {
      const held = `clamp(${coordinates[node.index]}, ${literal(-HELD)}, ${literal(HELD)})`;
      scope.lines.push(`let p${node.index} = ${kind === "ordinary" ? coordinates[node.index] : held};`);
      readParameter(scope, node, `p${node.index}`, kind);
    }
  }
  const rows = rowSums.length > 0 ? emitRows(plan, `${name}Of`, scope, call, kind) : "";
  for (const node of afterRows) emitNode(scope, node, call);

  const [value, ...gradient] = roots.map((root) => valueOf(scope, root));
  scope.lines.push(`if (!${isInside(value)}) {`, `  return ${outside};`, "}");
  const result = numberIn(value, 1);
  const slopes = gradient.map((slope) => numberIn(slope, 1)).join(", ");
  scope.lines.push(
    withGradient ? `return LogDensityAndGradient(${result}, Position(${slopes}));` : `return ${result};`,
  );
  const type = withGradient ? "LogDensityAndGradient" : "f32";
  return [rows, `fn ${name}(position: Position) -> ${type} {`, ...scope.lines.map((line) => `  ${line}`), "}"]
    .filter((part) => part !== "")
    .join("\n");
}

/** A number that a log density can be: what is infinite, or was on the way, is not among them. */
function isInside(value: Value): string {
  const size = `(abs(${numberIn(value, 1)}) < ${literal(LARGEST_LOG_DENSITY)})`;
  return value.valid === null ? size : `(${value.valid} & ${size})`;
}
