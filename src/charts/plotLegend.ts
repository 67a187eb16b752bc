import type { ChartKey } from "./chartHead";
import type { AxisContent } from "./plotContent";

/** The keys of a plot: every label once, in the order curves, points, bars, bands; marks wear their own. */
export function plotLegend(content: AxisContent): ChartKey[] {
  const keys = new Map<string, ChartKey>();
  const add = (key: ChartKey): void => {
    if (key.label !== "" && !keys.has(key.label)) keys.set(key.label, key);
  };
  for (const { label, colour, isDashed, isOptional } of content.curves) {
    add({ label, colour, shape: isDashed ? "dashes" : "line", isOptional: isOptional === true });
  }
  for (const { label, colour, shape } of content.points) {
    add({ label, colour, shape: shape ?? "dot", keepsLabel: true });
  }
  for (const { label, colour } of content.bars) add({ label, colour, shape: "block" });
  for (const { label, colour } of content.bands) add({ label, colour, shape: "block", isOptional: true });
  return [...keys.values()];
}

/** What a plot shows, in words, for where its lab says nothing better. */
export function plotInWords(content: AxisContent, xName: string, yName: string): string {
  const list = (name: string, labels: readonly string[]): string => {
    const distinct = [...new Set(labels)].filter((label) => label !== "");
    return distinct.length === 0 ? "" : ` ${name}: ${distinct.join(", ")}.`;
  };
  const labels = (marks: readonly { label: string }[]): string[] => marks.map(({ label }) => label);
  const points = content.points.map(({ label, x }) => `${x.length} ${label}`);
  const shown = [
    list("Curves", labels(content.curves)),
    list("Bars", labels(content.bars)),
    list("Bands", labels(content.bands)),
    list("Points", points),
    list("Marks", labels(content.marks)),
  ].join("");
  return `${yName} against ${xName}.${shown === "" ? " Nothing to show yet." : shown}`;
}
