/**
 * Colours as numbers: the chains' hues and the density's ramp.
 *
 * Chains: Okabe and Ito, "Color Universal Design" (2008), eight colours told apart in every common kind of colour
 * vision. Ramp: even steps of lightness in OKLab (Ottosson 2020), hence perceptually uniform; low in chroma, so that
 * the chains stay the most vivid thing on it.
 */
import type { Theme } from "./types";

/** sRGB, each 0..1. */
export type Rgb = readonly [number, number, number];

/** Lightness 0..1, chroma, hue in degrees. */
export type Oklch = readonly [number, number, number];

const OKABE_ITO = {
  black: "#000000",
  orange: "#e69f00",
  skyBlue: "#56b4e9",
  bluishGreen: "#009e73",
  yellow: "#f0e442",
  blue: "#0072b2",
  vermillion: "#d55e00",
  reddishPurple: "#cc79a7",
} as const;

const { orange, skyBlue, bluishGreen, yellow, blue, vermillion, reddishPurple } = OKABE_ITO;

/**
 * Chain colours by palette index. Black and yellow, and blue by night, are left out: they vanish or glare on one of
 * the grounds. So the first and the last index differ between the themes, the others do not.
 */
export const CHAIN_COLOURS: Readonly<Record<Theme, readonly string[]>> = {
  light: [blue, vermillion, bluishGreen, reddishPurple, orange, skyBlue],
  dark: [skyBlue, vermillion, bluishGreen, reddishPurple, orange, yellow],
};

/** @throws RangeError unless `hex` is `#rrggbb` */
export function rgbFromHex(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`colour: got "${hex}", expected "#rrggbb"`);
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** RGBA bytes of a ramp through OKLCh anchors, spaced evenly and joined by straight lines in OKLab. */
export function rampBytes(anchors: readonly Oklch[], size: number): Uint8Array {
  const labs = anchors.map(labFromOklch);
  const bytes = new Uint8Array(size * 4);
  for (let i = 0; i < size; i++) {
    const place = (i / (size - 1)) * (labs.length - 1);
    const k = Math.min(Math.floor(place), labs.length - 2);
    const from = labs[k];
    const to = labs[k + 1];
    const rgb = rgbFromLab(from.map((v, c) => v + (to[c] - v) * (place - k)) as [number, number, number]);
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = Math.round(255 * rgb[c]);
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}

function labFromOklch([lightness, chroma, hue]: Oklch): readonly [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

/** OKLab to sRGB, clipped to the gamut. Coefficients: https://bottosson.github.io/posts/oklab/ */
function rgbFromLab([lightness, a, b]: readonly [number, number, number]): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function encode(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  return clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
}
