/** The charts as functions of the rows. */
import { workloadByKey, workloads, type WorkloadKey } from "../../core/benchmark";
import type { Curve, PlotContent, Points } from "../../charts";
import type { ResultRow } from "./results";

const COLOURS: Readonly<Record<WorkloadKey, string>> = {
  rwm: "var(--series-1)",
  mala: "var(--series-3)",
  hmc: "var(--series-2)",
  grid: "var(--series-4)",
  dropoutSmall: "var(--series-5)",
  dropoutLarge: "var(--series-6)",
};

/** The measured rows of a chart, by workload. */
function seriesOf(rows: readonly ResultRow[], purpose: "workers" | "chains") {
  return workloads.flatMap(({ key }) => {
    const measured = rows.flatMap((row) =>
      row.workload === key && row.purpose === purpose && row.rate !== null
        ? [{ row, rate: row.rate.median }]
        : [],
    );
    return measured.length === 0 ? [] : [{ key, measured }];
  });
}

/** Points on a thin line; one alone would not be seen as a line. */
function lineAndPoints(key: WorkloadKey, x: Float64Array, y: Float64Array): { curve: Curve; points: Points } {
  const look = { label: workloadByKey(key).short, colour: COLOURS[key] };
  // Where room is short the title says more than the key; under the pointer lines are named.
  return { curve: { ...look, x, y, isOptional: true }, points: { ...look, x, y } };
}

/** Speed-up over one worker, against the number of workers; the dashed line is one for one. */
export function workersPicture(rows: readonly ResultRow[]): PlotContent {
  const lines = seriesOf(rows, "workers").flatMap(({ key, measured }) => {
    const one = measured.find(({ row }) => row.numWorkers === 1)?.rate;
    if (one === undefined) return [];
    const x = Float64Array.from(measured, ({ row }) => row.numWorkers);
    return [
      lineAndPoints(
        key,
        x,
        Float64Array.from(measured, ({ rate }) => rate / one),
      ),
    ];
  });
  const most = lines.reduce((largest, { curve }) => Math.max(largest, ...curve.x), 1);
  if (lines.length === 0) return { xName: "workers", yName: "×" };
  const ideal = Float64Array.of(1, Math.max(2, most));
  return {
    xName: "workers",
    yName: "×",
    yRange: [0, 1.1 * Math.max(2, most)],
    xRange: [0.9, Math.max(2, most) + 0.1],
    curves: [
      {
        label: "one for one",
        colour: "var(--text-muted)",
        x: ideal,
        y: ideal,
        isDashed: true,
        isOptional: true,
      },
      ...lines.map(({ curve }) => curve),
    ],
    points: lines.map(({ points }) => points),
  };
}

/** Rate in per cent of the best one, against the number of chains a worker. */
export function chainsPicture(rows: readonly ResultRow[]): PlotContent {
  const lines = seriesOf(rows, "chains").map(({ key, measured }) => {
    const best = Math.max(...measured.map(({ rate }) => rate));
    const x = Float64Array.from(measured, ({ row }) => row.numChains);
    return lineAndPoints(
      key,
      x,
      Float64Array.from(measured, ({ rate }) => (100 * rate) / best),
    );
  });
  const axes = { xName: "chains a worker", yName: "% of best" };
  if (lines.length === 0) return axes;
  return {
    ...axes,
    isLogX: true,
    xRange: [70, 33_000],
    yRange: [0, 110],
    curves: lines.map(({ curve }) => curve),
    points: lines.map(({ points }) => points),
  };
}

/** Every repeat in per cent of its row's median, row by row as in the tables; lines are the medians. */
export function spreadPicture(rows: readonly ResultRow[]): PlotContent {
  const shown = workloads.flatMap(({ key }) =>
    rows.filter((row) => row.workload === key && row.purpose === "backend" && row.rate !== null),
  );
  const axes = { xName: "row of the tables", yName: "%" };
  if (shown.length === 0) return axes;
  const points = workloads.flatMap(({ key }): Points[] => {
    const places: [number, number][] = [];
    shown.forEach(({ workload, repeats, rate }, i) => {
      if (workload !== key || rate === null) return;
      for (const repeat of repeats) places.push([i + 1, (100 * repeat) / rate.median]);
    });
    if (places.length === 0) return [];
    const [x, y] = [0, 1].map((axis) => Float64Array.from(places, (place) => place[axis]));
    return [{ label: workloadByKey(key).short, colour: COLOURS[key], x, y, shape: "ring" }];
  });
  const medians = points.map(({ label, colour, x }): Curve => {
    const ends = Float64Array.of(x[0] - 0.4, x[x.length - 1] + 0.4);
    return { label, colour, x: ends, y: Float64Array.of(100, 100), isOptional: true };
  });
  const all = points.flatMap(({ y }) => [...y]);
  const reach = Math.max(5, ...all.map((y) => Math.abs(y - 100))) * 1.1;
  return {
    ...axes,
    xRange: [0.5, shown.length + 0.5],
    yRange: [Math.max(0, 100 - reach), 100 + reach],
    curves: medians,
    points,
  };
}
