/** One entry of a chart's key: what a mark means. */
export interface ChartKey {
  label: string;
  /** Any CSS colour. */
  colour: string;
  shape: "dot" | "ring" | "cross" | "line" | "dashes" | "block" | "dash" | "triangle";
  /** Left out where room is short; otherwise only the label goes and the mark stays. */
  isOptional?: boolean;
  /** A dot's label goes where room is short, unless it is kept. */
  keepsLabel?: boolean;
}

/** A stretch of the text under the pointer; optional ones are left out where room is short. */
export interface ReadoutPart {
  label: string;
  value: string;
  isOptional?: boolean;
}

/**
 * The line above a plot: y axis name, title, and on the right the key or, while hovering, the readout. Where
 * title and key do not both fit, the key has lines of its own.
 */
export interface ChartHead {
  readonly element: HTMLElement;
  setAxisName(name: string): void;
  setKeys(keys: readonly ChartKey[]): void;
  /** Dims every key but one; null brightens all. */
  markKey(index: number | null): void;
  /** Null brings the key back. */
  setReadout(parts: readonly ReadoutPart[] | null): void;
  /** Lines the axis name up with an axis of this width in CSS pixels, and drops what does not fit. */
  fit(axisWidth: number): void;
}

/** The head takes no more of a chart than this share of its height. */
const MOST_HEIGHT = 0.31;

/** @param onHoverKey told the key under the pointer, null when it leaves */
export function createChartHead(title: string, onHoverKey: (index: number | null) => void): ChartHead {
  const element = createElement("div", "chart-head");
  const axisName = createElement("span", "chart-axis-name");
  const keyList = createElement("span", "chart-keys");
  const readout = createElement("span", "chart-readout");
  const heading = createElement("span", "chart-title", title);
  readout.hidden = true;
  element.append(axisName, heading, keyList, readout);
  keyList.addEventListener("mouseleave", () => onHoverKey(null));

  const isWrapped = (): boolean => element.classList.contains("is-wrapped");
  const isFull = (): boolean =>
    isCut(element) || isCut(heading) || (isWrapped() && keyList.offsetHeight > 1.5 * heading.offsetHeight);

  /** Optional keys go one at a time, the last first, before everything is made shorter. */
  const dropOptional = (): void => {
    element.classList.remove("is-compact");
    const optional = [...keyList.querySelectorAll<HTMLElement>(".chart-key.is-optional")];
    for (const key of optional) key.hidden = false;
    for (const key of optional.toReversed()) key.hidden = isFull();
    element.classList.toggle("is-compact", isFull());
  };

  /** Lines of its own for the key, unless they would take more of the chart than they are worth. */
  const wrap = (): void => {
    element.classList.remove("is-tight");
    element.classList.add("is-wrapped");
    dropOptional();
    const height = element.parentElement?.clientHeight ?? 0;
    if (element.offsetHeight > MOST_HEIGHT * height || isCut(element)) unwrap();
    // The readout has but one line; without this the plot would jump when it comes.
    else element.style.minHeight = `${element.offsetHeight}px`;
  };

  const unwrap = (): void => {
    element.classList.remove("is-wrapped");
    element.style.minHeight = "";
  };

  const dropWhatDoesNotFit = (): void => {
    heading.hidden = false;
    element.classList.remove("is-compact", "is-tight", "is-cut", "is-bare");
    // While the readout stands in its place the key keeps its lines.
    const hasKeys = readout.hidden;
    if (hasKeys) unwrap();
    dropOptional();
    if (!isFull()) return;
    if (hasKeys) {
      // Without the name of the axis the title may fit; if not, both stay and the key goes below them.
      element.classList.add("is-tight");
      if (!isFull()) return;
      wrap();
      if (isWrapped()) return;
      dropOptional();
    }
    // A stump of a title says less than none.
    heading.hidden = isCut(heading);
    element.classList.toggle("is-tight", isCut(element));
    // The last resort: labels end in an ellipsis.
    element.classList.toggle("is-cut", isCut(element));
    // Stumps of labels say nothing either: then marks alone.
    const labels = [...keyList.querySelectorAll(".chart-key > span")];
    element.classList.toggle(
      "is-bare",
      labels.some((label) => label.clientWidth < label.scrollWidth / 2),
    );
  };

  return {
    element,
    setAxisName: (name) => {
      axisName.textContent = name;
    },
    setKeys: (keys) => {
      keyList.replaceChildren(
        ...keys.map((key, index) => {
          const item = createElement("span", `chart-key${key.isOptional ? " is-optional" : ""}`);
          const mark = createElement("i", `is-${key.shape}`);
          mark.style.color = key.colour;
          item.append(
            mark,
            createElement("span", key.shape === "dot" && !key.keepsLabel ? "is-optional" : "", key.label),
          );
          item.addEventListener("mouseenter", () => onHoverKey(index));
          return item;
        }),
      );
      dropWhatDoesNotFit();
    },
    markKey: (index) => {
      for (const [i, item] of [...keyList.children].entries()) {
        item.classList.toggle("is-dim", index !== null && i !== index);
      }
    },
    setReadout: (parts) => {
      // Measuring costs more than drawing: only for news.
      if (parts === null && readout.hidden) return;
      readout.hidden = parts === null;
      keyList.hidden = parts !== null;
      readout.replaceChildren(
        ...(parts ?? []).map((part) => {
          const item = createElement("span", part.isOptional ? "is-optional" : "", `${part.label} `);
          item.append(createElement("b", "", part.value));
          return item;
        }),
      );
      dropWhatDoesNotFit();
    },
    fit: (axisWidth) => {
      axisName.style.minWidth = `${Math.max(0, axisWidth - 8)}px`;
      dropWhatDoesNotFit();
    },
  };
}

function isCut(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth;
}

function createElement(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
