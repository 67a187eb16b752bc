/**
 * The frame around every lab: header, the labs as a story, and the regions a lab fills. Knows neither
 * three nor the charts; on a phone the regions beside the stage become tabs below it.
 */
import { element } from "./element";
import { icon, type IconName } from "./icons";
import { Notices } from "./notices";

export interface ShellLab {
  readonly key: string;
  readonly title: string;
  /** What one sees there, in a few words. */
  readonly teaser: string;
}

export interface Shell {
  /** Where the scene goes. */
  readonly stage: HTMLElement;
  /** Bar of buttons over the lower edge of the stage. */
  readonly toolbar: HTMLElement;
  /** Column of buttons at the stage's upper right corner. */
  readonly tools: HTMLElement;
  readonly numbers: HTMLElement;
  readonly words: HTMLElement;
  readonly charts: HTMLElement;
  readonly panel: HTMLElement;
  readonly notices: Notices;
  /** A text for screen readers that says what the picture shows; changes are read out. */
  readonly summary: HTMLElement;
  readonly copyLink: HTMLButtonElement;
  readonly themeButton: HTMLButtonElement;
  /** On a phone, brings a part of the lab to the front. */
  showTab(region: Region): void;
}

export function iconButton(name: IconName, label: string, key?: string): HTMLButtonElement {
  const button = element("button.icon-button", {
    type: "button",
    "aria-label": label,
    title: key ? `${label} (${key})` : label,
  });
  button.append(icon(name));
  // After a click with the mouse the keys belong to the lab again, not to this button.
  button.addEventListener("click", (event) => {
    if (event.detail > 0) button.blur();
  });
  return button;
}

const TABS = [
  ["numbers", "Numbers"],
  ["charts", "Charts"],
  ["panel", "Controls"],
  ["words", "About"],
] as const;

/** A part of a lab that is a tab on a phone. */
export type Region = (typeof TABS)[number][0];

/** The tabs that a phone shows; on a wide window all regions stand side by side and the bar is hidden. */
function tabBar(root: HTMLElement): { readonly bar: HTMLElement; readonly choose: (region: Region) => void } {
  const bar = element("nav.tabs", { "aria-label": "Parts of the lab" });
  const buttons = TABS.map(([region, label]) => {
    const button = element("button", { type: "button" }, [label]);
    button.addEventListener("click", () => choose(region));
    bar.append(button);
    return [region, button] as const;
  });
  const choose = (chosen: Region): void => {
    root.dataset.tab = chosen;
    for (const [region, button] of buttons) button.setAttribute("aria-pressed", String(region === chosen));
    dispatchEvent(new Event("resize"));
  };
  choose("numbers");
  return { bar, choose };
}

/** The labs in the order of their story, from left to right. */
function storyOf(labs: readonly ShellLab[], current: string): HTMLElement {
  const items = labs.map(({ key, title, teaser }) =>
    element("li", {}, [
      element(
        "a",
        { href: `#${key}`, title: teaser, ...(key === current ? { "aria-current": "page" } : {}) },
        [title],
      ),
    ]),
  );
  return element("nav.story", { "aria-label": "Labs" }, [element("ol", {}, items)]);
}

/** Builds the frame into the root element. */
export function createShell(root: HTMLElement, labs: readonly ShellLab[], current: ShellLab): Shell {
  const copyLink = element("button.text-button", {
    type: "button",
    title: "Copy a link to what you see here (C)",
  });
  copyLink.append(icon("link"), element("span", {}, ["Copy link"]));
  const themeButton = iconButton("theme", "Light or dark theme");
  const foldButton = iconButton("fold", "Fold the left column");
  foldButton.classList.add("fold-button");
  const header = element("header.header", {}, [
    foldButton,
    element("a.brand", { href: "./", "aria-label": "Bayescape, start page" }, ["Bayescape"]),
    storyOf(labs, current.key),
    element("div.header-actions", {}, [copyLink, themeButton]),
  ]);

  const stage = element("div.stage-canvas");
  const toolbar = element("div.toolbar", { role: "toolbar", "aria-label": "Run" });
  const tools = element("div.stage-tools", { role: "toolbar", "aria-label": "View" });
  const main = element("main.stage", { id: "stage" }, [stage, tools, toolbar]);
  const numbers = element("section.numbers", { "aria-label": "Numbers" });
  const words = element("section.words", { "aria-label": "About this lab" });
  const charts = element("section.charts", { "aria-label": "Charts" });
  const panel = element("section.panel", { "aria-label": "Controls" });
  const title = element("h1.visually-hidden", {}, [current.title]);
  const left = element("aside.left", {}, [title, numbers, words]);
  const summary = element("p.visually-hidden", { role: "status", "aria-live": "polite" });
  root.className = "shell";
  root.replaceChildren(header, left, main, charts, panel, summary);
  const { bar, choose } = tabBar(root);
  header.after(bar);
  // On a phone the row of labs is wider than the window.
  header.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  foldButton.addEventListener("click", () => {
    const isFolded = root.classList.toggle("is-folded");
    foldButton.setAttribute("aria-expanded", String(!isFolded));
    dispatchEvent(new Event("resize"));
  });
  return {
    stage,
    toolbar,
    tools,
    numbers,
    words,
    charts,
    panel,
    notices: new Notices(main),
    summary,
    copyLink,
    themeButton,
    showTab: choose,
  };
}
