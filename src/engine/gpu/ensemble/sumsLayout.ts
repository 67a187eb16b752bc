/** Which sums over steps a kernel keeps for each chain, in this order; those about modes only where there are any. */
export interface SumsLayout {
  /** Of parameter 0: of the position less the origin; the other parameters follow. */
  readonly sums: number;
  /** The same of the squares. */
  readonly squares: number;
  readonly numAccepted: number;
  /** Of the responsibility of the first mode. */
  readonly firstMode: number;
  readonly modeSwitches: number;
  /** 1 or 0 for each chain, as it stands after the steps: was it ever well inside the first mode, the second, both? */
  readonly everFirst: number;
  readonly everSecond: number;
  readonly everSwitched: number;
  readonly numSums: number;
  /** Without the last three. */
  readonly numSumsOfSteps: number;
  readonly hasModes: boolean;
}

export function sumsLayout(numParameters: number, hasModes: boolean): SumsLayout {
  const numAccepted = 2 * numParameters;
  const firstMode = numAccepted + 1;
  return {
    sums: 0,
    squares: numParameters,
    numAccepted,
    firstMode,
    modeSwitches: firstMode + 1,
    everFirst: firstMode + 2,
    everSecond: firstMode + 3,
    everSwitched: firstMode + 4,
    numSums: firstMode + (hasModes ? 5 : 0),
    numSumsOfSteps: firstMode + (hasModes ? 2 : 0),
    hasModes,
  };
}

/** Bits of a chain's mode state: the mode it was last well inside of (0, 1, or 2 for none yet), and what it ever did. */
export const MODE_BITS = { last: 3, everFirst: 4, everSecond: 8, everSwitched: 16 } as const;

/** Of a chain that has not been well inside a mode. */
export const NO_MODE = 2;
