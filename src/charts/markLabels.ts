/** A label beside a vertical line: its left edge, and the row it stands in, 0 on top. */
export interface LabelPlace {
  left: number;
  row: number;
}

/**
 * Places the labels of vertical lines so that they neither overlap nor leave the plot: to the right of the
 * line, else to its left (first where no other line crosses them), in the uppermost row with room. Null for one that fits nowhere.
 *
 * @param lines where each line stands and how wide its label is, in pixels from the plot's left edge
 * @param gap between line and label, and the least between labels
 */
export function placeMarkLabels(
  lines: readonly { at: number; width: number }[],
  plotWidth: number,
  numRows: number,
  gap: number,
): (LabelPlace | null)[] {
  const taken: { row: number; from: number; to: number }[] = [];
  const places: (LabelPlace | null)[] = lines.map(() => null);
  const order = [...lines.keys()].sort((a, b) => lines[a].at - lines[b].at);
  for (const index of order) {
    const { at, width } = lines[index];
    if (!(at >= 0 && at <= plotWidth)) continue;
    const isCrossed = (left: number): boolean =>
      lines.some((line) => line.at > left - gap / 2 && line.at < left + width + gap / 2);
    const sides = [at + gap, at - gap - width]
      .filter((left) => left >= 0 && left + width <= plotWidth)
      .sort((a, b) => Number(isCrossed(a)) - Number(isCrossed(b)));
    search: for (let row = 0; row < numRows; row++) {
      for (const left of sides) {
        const isFree = taken.every(
          (other) => other.row !== row || left >= other.to + gap || left + width + gap <= other.from,
        );
        if (!isFree) continue;
        places[index] = { left, row };
        taken.push({ row, from: left, to: left + width });
        break search;
      }
    }
  }
  return places;
}
