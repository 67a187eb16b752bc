/** A log density as a function of a position; -Infinity is outside. The position may be overwritten after the call. */
export type LogDensity = (position: Float64Array) => number;

/** A range for each parameter. */
export type Box = readonly (readonly [low: number, high: number])[];

/** The values of each axis of a box at `nodes` places, both ends included. */
export function axesOf(box: Box, nodes: number): Float64Array[] {
  return box.map(([low, high]) =>
    // Rounding must not put the last node beyond the end, where a density may be 0.
    Float64Array.from({ length: nodes }, (_, i) =>
      i === nodes - 1 ? high : low + ((high - low) * i) / (nodes - 1),
    ),
  );
}

/** The log density at all nodes of a box, the first parameter fastest. */
export function valuesOnGrid(logDensity: LogDensity, axes: readonly Float64Array[]): Float64Array {
  const numNodes = axes.reduce((product, { length }) => product * length, 1);
  const values = new Float64Array(numNodes);
  const position = new Float64Array(axes.length);
  for (let at = 0; at < numNodes; at++) {
    let rest = at;
    for (let axis = 0; axis < axes.length; axis++) {
      const { length } = axes[axis];
      position[axis] = axes[axis][rest % length];
      rest = Math.floor(rest / length);
    }
    values[at] = logDensity(position);
  }
  return values;
}

/** The index along an axis of node `at`, in the order of `valuesOnGrid`. */
export function indexAlong(at: number, axis: number, nodes: number): number {
  let rest = at;
  for (let i = 0; i < axis; i++) rest = Math.floor(rest / nodes);
  return rest % nodes;
}
