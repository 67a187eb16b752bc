/** The few icons of the interface: paths on a 16 x 16 field, drawn with the text's colour. */
const PATHS = {
  play: "M5 3.2v9.6L12.8 8z",
  pause: "M4.5 3h2.4v10H4.5zM9.1 3h2.4v10H9.1z",
  step: "M3.5 3.2v9.6L10 8zM10.8 3h2v10h-2z",
  reset: "M8 3.4V1L4.4 4.2 8 7.4V5a3.4 3.4 0 1 1-3.4 3.4H3A5 5 0 1 0 8 3.4z",
  link: "M6.6 9.4a.8.8 0 0 1 0-1.2l2-2a.8.8 0 0 1 1.2 1.2l-2 2a.8.8 0 0 1-1.2 0zM4.2 12.8a2.8 2.8 0 0 1-1-4.8l1.5-1.4 1.1 1.1-1.5 1.5a1.2 1.2 0 0 0 1.7 1.7l1.5-1.5 1.1 1.1-1.4 1.5a2.8 2.8 0 0 1-3 .8zm8.6-4.8-1.5 1.4-1.1-1.1 1.5-1.5A1.2 1.2 0 0 0 10 5.1L8.5 6.6 7.4 5.5 8.8 4a2.8 2.8 0 0 1 4 4z",
  theme: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.5v9a4.5 4.5 0 0 1 0-9z",
  flat: "M2 4.5 8 2l6 2.5v7L8 14l-6-2.5zm1.5.9v5.1l3.8 1.6V7zm5.2 6.7 3.8-1.6V5.4L8.7 7z",
  camera:
    "M8 4.6A3.4 3.4 0 1 0 8 11.4 3.4 3.4 0 0 0 8 4.6zM7.3 1h1.4v2.4H7.3zm0 11.6h1.4V15H7.3zM1 7.3h2.4v1.4H1zm11.6 0H15v1.4h-2.4z",
  fold: "M10.2 3.4 5.6 8l4.6 4.6-1 1L3.6 8l5.6-5.6z",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
