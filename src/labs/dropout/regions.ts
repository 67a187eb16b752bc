/** Averages at the data, in gaps between them and beyond them. */
import { insideData, meanWhere } from "./ensemble/insideData";

export interface Regions {
  /** 1 where a place lies at the data, one a place; likewise the others. */
  readonly inside: Uint8Array;
  readonly gap: Uint8Array;
  readonly beyond: Uint8Array;
}

/** Averages over the places of each region; NaN where a region has none. */
export interface RegionMeans {
  readonly inside: number;
  readonly gap: number;
  readonly beyond: number;
}

/** @param places along x, rising */
export function regionsOf(places: Float64Array, data: Float64Array): Regions {
  const inside = insideData(places, data);
  const [first, last] = [inside.indexOf(1), inside.lastIndexOf(1)];
  const isOutside = (isBetween: boolean): Uint8Array =>
    inside.map((is, i) => (is === 0 && (i > first && i < last) === isBetween ? 1 : 0));
  return { inside, gap: isOutside(true), beyond: isOutside(false) };
}

export function regionMeans(values: Float64Array, { inside, gap, beyond }: Regions): RegionMeans {
  return {
    inside: meanWhere(values, inside),
    gap: meanWhere(values, gap),
    beyond: meanWhere(values, beyond),
  };
}

/** Stretches of x without data, from the middle between two places to the next such middle. */
export function emptyStretches(places: Float64Array, { inside }: Regions): (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  const last = places.length - 1;
  places.forEach((x, i) => {
    if (inside[i] === 1) return;
    const end = i === last ? x : (x + places[i + 1]) / 2;
    if (i > 0 && inside[i - 1] === 0) stretches[stretches.length - 1][1] = end;
    else stretches.push([i === 0 ? x : (x + places[i - 1]) / 2, end]);
  });
  return stretches;
}
