/** The panel has a control for every setting, which says what it is and shows its value. */
import { describe, expect, test } from "vitest";
import { isInUse } from "../../../src/core/settings";
import { explorerSettings } from "../../../src/labs/explorer/explorerSettings";
import { controlOf, field, nameOf, panelPage, slider, typeInto, visibleRows } from "./panelPage";

describe("every setting", () => {
  test.each([
    { target: "mixture", start: "spread" },
    { target: "meanLogSd", start: "point" },
    { target: "mixture", start: "point" },
  ])("that is in use has a row, and no other has: %j", (values) => {
    const { store } = panelPage();
    store.set(values);
    const inUse = explorerSettings.filter((setting) => !setting.hidden && isInUse(setting, store.values));
    const buttons = values.target === "mixture" ? ["always", "of the mixture"] : ["always"];
    expect(visibleRows().map(nameOf).sort()).toEqual([...inUse.map(({ label }) => label), ...buttons].sort());
  });

  test("has controls that say their name, and describe themselves in its sentence", async () => {
    const { store } = panelPage();
    store.set({ start: "point" });
    for (const setting of explorerSettings) {
      if (setting.hidden || !isInUse(setting, store.values)) continue;
      const row = visibleRows().find((candidate) => nameOf(candidate) === setting.label);
      const controls = [...(row?.querySelectorAll<HTMLElement>("input, select") ?? [])];
      expect(controls.map(({ tagName }) => tagName)).toEqual(
        { number: ["INPUT", "INPUT"], choice: ["SELECT"], toggle: ["INPUT"], text: ["INPUT"], vector: [] }[
          setting.kind
        ],
      );
      for (const control of controls) {
        await expect.element(control).toHaveAccessibleName(setting.label);
        expect(control.getAttribute("aria-description")).toBe(setting.description);
      }
      expect(row?.title).toBe(setting.description);
    }
  });

  test("shows its value, and follows the store", () => {
    const { store } = panelPage();
    store.set({ separation: 7.25, start: "mode2", showProposals: true, numChains: 12 });
    expect([field("separation").value, field("chains").value]).toEqual(["7.25", "12"]);
    expect(Number(slider("separation").value)).toBeCloseTo((1000 * 7.25) / 12, 6);
    expect(slider("chains").getAttribute("aria-valuetext")).toBe("12");
    expect(controlOf("start", "select").selectedOptions[0].text).toBe("all in mode 2");
    expect(field("rejected proposals").checked).toBe(true);
  });
});

test("a choice that does not apply is not offered, unless it is the one that is chosen", () => {
  const { store } = panelPage();
  const offered = (): string[] =>
    [...controlOf("start", "select").options].filter(({ hidden }) => !hidden).map(({ label }) => label);
  expect(offered()).toContain("all in mode 2");
  store.set({ target: "ring" });
  expect(offered()).toEqual(["spread over the box", "all in mode 1", "at a point (click)"]);
  store.set({ start: "mode2" });
  expect(offered()).toContain("all in mode 2");
  store.set({ target: "bimodal1d", start: "spread" });
  expect(offered()).toContain("all in mode 2");
});

test("settings that few need stand in closed folders, and an empty folder is not shown", () => {
  const { container, store } = panelPage();
  const folders = [...container.querySelectorAll<HTMLElement>(".lil-title")];
  const isOpen = (title: HTMLElement): boolean => title.getAttribute("aria-expanded") === "true";
  expect(folders.map((title) => [title.textContent, isOpen(title)])).toEqual([
    ["Controls", true],
    ["Target", true],
    ["More", false],
    ["Sampler", true],
    ["Run", true],
    ["More", false],
    ["View", true],
  ]);
  store.set({ target: "meanLogSd", data: "own" });
  const more = folders[2].closest<HTMLElement>(".lil-gui");
  expect(more?.style.display).toBe("none");
});

test("below the controls stands the sentence of the one under the pointer or the focus", () => {
  const { container } = panelPage();
  const help = container.querySelector(".panel-help");
  const sentenceOf = (label: string): string =>
    explorerSettings.find((setting) => setting.label === label)?.description ?? "";
  expect([help?.textContent, help?.getAttribute("aria-hidden")]).toEqual(["", "true"]);
  slider("separation").dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  expect(help?.textContent).toBe(sentenceOf("separation"));
  field("chains").focus();
  expect(help?.textContent).toBe(sentenceOf("chains"));
  container.querySelector(".lil-title")?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  expect(help?.textContent).toBe("");
});

test("a number of many digits is shortened, but whole while it is edited", async () => {
  const { store } = panelPage();
  store.set({ separation: 1.0954451150103321, seed: 4294967295 });
  expect([field("separation").value, field("seed").value]).toEqual(["1.0954", "4294967295"]);
  field("separation").focus();
  expect(field("separation").value).toBe("1.0954451150103321");
  // Looking at it changes nothing.
  field("separation").blur();
  expect([field("separation").value, store.number("separation")]).toEqual(["1.0954", 1.0954451150103321]);
  await typeInto("separation", "1.2345678");
  expect([field("separation").value, store.number("separation")]).toEqual(["1.2346", 1.2345678]);
});

test("disposing leaves nothing, and hears of nothing", () => {
  const { container, store, panel } = panelPage();
  const kept = field("separation");
  panel.dispose();
  expect(container.childElementCount).toBe(0);
  store.set({ separation: 1 });
  expect(kept.value).toBe("4");
});
