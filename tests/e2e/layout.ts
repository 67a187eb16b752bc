import type { Page } from "playwright";

/** Texts, formulas and controls that are cut off, and a page that scrolls. */
export function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    if (root.scrollHeight > innerHeight) faults.push(`the page is ${root.scrollHeight} px high`);
    for (const part of document.querySelectorAll<HTMLElement>(
      "button, th, td, p, h1, h2, .lil-name, label, output",
    )) {
      if (!part.checkVisibility({ visibilityProperty: true }) || part.closest(".visually-hidden")) continue;
      const name = `${part.tagName.toLowerCase()} "${part.textContent?.slice(0, 30)}"`;
      if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline") {
        faults.push(`${name} is cut off`);
      }
      const box = part.getBoundingClientRect();
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      const isInView = box.bottom < innerHeight && box.height > 0 && box.width > 0;
      if (isInView && part.matches("button") && top && !part.contains(top) && !isScrolledAway(part, box)) {
        faults.push(`${name} is covered by ${top.tagName.toLowerCase()}.${top.className}`);
      }
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`${name} runs out of the window`);
    }
    for (const part of document.querySelectorAll<HTMLElement>(".formula")) {
      const math = part.querySelector("math");
      if (!part.checkVisibility({ visibilityProperty: true }) || !math) continue;
      const name = `formula "${math.textContent?.slice(0, 20)}"`;
      const height = Math.round(math.getBoundingClientRect().height);
      if (height === 0) faults.push(`${name} has no height`);
      if (part.clientHeight < height) faults.push(`${name} is ${height} px high in ${part.clientHeight} px`);
      const isScrollable = ["auto", "scroll"].includes(getComputedStyle(part).overflowX);
      if (part.scrollWidth > part.clientWidth + 1 && !isScrollable) faults.push(`${name} is cut off`);
    }
    return faults;

    function isScrolledAway(part: HTMLElement, box: DOMRect): boolean {
      for (let parent = part.parentElement; parent; parent = parent.parentElement) {
        const frame = parent.getBoundingClientRect();
        const middle = box.top + box.height / 2;
        if (getComputedStyle(parent).overflowY === "auto" && (middle < frame.top || middle > frame.bottom))
          return true;
      }
      return false;
    }
  });
}
