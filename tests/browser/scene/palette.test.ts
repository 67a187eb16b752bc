import { expect, it } from "vitest";
import { CHAIN_COLOURS, THEME_COLOURS } from "../../../src/scene";
import { PALETTE_SIZE } from "../../../src/scene/shared";
import { rampBytes, rgbFromHex } from "../../../src/scene/palette";

/** OKLab lightness of an sRGB colour (Ottosson 2020), written from the forward formulas. */
function lightness(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

it.each(["light", "dark"] as const)(
  "the %s ramp goes in even steps of lightness between its anchors",
  (theme) => {
    const anchors = THEME_COLOURS[theme].ramp;
    const bytes = rampBytes(anchors, 201);
    for (let i = 0; i <= 200; i++) {
      const place = (i / 200) * (anchors.length - 1);
      const k = Math.min(Math.floor(place), anchors.length - 2);
      const expected = anchors[k][0] + (anchors[k + 1][0] - anchors[k][0]) * (place - k);
      const rgb = [0, 1, 2].map((c) => bytes[4 * i + c] / 255);
      expect(Math.abs(lightness(rgb) - expected)).toBeLessThan(0.004);
    }
  },
);

it.each(["light", "dark"] as const)("every %s chain colour stands out from the floor", (theme) => {
  const floor = THEME_COLOURS[theme].ramp[0][0];
  expect(CHAIN_COLOURS[theme]).toHaveLength(PALETTE_SIZE);
  for (const hex of CHAIN_COLOURS[theme]) {
    expect(Math.abs(lightness(rgbFromHex(hex)) - floor)).toBeGreaterThan(0.18);
  }
});

it("refuses what is not a colour", () => {
  expect(() => rgbFromHex("red")).toThrow('got "red", expected "#rrggbb"');
});
