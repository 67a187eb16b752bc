/** A log density of two parameters; -Infinity is outside. */
export type LogDensity2 = (x: number, y: number) => number;

export type Box2 = readonly [x: readonly [number, number], y: readonly [number, number]];

const FIRST_BOX: Box2 = [
  [-8, 8],
  [-8, 8],
];
/** Beyond this a density that still does not fall off is taken for one that never does. */
const FARTHEST = 1e5;
const MOST_ROUNDS = 60;
/** Of the box at least this share has to be filled, or it is drawn closer. */
const LEAST_FILLED = 0.45;
/** Room beyond what is filled, as a share of it. */
const MARGIN = 0.1;

/**
 * The box outside of which the log density lies `drop` below its highest value: widened while the density
 * reaches its edges, drawn closer while it fills but a part. What is found is as good as a grid of so many nodes
 * sees; a second mode that is far narrower than the first box, and far away, may be missed.
 * @param nodes along each axis
 * @throws RangeError where the density is infinite, nowhere above 0, or does not fall off
 */
export function findBox(logDensity: LogDensity2, drop: number, nodes = 65): Box2 {
  let box = FIRST_BOX;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const filled = filledPart(logDensity, box, drop, nodes);
    const size = box.map(([low, high]) => high - low);
    if (!filled) {
      if (round > 6) break;
      box = box.map(([low, high], axis) => [low - size[axis], high + size[axis]]) as unknown as Box2;
      continue;
    }
    const next = box.map(([low, high], axis): [number, number] => {
      const spacing = size[axis] / (nodes - 1);
      const [first, last] = filled[axis];
      const [from, to] = [low + first * spacing, low + last * spacing];
      const touches = [first === 0, last === nodes - 1];
      if (touches[0] || touches[1]) {
        return [touches[0] ? low - size[axis] : low, touches[1] ? high + size[axis] : high];
      }
      if (last - first >= LEAST_FILLED * (nodes - 1)) return [low, high];
      // At least a spacing on both sides: what lies between the nodes was not seen.
      const room = Math.max(spacing, MARGIN * (to - from));
      return [from - room, to + room];
    });
    if (next.every((range, axis) => range[0] === box[axis][0] && range[1] === box[axis][1])) {
      return tightened(box, filled, nodes);
    }
    box = next as unknown as Box2;
    if (box.some(([low, high]) => low < -FARTHEST || high > FARTHEST)) {
      throw new RangeError(
        `The density does not fall off within ±${FARTHEST.toLocaleString("en")}; expected one with a finite integral.`,
      );
    }
  }
  throw new RangeError("The density is 0 wherever it was looked for, or jumps about too wildly to be drawn.");
}

/** Indices of the first and the last node of each axis that are no lower than `drop` below the highest one. */
function filledPart(
  logDensity: LogDensity2,
  box: Box2,
  drop: number,
  nodes: number,
): readonly [number, number][] | null {
  const [xs, ys] = box.map(([low, high]) =>
    Float64Array.from({ length: nodes }, (_, i) => low + ((high - low) * i) / (nodes - 1)),
  );
  const values = new Float64Array(nodes * nodes);
  let highest = -Infinity;
  for (let j = 0; j < nodes; j++) {
    for (let i = 0; i < nodes; i++) {
      const value = logDensity(xs[i], ys[j]);
      if (value === Infinity) {
        throw new RangeError(
          `The density is infinite at (${inWords(xs[i])}, ${inWords(ys[j])}); expected a finite log density, or -infinity for 0.`,
        );
      }
      values[j * nodes + i] = value;
      if (value > highest) highest = value;
    }
  }
  if (highest === -Infinity) return null;
  const filled: [number, number][] = [
    [nodes, -1],
    [nodes, -1],
  ];
  values.forEach((value, at) => {
    if (!(value > highest - drop)) return;
    [at % nodes, Math.floor(at / nodes)].forEach((index, axis) => {
      filled[axis][0] = Math.min(filled[axis][0], index);
      filled[axis][1] = Math.max(filled[axis][1], index);
    });
  });
  return filled;
}

/** What is filled and a node on each side. */
function tightened(box: Box2, filled: readonly [number, number][], nodes: number): Box2 {
  return box.map(([low, high], axis): [number, number] => {
    const spacing = (high - low) / (nodes - 1);
    const [first, last] = filled[axis];
    return [low + Math.max(0, first - 1) * spacing, low + Math.min(nodes - 1, last + 1) * spacing];
  }) as unknown as Box2;
}

function inWords(value: number): string {
  return String(Number(value.toPrecision(4)));
}
