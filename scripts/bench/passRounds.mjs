import { runNumpy } from "../../tests/bench/numpy/runNumpy.mjs";
import { openOpponents } from "../../tests/bench/tensorflow/openOpponents.mjs";
import { pageRows, ratioTable } from "./numbers.mjs";

const WORKLOADS = ["dropoutSmall", "dropoutLarge"];
/** As long as a repeat of the page at its default. */
const ROUND_MS = 120;
const [TENSORFLOW, NUMPY] = ["TensorFlow.js", "NumPy"];

/** MC dropout in TensorFlow.js and in NumPy, a run of each a round; both have the same gate as the page's rows. */
export function createPassRounds() {
  /** By workload: what was measured of each opponent. */
  const found = new Map();
  let opened = null;
  const notes = new Set();

  const put = (workload, opponent, rate, failures) => {
    const known = found.get(`${workload} ${opponent}`) ?? { workload, opponent, rates: [], failures: [] };
    known.rates.push(rate);
    known.failures = failures;
    found.set(`${workload} ${opponent}`, known);
  };

  async function measureTensorFlow(page, workload, round) {
    if (round === 0) {
      const { version, hasSimd, maker, batch } = await page.prepare(workload);
      notes.add(
        `${TENSORFLOW} ${version} on WebAssembly, one thread, ${hasSimd ? "SIMD" : "no SIMD"}; ${workload}: best with masks by ${maker}, ${batch} passes a batch.`,
      );
    }
    const { rate, failures } = await page.measure(workload, ROUND_MS);
    put(workload, TENSORFLOW, rate, failures);
  }

  const blocksOf = new Map();
  async function measureNumpy(page, workload, round) {
    if (round > 0 && !found.has(`${workload} ${NUMPY}`)) return;
    const result = runNumpy(await page.problemOf(workload), ROUND_MS / 1000, 1 + round);
    if (result === null) {
      notes.add("NumPy is not here: the article's loop is left out.");
      return;
    }
    notes.add(`NumPy ${result.version}, one thread: the article's loop, a pass at a time.`);
    const blocks = [...(blocksOf.get(workload) ?? []), ...result.blocks];
    blocksOf.set(workload, blocks);
    put(workload, NUMPY, result.rate, await page.failuresOf(workload, blocks));
  }

  function tableOf(workload, rows) {
    const opponents = [...found.values()].filter((entry) => entry.workload === workload);
    const passed = opponents.filter(({ failures }) => failures.length === 0);
    const bases = passed.map(({ opponent, rates }) => ({ label: opponent, rates }));
    const refused = opponents
      .filter(({ failures }) => failures.length > 0)
      .map(({ opponent, failures }) => `${opponent} failed the gate: ${failures[0]}.\n`);
    const lines = [...bases, ...pageRows(workload, rows)];
    return [ratioTable(`${workload} against TensorFlow.js and NumPy`, lines, bases), ...refused].join("\n");
  }

  return {
    async measure(workload, round) {
      if (!WORKLOADS.includes(workload)) return;
      opened ??= await openOpponents();
      await measureTensorFlow(opened, workload, round);
      await measureNumpy(opened, workload, round);
    },
    /** Lines of Markdown; none where nothing was measured. */
    tables(rows) {
      const workloads = new Set([...found.values()].map((entry) => entry.workload));
      return workloads.size === 0
        ? []
        : [[...notes, ""].join("\n"), ...[...workloads].map((workload) => tableOf(workload, rows))];
    },
    entries: () => [...found.values()],
    close: async () => await opened?.close(),
  };
}
