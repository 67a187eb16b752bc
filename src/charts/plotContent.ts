/** A line y over x; values that are not finite are gaps. Curves of one label share a key. */
export interface Curve {
  label: string;
  /** Any CSS colour, `var(--series-1)` included; the same holds for all marks. */
  colour: string;
  x: Float64Array;
  y: Float64Array;
  /** In CSS pixels. */
  width?: number;
  isDashed?: boolean;
  /** A soft fill down to 0. */
  fill?: boolean;
  /** Its key and its reading are left out where room is short. */
  isOptional?: boolean;
}

/** A translucent region from low to high. */
export interface Band {
  label: string;
  colour: string;
  x: Float64Array;
  low: Float64Array;
  high: Float64Array;
}

/** Bars from 0 to their height, `width` wide in units of x and centred on x. */
export interface Bars {
  label: string;
  colour: string;
  x: Float64Array;
  height: Float64Array;
  width: number;
}

export interface Points {
  label: string;
  colour: string;
  x: Float64Array;
  y: Float64Array;
  isDraggable?: boolean;
  /** A dot unless given. */
  shape?: "dot" | "ring" | "cross";
}

/** A vertical line with its label beside it. */
export interface Mark {
  label: string;
  colour: string;
  x: number;
  isDashed?: boolean;
}

/** All that a plot shows. An axis without a range fits what is shown. */
export interface PlotContent {
  xName: string;
  yName: string;
  xRange?: [number, number];
  yRange?: [number, number];
  isLogX?: boolean;
  bands?: Band[];
  bars?: Bars[];
  curves?: Curve[];
  points?: Points[];
  marks?: Mark[];
}

/** Bars on the axis: each from `left` to `right`. */
export type AxisBars = Omit<Bars, "x" | "width"> & { left: Float64Array; right: Float64Array };

/**
 * Content as it lies on the axes: every x is a position along the axis (log10 x on a logarithmic one), and
 * where that position is not finite the values are NaN. Nothing is shared with what was given.
 */
export interface AxisContent {
  bands: Band[];
  bars: AxisBars[];
  curves: Curve[];
  points: Points[];
  marks: Mark[];
}

/** Position along the horizontal axis; NaN for x <= 0 on a logarithmic one. */
export function toAxis(x: number, isLogX: boolean): number {
  if (!isLogX) return x;
  return x > 0 ? Math.log10(x) : Number.NaN;
}

/** The x at a position along the horizontal axis. */
export function fromAxis(position: number, isLogX: boolean): number {
  return isLogX ? 10 ** position : position;
}

/** @throws RangeError naming what has not one value for each x, or a range that is none */
export function axisContent(content: PlotContent): AxisContent {
  const isLogX = content.isLogX === true;
  checkRange("xRange", content.xRange);
  checkRange("yRange", content.yRange);
  if (isLogX && content.xRange !== undefined && !(content.xRange[0] > 0)) {
    throw new RangeError(
      `xRange begins at ${content.xRange[0]}; expected more than 0 on a logarithmic axis.`,
    );
  }
  const positions = (xs: Float64Array): Float64Array => xs.map((x) => toAxis(x, isLogX));
  const values = (name: string, label: string, ys: Float64Array, at: Float64Array): Float64Array => {
    if (ys.length !== at.length) {
      throw new RangeError(
        `${name} of "${label}" has ${ys.length} values; expected ${at.length}, one for each x.`,
      );
    }
    return ys.map((y, i) => (Number.isFinite(at[i]) ? y : Number.NaN));
  };

  return {
    bands: (content.bands ?? []).map((band) => {
      const x = positions(band.x);
      const low = values("low", band.label, band.low, x);
      return { ...band, x, low, high: values("high", band.label, band.high, x) };
    }),
    bars: (content.bars ?? []).map(({ label, colour, x, height, width }) => {
      if (!(width > 0)) throw new RangeError(`width of "${label}" is ${width}; expected more than 0.`);
      const left = positions(x.map((centre) => centre - width / 2));
      const right = positions(x.map((centre) => centre + width / 2));
      return { label, colour, left, right, height: values("height", label, height, left) };
    }),
    curves: (content.curves ?? []).map((curve) => {
      const x = positions(curve.x);
      return { ...curve, x, y: values("y", curve.label, curve.y, x) };
    }),
    points: (content.points ?? []).map((points) => {
      const x = positions(points.x);
      return { ...points, x, y: values("y", points.label, points.y, x) };
    }),
    marks: (content.marks ?? []).map((mark) => ({ ...mark, x: toAxis(mark.x, isLogX) })),
  };
}

function checkRange(name: string, range: [number, number] | undefined): void {
  if (range === undefined) return;
  if (!(range[1] > range[0]) || !Number.isFinite(range[1] - range[0])) {
    throw new RangeError(
      `${name} is [${range.join(", ")}]; expected two finite numbers, the first the smaller.`,
    );
  }
}
