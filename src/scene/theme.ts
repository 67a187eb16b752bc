/** The two looks, paper and night, as data. Everything drawn takes its colours from here. */
import type { Oklch } from "./palette";
import type { Theme } from "./types";

export interface ThemeColours {
  /** What the page shows behind the transparent canvas; labels are edged with it. */
  readonly background: string;
  /** Axis names and tick numbers. */
  readonly ink: string;
  readonly mutedInk: string;
  /** Density ramp from 0 to its peak. */
  readonly ramp: readonly Oklch[];
  /** Of a second quantity that colours the surface instead, from 0 to 1; lightness goes one way. */
  readonly secondRamp: readonly Oklch[];
  /** What stands out from its like. */
  readonly accent: string;
  /** Curves over the surface, and how visible a single one is. */
  readonly curve: string;
  readonly curveAlpha: number;
  readonly contour: string;
  readonly contourAlpha: number;
  readonly grid: string;
  readonly gridAlpha: number;
  /** The edge of every chain head, which parts it from the surface. */
  readonly halo: string;
  readonly rejected: string;
  /** Of chains in space, on the floor. */
  readonly shadow: string;
  /** How far the shaded side of the surface falls in brightness, 0..1. */
  readonly shade: number;
}

export const THEME_COLOURS: Readonly<Record<Theme, ThemeColours>> = {
  light: {
    background: "#f8f6f1",
    ink: "#22282f",
    mutedInk: "#666d76",
    ramp: [
      [0.955, 0.008, 85],
      [0.845, 0.03, 225],
      [0.7, 0.052, 245],
    ],
    secondRamp: [
      [0.965, 0.006, 85],
      [0.82, 0.055, 330],
      [0.6, 0.115, 325],
    ],
    accent: "#0072b2",
    curve: "#22282f",
    curveAlpha: 0.9,
    contour: "#1d3247",
    contourAlpha: 0.34,
    grid: "#22282f",
    gridAlpha: 0.07,
    halo: "#fffdf8",
    rejected: "#3a4149",
    shadow: "#22282f",
    shade: 0.13,
  },
  dark: {
    background: "#10151c",
    ink: "#e4e8ee",
    mutedInk: "#98a2af",
    ramp: [
      [0.225, 0.018, 255],
      [0.36, 0.045, 252],
      [0.52, 0.062, 245],
    ],
    secondRamp: [
      [0.225, 0.018, 255],
      [0.41, 0.065, 312],
      [0.61, 0.11, 322],
    ],
    accent: "#56b4e9",
    curve: "#e4e8ee",
    curveAlpha: 0.8,
    contour: "#cfe0f2",
    contourAlpha: 0.3,
    grid: "#cfe0f2",
    gridAlpha: 0.07,
    halo: "#0a0e14",
    rejected: "#c9d2dd",
    shadow: "#000000",
    shade: 0.26,
  },
};
