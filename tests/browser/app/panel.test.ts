/** The panel: a control for every setting, which says what it is, changes the store and follows it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Panel, type PanelAction } from "../../../src/app/panel";
import { SettingsStore } from "../../../src/app/settingsStore";
import { isInUse } from "../../../src/core/settings";
import { explorerSettings } from "../../../src/labs/explorer/explorerSettings";

let container: HTMLElement;
let store: SettingsStore;
let panel: Panel;
let problems: string[];
let pressed: string[];

const actions: PanelAction[] = [
  { group: "Target", label: "always", description: "Always there.", run: () => pressed.push("always") },
  {
    group: "Target",
    label: "of the mixture",
    description: "There with the mixture.",
    only: { key: "target", values: ["mixture"] },
    run: () => pressed.push("of the mixture"),
  },
];

beforeEach(() => {
  container = document.body.appendChild(document.createElement("section"));
  store = new SettingsStore(explorerSettings);
  problems = [];
  pressed = [];
  panel = new Panel({ container, store, onProblem: (problem) => problems.push(problem) }, actions);
});

afterEach(() => {
  panel.dispose();
  container.remove();
});

const nameOf = (row: Element): string => row.querySelector(".lil-name")?.textContent ?? "";

function visibleRows(): HTMLElement[] {
  const rows = [...container.querySelectorAll<HTMLElement>(".lil-controller")];
  return rows.filter((row) => row.closest('[style*="display: none"]') === null);
}

const visibleNames = (): string[] => visibleRows().map(nameOf);

/** The control of a setting: its slider, or lil-gui's own. */
function controlOf<Kind extends HTMLElement>(label: string, selector: string): Kind {
  const control = visibleRows()
    .find((row) => nameOf(row) === label)
    ?.querySelector<Kind>(selector);
  if (!control) throw new Error(`no control of ${label} is shown`);
  return control;
}

const slider = (label: string): HTMLInputElement => controlOf(label, "input[type=range]");
const field = (label: string): HTMLInputElement => controlOf(label, "input:not([type=range])");

function drag(label: string, position: number, type: "input" | "change"): void {
  slider(label).value = String(position);
  slider(label).dispatchEvent(new Event(type));
}

async function type(label: string, text: string): Promise<void> {
  await userEvent.fill(field(label), text);
  field(label).blur();
}

describe("every setting", () => {
  test.each([
    { target: "mixture", start: "spread" },
    { target: "meanLogSd", start: "point" },
    { target: "mixture", start: "point" },
  ])("that is in use has a row, and no other has: %j", (values) => {
    store.set(values);
    const inUse = explorerSettings.filter((setting) => !setting.hidden && isInUse(setting, store.values));
    const buttons = values.target === "mixture" ? ["always", "of the mixture"] : ["always"];
    expect(visibleNames().sort()).toEqual([...inUse.map(({ label }) => label), ...buttons].sort());
  });

  test("has controls that say their name, and describe themselves in its sentence", async () => {
    store.set({ start: "point" });
    for (const setting of explorerSettings) {
      if (setting.hidden || !isInUse(setting, store.values)) continue;
      const row = visibleRows().find((candidate) => nameOf(candidate) === setting.label);
      const controls = [...(row?.querySelectorAll<HTMLElement>("input, select") ?? [])];
      expect(controls.map(({ tagName }) => tagName)).toEqual(
        { number: ["INPUT", "INPUT"], choice: ["SELECT"], toggle: ["INPUT"], vector: [] }[setting.kind],
      );
      for (const control of controls) {
        await expect.element(control).toHaveAccessibleName(setting.label);
        expect(control.getAttribute("aria-description")).toBe(setting.description);
      }
      expect(row?.title).toBe(setting.description);
    }
  });

  test("shows its value, and follows the store", () => {
    store.set({ separation: 7.25, start: "mode2", showProposals: true, numChains: 12 });
    expect([field("separation").value, field("chains").value]).toEqual(["7.25", "12"]);
    expect(Number(slider("separation").value)).toBeCloseTo((1000 * 7.25) / 12, 6);
    expect(slider("chains").getAttribute("aria-valuetext")).toBe("12");
    expect(controlOf<HTMLSelectElement>("start", "select").selectedOptions[0].text).toBe("all in mode 2");
    expect(field("rejected proposals").checked).toBe(true);
  });
});

describe("changing", () => {
  test("a slider sets the store live, and once more at its end", () => {
    const heard: [string[], boolean][] = [];
    store.subscribe((changed, isLive) => heard.push([[...changed], isLive]));
    drag("separation", 500, "input");
    drag("separation", 250, "input");
    drag("separation", 250, "change");
    expect(heard).toEqual([
      [["separation"], true],
      [["separation"], true],
      [[], false],
    ]);
    expect(store.number("separation")).toBe(3);
    expect(field("separation").value).toBe("3");
  });

  test("keys move a slider by a step, and a number's field likewise", async () => {
    slider("correlation").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(store.number("correlation")).toBe(0.01);
    await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}");
    expect(store.number("correlation")).toBe(-0.09);
    field("correlation").focus();
    await userEvent.keyboard("{ArrowUp}{ArrowUp}{ArrowUp}");
    expect(store.number("correlation")).toBe(-0.06);
    field("correlation").blur();
    expect(problems).toEqual([]);
  });

  test("a choice, a toggle and an action do what they say", async () => {
    await userEvent.selectOptions(controlOf("start", "select"), "all in mode 1");
    await userEvent.click(field("rejected proposals"));
    expect([store.text("start"), store.toggle("showProposals")]).toEqual(["mode1", true]);
    await userEvent.click(page.getByRole("button", { name: "of the mixture" }));
    expect(pressed).toEqual(["of the mixture"]);
  });

  test("what is typed is taken to the digit", async () => {
    await type("separation", "7.123456789");
    expect(store.number("separation")).toBe(7.123456789);
    await type("seed", "4294967295");
    expect(store.number("seed")).toBe(4294967295);
  });

  test.each([
    ["chains", "5000", "numChains = 5000 cannot be used; expected a whole number from 1 to 4096.", "256"],
    ["chains", "2.5", "numChains = 2.5 cannot be used; expected a whole number from 1 to 4096.", "256"],
    ["step size", "-1", "stepSize = -1 cannot be used; expected a number from 0.01 to 20.", "0.3"],
  ])(
    "%s typed as %s is refused in words, once, and the value comes back",
    async (label, text, problem, value) => {
      const before = { ...store.values };
      await type(label, text);
      expect(problems).toEqual([problem]);
      expect(field(label).value).toBe(value);
      expect(store.values).toEqual(before);
    },
  );

  test("what is no number changes nothing", async () => {
    await type("chains", "many");
    expect([problems, field("chains").value, store.number("numChains")]).toEqual([[], "256", 256]);
  });
});

test("settings that few need stand in closed folders, and an empty folder is not shown", () => {
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
  store.set({ target: "meanLogSd" });
  const more = folders[2].closest<HTMLElement>(".lil-gui");
  expect(more?.style.display).toBe("none");
});

test("disposing leaves nothing, and hears of nothing", () => {
  panel.dispose();
  expect(container.childElementCount).toBe(0);
  store.set({ separation: 1 });
  panel = new Panel({ container, store, onProblem: () => {} }, []);
  expect(field("separation").value).toBe("1");
});
