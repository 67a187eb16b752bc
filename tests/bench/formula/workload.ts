/** From the text of an edited formula to chains at full speed, as a sampling worker takes the way. */
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";
import { beginRange } from "../../../src/core/run";
import { KernelRunner } from "../../../src/core/run/kernelRunner";
import { samplerByKey } from "../../../src/core/samplers";

const NUM_CHAINS = 768;
const STEPS_OF_BLOCK = 64;
/** Blocks after which a kernel is as fast as it gets, and over how many of them its speed is taken. */
const BLOCKS = 400;
const LAST = 100;
/** Blocks that are looked at together. */
const AT_ONCE = 4;

export interface Edit {
  /** Milliseconds until the target stands: parsed, differentiated, compiled, its box found. */
  readonly target: number;
  /** Until the chains stand at their start, with a kernel. */
  readonly begun: number;
  /** Until the end of the first of four blocks that together ran at 90 % of full speed. */
  readonly fullSpeed: number;
  /** Million transitions a second at full speed. */
  readonly rate: number;
}

/** @param edit a number that the text is changed by, so that nothing of it is known from before */
export function measureEdit(edit: number): Edit {
  const text = `slider k = 1.5 from 0.5 to 3\n2 * cos(k * x) * cos(k * y) - (x^2 + y^2) / ${20 + edit}`;
  const begun = performance.now();
  const target = createFormulaTarget({ text, sliderValues: [1.5], columnNames: [], columns: [] });
  const atTarget = performance.now() - begun;
  const run = { seed: 1, numChains: NUM_CHAINS, start: { kind: "spread" } } as const;
  const range = beginRange(target, run, 0, NUM_CHAINS);
  const runner = new KernelRunner(target, samplerByKey("rwm"), { stepSize: 0.5 }, NUM_CHAINS);
  const atStart = performance.now() - begun;
  const ends = [atStart];
  for (let block = 0; block < BLOCKS; block++) {
    runner.advance(range, STEPS_OF_BLOCK, 0, []);
    ends.push(performance.now() - begun);
  }
  const perBlock = (ends[BLOCKS] - ends[BLOCKS - LAST]) / LAST;
  // The clock of a page is too coarse for one block.
  const isFast = (_end: number, i: number): boolean =>
    i > 0 && ends[i + AT_ONCE - 1] - ends[i - 1] <= (AT_ONCE * perBlock) / 0.9;
  return {
    target: atTarget,
    begun: atStart,
    fullSpeed: ends.find(isFast) ?? Infinity,
    rate: (NUM_CHAINS * STEPS_OF_BLOCK) / perBlock / 1000,
  };
}
