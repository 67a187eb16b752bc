/** A panel of the explorer's settings on a page of its own for every test, and ways to find its controls. */
import { afterEach, beforeEach } from "vitest";
import { userEvent } from "vitest/browser";
import { Panel, type PanelAction } from "../../../src/app/panel";
import { SettingsStore } from "../../../src/app/settingsStore";
import { explorerSettings } from "../../../src/labs/explorer/explorerSettings";

export interface PanelPage {
  readonly container: HTMLElement;
  readonly store: SettingsStore;
  readonly panel: Panel;
  /** What was told of values that cannot be used. */
  readonly problems: readonly string[];
  /** Labels of the actions that were run. */
  readonly pressed: readonly string[];
}

let open: PanelPage;

export const panelPage = (): PanelPage => open;

beforeEach(() => {
  const container = document.body.appendChild(document.createElement("section"));
  const store = new SettingsStore(explorerSettings);
  const problems: string[] = [];
  const pressed: string[] = [];
  const action = (label: string, rest: Partial<PanelAction> = {}): PanelAction => {
    return { group: "Target", label, description: `Does ${label}.`, run: () => pressed.push(label), ...rest };
  };
  const actions = [
    action("always"),
    action("of the mixture", { only: { key: "target", values: ["mixture"] } }),
  ];
  const onProblem = (problem: string): void => void problems.push(problem);
  open = { container, store, panel: new Panel({ container, store, onProblem }, actions), problems, pressed };
});

afterEach(() => {
  open.panel.dispose();
  open.container.remove();
});

export const nameOf = (row: Element): string => row.querySelector(".lil-name")?.textContent ?? "";

export function visibleRows(): HTMLElement[] {
  const rows = [...open.container.querySelectorAll<HTMLElement>(".lil-controller")];
  return rows.filter((row) => row.closest('[style*="display: none"]') === null);
}

/** The control of a setting: its slider, or lil-gui's own. */
export function controlOf<Kind extends "input" | "select">(
  label: string,
  kind: Kind,
  condition = "",
): HTMLElementTagNameMap[Kind] {
  const control = visibleRows()
    .find((row) => nameOf(row) === label)
    ?.querySelector<HTMLElementTagNameMap[Kind]>(kind + condition);
  if (!control) throw new Error(`no control of ${label} is shown`);
  return control;
}

export const slider = (label: string): HTMLInputElement => controlOf(label, "input", "[type=range]");
export const field = (label: string): HTMLInputElement => controlOf(label, "input", ":not([type=range])");

/** One event of a drag. */
export function drag(label: string, position: number, type: "input" | "change"): void {
  slider(label).value = String(position);
  slider(label).dispatchEvent(new Event(type));
}

/** Types a value over the one that is there, and leaves the field. */
export async function typeInto(label: string, text: string): Promise<void> {
  await userEvent.fill(field(label), text);
  field(label).blur();
}
