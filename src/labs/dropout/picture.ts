/** All that the views are given: plain content, made by curves or by classes alike. */
import type { Readout } from "../../app/readoutTable";
import type { PlotContent } from "../../charts";
import type { CurveSet, PointSet, SurfaceData } from "../../scene";

export interface StagePicture {
  readonly surface: SurfaceData;
  /** [curve][vertex][2]; null for none. */
  readonly curves: CurveSet | null;
  readonly points: PointSet | null;
  /** [row][column] in [0, 1]; null for colours by height. */
  readonly shade: Float32Array | null;
  readonly legend: readonly string[];
}

/** A chart of the strip. */
export interface StripChart {
  readonly title: string;
  readonly content: PlotContent;
  readonly words: string;
}

export interface Picture {
  readonly sentence: string;
  readonly readouts: readonly Readout[];
  readonly plot: PlotContent;
  /** Index of the set of data points among the plot's, and of the one that is the chosen input; -1 for none. */
  readonly dataSet: number;
  readonly chosenSet: number;
  readonly stage: StagePicture;
  /** Left, middle, right. */
  readonly strip: readonly [StripChart, StripChart, StripChart];
}
