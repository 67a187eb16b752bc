import type { PassOutputs } from "../../../core/network";

/** Within this share of the range shown a data point makes a place known: of the square, one width of the noise. */
export const NEAR_SHARE = 0.03;

/**
 * Which of the inputs lie inside the data: within `share` of the inputs' own range of a data point, for two
 * inputs in a straight line. A gap between data points that is wider than twice that counts as outside.
 * @param inputs the places shown, [point][input], flat; their widest range is the measure
 * @param data inputs of the data points, in the same shape; none makes every place an outside one
 * @returns one a place, 1 for inside
 * @throws RangeError unless the share is finite and not negative
 */
export function insideData(
  inputs: ArrayLike<number>,
  data: ArrayLike<number>,
  { numInputs = 1, share = NEAR_SHARE }: { readonly numInputs?: 1 | 2; readonly share?: number } = {},
): Uint8Array {
  if (!(share >= 0 && share < Infinity)) {
    throw new RangeError(`share = ${share}; expected a finite number of at least 0`);
  }
  const distance = share * widestRange(inputs, numInputs);
  // A little more than the distance, so that rounding does not cut off who lies on the rim.
  const reach = distance * (1 + 1e-9);
  const cells = cellsOf(data, numInputs, reach);
  return Uint8Array.from({ length: inputs.length / numInputs }, (_, place) => {
    const x = inputs[place * numInputs];
    const y = numInputs === 2 ? inputs[place * 2 + 1] : 0;
    return hasNeighbour(cells, x, y, reach) ? 1 : 0;
  });
}

/** The passes at some of their points. */
export function passesWhere(passes: PassOutputs, isTaken: ArrayLike<number>): PassOutputs {
  const points = Array.from({ length: passes.numPoints }, (_, point) => point).filter(
    (point) => isTaken[point] === 1,
  );
  const outputs = new Float64Array(passes.numPasses * points.length);
  for (let pass = 0; pass < passes.numPasses; pass++) {
    points.forEach((point, position) => {
      outputs[pass * points.length + position] = passes.outputs[pass * passes.numPoints + point];
    });
  }
  return { numPasses: passes.numPasses, numPoints: points.length, outputs };
}

/** The values at some of the points. */
export function valuesWhere(values: ArrayLike<number>, isTaken: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter((_, point) => isTaken[point] === 1);
}

/** Mean over some of the points; NaN over none. */
export function meanWhere(values: ArrayLike<number>, isTaken: ArrayLike<number>): number {
  const taken = valuesWhere(values, isTaken);
  return taken.reduce((sum, value) => sum + value, 0) / taken.length;
}

function widestRange(inputs: ArrayLike<number>, numInputs: number): number {
  let widest = 0;
  for (let input = 0; input < numInputs; input++) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = input; i < inputs.length; i += numInputs) {
      low = Math.min(low, inputs[i]);
      high = Math.max(high, inputs[i]);
    }
    widest = Math.max(widest, high - low);
  }
  return widest;
}

type Cells = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/** Cells as wide as the reach: whoever is in reach lies in a cell or one beside it, and few need be asked. */
const cellOf = (value: number, reach: number): number => (reach > 0 ? Math.floor(value / reach) : 0);

function cellsOf(data: ArrayLike<number>, numInputs: number, reach: number): Cells {
  const cells = new Map<string, (readonly [number, number])[]>();
  for (let i = 0; i + numInputs <= data.length; i += numInputs) {
    const point = [data[i], numInputs === 2 ? data[i + 1] : 0] as const;
    const key = `${cellOf(point[0], reach)},${cellOf(point[1], reach)}`;
    const others = cells.get(key);
    if (others) others.push(point);
    else cells.set(key, [point]);
  }
  return cells;
}

function hasNeighbour(cells: Cells, x: number, y: number, reach: number): boolean {
  const [column, row] = [cellOf(x, reach), cellOf(y, reach)];
  for (const over of [0, -1, 1]) {
    for (const up of [0, -1, 1]) {
      const near = cells.get(`${column + over},${row + up}`);
      if (near?.some((point) => (point[0] - x) ** 2 + (point[1] - y) ** 2 <= reach * reach)) return true;
    }
  }
  return false;
}
