/** Tables of ratios within the page's own rows. */
import { ratioOf } from "./numbers.mjs";

/** What a chain a lane is worth over the best that one chain at a time does in the same language. */
export function tunedTable(rows) {
  const rateOf = (backend) =>
    rows.find((row) => row.workload === "rwm" && row.purpose === "backend" && row.backend === backend)
      ?.repeats;
  const base = rateOf("tuned") ?? [];
  const lines = ["simd", "relaxed"].flatMap((backend) => {
    const rates = rateOf(backend) ?? [];
    return rates.length === 0 || base.length === 0
      ? []
      : [`| ${backend} | ${ratioOf(rates, base).toFixed(2)} |`];
  });
  if (lines.length === 0) return "";
  return ["### rwm against tuned JavaScript", "", "| what | ratio |", "|---|--:|", ...lines, ""].join("\n");
}

/** Two workers over one, of the rows over workers, which take turns. */
export function scalingTable(rows) {
  const ofWorkers = rows.filter((row) => row.purpose === "workers" && row.repeats.length > 0);
  const lines = ofWorkers.flatMap((row) => {
    const one = ofWorkers.find((other) => other.workload === row.workload && other.numWorkers === 1);
    if (!one || row.numWorkers === 1) return [];
    const ratio = ratioOf(row.repeats, one.repeats).toFixed(3);
    return [`| ${row.workload} ${row.backend} | ${row.numWorkers} | ${ratio} |`];
  });
  if (lines.length === 0) return "";
  const head = ["### Workers over one", "", "| what | workers | ratio |", "|---|--:|--:|"];
  return [...head, ...lines, ""].join("\n");
}
