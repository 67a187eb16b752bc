/** Ratios and figures that the tables of `npm run bench` share. */

export function millions(rate) {
  return (rate / 1e6).toPrecision(3);
}

export function medianOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Ratio of what took turns: round by round, then the median. */
export function ratioOf(rates, base) {
  const length = Math.min(rates.length, base.length);
  return medianOf(Array.from({ length }, (_, i) => rates[i] / base[i]));
}

/** The page's rows of a workload that have a number, as label and rates of the rounds. */
export function pageRows(workload, rows) {
  return rows
    .filter((row) => row.workload === workload && row.purpose === "backend" && row.rate !== null)
    .map(({ backend, numWorkers, repeats }) => ({
      label:
        backend === "webgpu"
          ? backend
          : `${backend}, ${numWorkers} ${numWorkers === 1 ? "worker" : "workers"}`,
      rates: repeats,
    }));
}

/**
 * Rates and ratios as a table of Markdown.
 * @param lines label and rates of the rounds each
 * @param bases the same, of those that ratios are taken to
 */
export function ratioTable(title, lines, bases) {
  return [
    `### ${title}`,
    "",
    `| what | million a second |${bases.map(({ label }) => ` to ${label} |`).join("")}`,
    `|---|--:|${bases.map(() => "--:|").join("")}`,
    ...lines.map(({ label, rates }) => {
      const ratios = bases.map((base) => ` ${ratioOf(rates, base.rates).toPrecision(3)} |`).join("");
      return `| ${label} | ${millions(medianOf(rates))} |${ratios}`;
    }),
    "",
  ].join("\n");
}
