import type { Range } from "./ranges";

/** The WGSL of a value: of one number, or of those of four data rows. */
export interface Value {
  /** A name or a literal; may be used any number of times. */
  readonly code: string;
  /** An outcome of a comparison is a bool, and 1 or 0 where a number is needed. */
  readonly type: "number" | "truth";
  readonly lanes: 1 | 4;
  /** Of what the value is as a number. */
  readonly range: Range;
  /** A bool, false where float64 has NaN; null where that cannot be. As many lanes as the value. */
  readonly valid: string | null;
}

export type Lanes = Value["lanes"];

/** The code of a value as numbers in so many lanes. */
export function numberIn(value: Value, lanes: Lanes): string {
  const spread = (code: string): string => (lanes > value.lanes ? `vec4f(${code})` : code);
  if (value.type === "number") return spread(value.code);
  const [zero, one] = value.lanes === 4 ? ["vec4f(0.0)", "vec4f(1.0)"] : ["0.0", "1.0"];
  return spread(`select(${zero}, ${one}, ${value.code})`);
}

/** A bool of a value in so many lanes, where it is one. */
export function truthIn(code: string, from: Lanes, lanes: Lanes): string {
  return lanes > from ? `vec4<bool>(${code})` : code;
}

/** Whether the value counts as true: where it is not 0, and where it is NaN. */
export function conditionIn(value: Value, lanes: Lanes): string {
  const zero = value.lanes === 4 ? "vec4f(0.0)" : "0.0";
  const isTrue = value.type === "truth" ? value.code : `(${value.code} != ${zero})`;
  const code = value.valid === null ? isTrue : `(!${value.valid} | ${isTrue})`;
  return truthIn(code, value.lanes, lanes);
}

/** All of some conditions, each true where null. */
export function allValid(conditions: readonly (string | null)[]): string | null {
  const all = [...new Set(conditions.filter((condition) => condition !== null))];
  return all.length === 0 ? null : all.length === 1 ? all[0] : `(${all.join(" & ")})`;
}

export function lanesOf(values: readonly Value[]): Lanes {
  return values.some(({ lanes }) => lanes === 4) ? 4 : 1;
}
