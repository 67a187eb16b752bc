import { axesOf, indexAlong, valuesOnGrid, type Box, type LogDensity } from "./gridNodes";

const FIRST_RANGE = [-8, 8] as const;
/** Beyond this a density that still does not fall off is taken for one that never does. */
export const FARTHEST = 1e5;
const MOST_ROUNDS = 60;
/** Of the box at least this share has to be filled, or it is drawn closer. */
const LEAST_FILLED = 0.45;
/** Room beyond what is filled, as a share of it. */
const MARGIN = 0.1;
/** As many as a double has bits, and some. */
const EDGE_BISECTIONS = 60;

/**
 * The box outside of which the log density lies `drop` below its highest value: widened while the density
 * reaches its edges, drawn closer while it fills but a part. What is found is as good as a grid of so many nodes
 * sees; a second mode that is far narrower than the first box, and far away, may be missed. For up to three
 * parameters: a grid over more has too many nodes. With one parameter, the box ends where the density does.
 * @param nodes along each axis
 * @throws RangeError where the density is infinite, nowhere above 0, or does not fall off
 */
export function findBox(logDensity: LogDensity, dimension: number, drop: number, nodes: number): Box {
  let box: Box = Array.from({ length: dimension }, () => FIRST_RANGE);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const filled = filledPart(logDensity, box, drop, nodes);
    const size = box.map(([low, high]) => high - low);
    if (!filled) {
      if (round > 6) break;
      box = box.map(([low, high], axis) => [low - size[axis], high + size[axis]] as const);
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
      const found = tightened(box, filled, nodes);
      return dimension === 1 ? [cutAtEdges(logDensity, found[0], size[0] / (nodes - 1))] : found;
    }
    box = next;
    if (box.some(([low, high]) => low < -FARTHEST || high > FARTHEST)) {
      throw doesNotFallOff();
    }
  }
  throw isNowhere();
}

/** Indices of the first and the last node of each axis that are no lower than `drop` below the highest one. */
function filledPart(
  logDensity: LogDensity,
  box: Box,
  drop: number,
  nodes: number,
): readonly [number, number][] | null {
  const axes = axesOf(box, nodes);
  const values = valuesOnGrid(logDensity, axes);
  let highest = -Infinity;
  values.forEach((value, at) => {
    if (value === Infinity)
      throw infiniteAt(axes.map((nodesOf, axis) => nodesOf[indexAlong(at, axis, nodes)]));
    if (value > highest) highest = value;
  });
  if (highest === -Infinity) return null;
  const filled = box.map((): [number, number] => [nodes, -1]);
  values.forEach((value, at) => {
    if (!(value > highest - drop)) return;
    filled.forEach((ends, axis) => {
      const index = indexAlong(at, axis, nodes);
      if (index < ends[0]) ends[0] = index;
      if (index > ends[1]) ends[1] = index;
    });
  });
  return filled;
}

/** What is filled and a node on each side. */
function tightened(box: Box, filled: readonly [number, number][], nodes: number): Box {
  return box.map(([low, high], axis): [number, number] => {
    const spacing = (high - low) / (nodes - 1);
    const [first, last] = filled[axis];
    return [low + Math.max(0, first - 1) * spacing, low + Math.min(nodes - 1, last + 1) * spacing];
  });
}

/** An end outside of the support, moved to its edge: across a jump no rule for integrals is good. */
function cutAtEdges(
  logDensity: LogDensity,
  [low, high]: readonly [number, number],
  spacing: number,
): [number, number] {
  return [edgeBetween(logDensity, low, low + spacing), edgeBetween(logDensity, high, high - spacing)];
}

/** The last place inside the support on the way from `inner` to `outer`, or `outer` where both are on one side. */
function edgeBetween(logDensity: LogDensity, outer: number, inner: number): number {
  const isInside = (value: number): boolean => logDensity(Float64Array.of(value)) > -Infinity;
  if (isInside(outer) || !isInside(inner)) return outer;
  let [inside, outside] = [inner, outer];
  for (let round = 0; round < EDGE_BISECTIONS; round++) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  // Most edges are at 0, to which bisection comes close but not all the way.
  return inside * outside <= 0 && isInside(0) ? 0 : inside;
}

/** What is said of a density that is infinite somewhere. */
export function infiniteAt(position: ArrayLike<number>): RangeError {
  const place = Array.from(position, (value) => Number(value.toPrecision(4))).join(", ");
  return new RangeError(
    `The density is infinite at (${place}); expected a finite log density, or -infinity for 0.`,
  );
}

/** What is said of a density without a finite integral. */
export function doesNotFallOff(): RangeError {
  return new RangeError(
    `The density does not fall off within ±${FARTHEST.toLocaleString("en")}; expected one with a finite integral.`,
  );
}

/** What is said of a density that was found nowhere. */
export function isNowhere(): RangeError {
  return new RangeError(
    "The density is 0 wherever it was looked for, or jumps about too wildly to be drawn.",
  );
}
