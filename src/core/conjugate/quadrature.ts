/** Gauss-Legendre nodes and weights on [-1, 1] for five points. */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const WEIGHTS = [
  0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908,
];
const PANELS = 128;

/** Integrals of one function over parts of a range. */
export interface Integrals {
  readonly total: number;
  /** Mean and standard deviation of the range under the function as a density. */
  readonly mean: number;
  readonly sd: number;
  /** Integral from the start of the range to x. */
  readonly below: (x: number) => number;
  /** Integral from x to the end of the range. */
  readonly above: (x: number) => number;
}

/** Integrates one panel by Gauss and Legendre's rule, exact up to degree 9. */
function panel(f: (x: number) => number, from: number, to: number): number {
  const [centre, half] = [0.5 * (from + to), 0.5 * (to - from)];
  let sum = 0;
  for (let i = 0; i < NODES.length; i++) sum += WEIGHTS[i] * f(centre + half * NODES[i]);
  return sum * half;
}

/** Integrates a smooth, not negative function over [from, to] in panels, and keeps what lies on either side of each. */
export function integrate(f: (x: number) => number, from: number, to: number): Integrals {
  const edge = (k: number): number => (k === PANELS ? to : from + ((to - from) * k) / PANELS);
  const masses = Array.from({ length: PANELS }, (_, k) => panel(f, edge(k), edge(k + 1)));
  const before = new Float64Array(PANELS + 1);
  const after = new Float64Array(PANELS + 1);
  for (let k = 0; k < PANELS; k++) before[k + 1] = before[k] + masses[k];
  for (let k = PANELS; k > 0; k--) after[k - 1] = after[k] + masses[k - 1];
  const total = before[PANELS];
  const moment = (g: (x: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < PANELS; k++) sum += panel((x) => g(x) * f(x), edge(k), edge(k + 1));
    return sum / total;
  };
  // Offsets from the start: a mean far from 0 would cost the variance its digits.
  const offset = moment((x) => x - from);
  const variance = moment((x) => (x - from - offset) * (x - from - offset));
  const panelOf = (x: number): number =>
    Math.min(PANELS - 1, Math.floor(((x - from) / (to - from)) * PANELS));
  return {
    total,
    mean: from + offset,
    sd: Math.sqrt(variance),
    below: (x) => {
      if (!(x > from)) return x === x ? 0 : NaN;
      if (x >= to) return total;
      const k = panelOf(x);
      return before[k] + panel(f, edge(k), x);
    },
    above: (x) => {
      if (!(x < to)) return x === x ? 0 : NaN;
      if (x <= from) return total;
      const k = panelOf(x);
      return after[k + 1] + panel(f, x, edge(k + 1));
    },
  };
}
