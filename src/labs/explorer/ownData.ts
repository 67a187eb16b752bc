/** A visitor's own data for a target that takes some, as text: typed, pasted, or written by dragging. */
import { statisticsOf } from "../../core/targets";
import { parseMeasurements } from "../points/parseObservations";
import { rounded } from "../points/pointText";

/** Letters that a link carries without trouble; some 800 numbers. */
export const OWN_DATA_LENGTH = 6000;
/** As many points can be told apart, and dragged. */
export const MAX_DRAGGABLE = 300;

/**
 * @returns the data; null for an empty text, which stands for those that were there before
 * @throws RangeError naming what is no number, or why there is no posterior of these
 */
export function parseOwnData(text: string): Float64Array | null {
  if (text.trim() === "") return null;
  const data = parseMeasurements(text);
  statisticsOf(data);
  return data;
}

/** The text that `parseOwnData` reads back to the bit. */
function formatOwnData(data: Float64Array): string {
  return Array.from(data, String).join(" ");
}

/** Settings in which one of the data has another value, rounded to what a hand can mean. */
export function moveDatum(data: Float64Array, index: number, value: number): OwnDataSettings {
  return ownDataSettings(data.with(index, rounded(value, spanOf(data))));
}

export function addDatum(data: Float64Array, value: number): OwnDataSettings {
  return ownDataSettings(Float64Array.of(...data, rounded(value, spanOf(data))));
}

export function removeDatum(data: Float64Array, index: number): OwnDataSettings {
  return ownDataSettings(data.filter((_, i) => i !== index));
}

interface OwnDataSettings extends Readonly<Record<string, string>> {
  readonly data: "own";
  readonly ownData: string;
}

/** @throws RangeError where there is no posterior of these data */
function ownDataSettings(data: Float64Array): OwnDataSettings {
  statisticsOf(data);
  return { data: "own", ownData: formatOwnData(Float64Array.from(data, shortened)) };
}

/** Data that numpy drew have all their digits; of those that are edited a link need not carry more than six. */
function shortened(value: number): number {
  return Number(value.toPrecision(6));
}

function spanOf(data: Float64Array): number {
  return Math.max(...data) - Math.min(...data);
}
