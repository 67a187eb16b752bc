/** The colours a chart draws with, each one a colour that a canvas accepts as it stands. */
export interface ChartTheme {
  text: string;
  muted: string;
  grid: string;
  surface: string;
  accent: string;
  series: readonly string[];
}

/** Okabe and Ito (2008), for a page that defines no series colours of its own. */
const SERIES = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#000000"];

/**
 * The theme in force at an element, from its custom properties --text, --text-muted, --line, --panel,
 * --accent and --series-1 to --series-8; a property that is missing falls to a light default.
 */
export function readChartTheme(element: HTMLElement): ChartTheme {
  return {
    text: resolveColour(element, "var(--text, #1f2328)"),
    muted: resolveColour(element, "var(--text-muted, #6b7280)"),
    grid: resolveColour(element, "var(--line, #e5e2da)"),
    surface: resolveColour(element, "var(--panel, #fbfaf7)"),
    accent: resolveColour(element, "var(--accent, #0072B2)"),
    series: SERIES.map((fallback, index) =>
      resolveColour(element, `var(--series-${index + 1}, ${fallback})`),
    ),
  };
}

/**
 * What a CSS colour (`var(...)`, `light-dark(...)` and `color-mix(...)` included) comes to at an element.
 * A canvas understands none of these, and a custom property's own value keeps them unresolved, so the
 * browser is asked through a real `color`.
 */
export function resolveColour(element: HTMLElement, colour: string): string {
  const probe = element.ownerDocument.createElement("span");
  probe.style.color = colour;
  element.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
