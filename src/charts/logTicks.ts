import { formatValue } from "./formatValue";
import { roundTicks } from "./roundTicks";

/** Ticks of a logarithmic axis: where they stand (log10 of their values) and what is written there. */
export interface LogTicks {
  positions: number[];
  labels: string[];
}

/** Lengths in CSS pixels. */
export interface LogTickSpace {
  length: number;
  labelSize: (label: string) => number;
  gap: number;
}

/** Fewer ticks than this do not tell the reader the scale. */
const ENOUGH_TICKS = 3;
/** Values that are written out; decades beyond are written as powers. */
const PLAIN_FROM = 1e-3;
const PLAIN_TO = 1e4;

/**
 * Ticks from 10^min to 10^max whose labels keep apart: 1, 2 and 5 of each decade, else whole decades, else
 * every second, fifth, tenth ... decade. A range too short for these has the round numbers of a linear axis.
 */
export function logTicks(min: number, max: number, space: LogTickSpace): LogTicks {
  if (!(max > min) || !Number.isFinite(max - min) || !(space.length > 0))
    return { positions: [], labels: [] };
  const fine = decades(min, max, [1, 2, 5], 1);
  if (fine.length < ENOUGH_TICKS) return linearTicks(min, max, space);
  if (fits(fine, min, max, space)) return labelled(fine);
  for (const every of [1, 2, 5, 10, 20, 50, 100]) {
    const values = decades(min, max, [1], every);
    if (fits(values, min, max, space)) return labelled(values);
  }
  return { positions: [], labels: [] };
}

function decades(min: number, max: number, digits: readonly number[], every: number): number[] {
  // A range end that misses a tick by rounding alone still gets it.
  const slack = 1e-9;
  const values: number[] = [];
  for (let exponent = Math.floor(min / every) * every; exponent <= max + slack; exponent += every) {
    for (const digit of digits) {
      const value = Number(`${digit}e${exponent}`);
      const position = Math.log10(value);
      if (position >= min - slack && position <= max + slack) values.push(value);
    }
  }
  return values;
}

function fits(values: readonly number[], min: number, max: number, space: LogTickSpace): boolean {
  const { positions, labels } = labelled(values);
  let end = Number.NEGATIVE_INFINITY;
  for (const [i, position] of positions.entries()) {
    const centre = ((position - min) / (max - min)) * space.length;
    const half = space.labelSize(labels[i]) / 2;
    if (centre - half < end + space.gap) return false;
    end = centre + half;
  }
  return true;
}

function labelled(values: readonly number[]): LogTicks {
  const isPlain = values.every((value) => value >= PLAIN_FROM && value <= PLAIN_TO);
  return {
    positions: values.map((value) => Math.log10(value)),
    labels: values.map((value) => (isPlain ? plain(value) : power(value))),
  };
}

function plain(value: number): string {
  return formatValue(value, Math.min(1, 10 ** Math.floor(Math.log10(value) + 1e-9)));
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function power(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const digit = Math.round(value / 10 ** exponent);
  if (exponent === 0 || exponent === 1) return `${digit * 10 ** exponent}`;
  const raised = `${Math.abs(exponent)}`.replaceAll(/\d/g, (figure) => SUPERSCRIPTS[Number(figure)]);
  return `${digit === 1 ? "" : `${digit}·`}10${exponent < 0 ? "⁻" : ""}${raised}`;
}

function linearTicks(min: number, max: number, space: LogTickSpace): LogTicks {
  const [from, to] = [10 ** min, 10 ** max];
  // Equal steps lie closest together at the upper end.
  const pixelsPerUnit = space.length / (max - min) / (to * Math.LN10);
  const { ticks, step } = roundTicks(from, to, {
    length: pixelsPerUnit * (to - from),
    labelSize: (tick, size) => space.labelSize(formatValue(tick, size)),
    comfortableGap: space.gap,
    leastGap: space.gap / 2,
  });
  return {
    positions: ticks.map((tick) => Math.log10(tick)),
    labels: ticks.map((tick) => formatValue(tick, step)),
  };
}
