/** Reads the link, opens a lab. */
import { bindHistory } from "./app/history";
import { labOf } from "./app/link";
import { SettingsStore } from "./app/settingsStore";
import { createShell } from "./app/shell";
import { ThemeSwitch } from "./app/theme";
import { firstLab, labs } from "./labs";
import type { RunningLab } from "./labs/lab";
import "./app/styles/index.css";

declare global {
  interface Window {
    /** Scripting handle of the open lab; see the README. */
    bayescape?: Readonly<Record<string, unknown>>;
  }
}

const root = document.querySelector<HTMLElement>("#app");
let running: RunningLab | null = null;
let endHistory = (): void => {};
const theme = new ThemeSwitch(() => running?.setTheme());

async function openLab(): Promise<void> {
  if (!root) throw new Error("The page has no element #app");
  const wanted = labOf(location.hash, firstLab);
  const entry = labs.find(({ key }) => key === wanted) ?? labs.find(({ key }) => key === firstLab) ?? labs[0];
  const lab = await entry.load();
  running?.dispose();
  endHistory();
  const shell = createShell(root, labs, entry);
  shell.themeButton.addEventListener("click", () => theme.toggle());
  if (entry.key !== wanted)
    shell.notices.show(`There is no lab "${wanted.slice(0, 40)}"; this is the ${entry.title}.`, "problem");
  const store = new SettingsStore(lab.settings);
  endHistory = bindHistory(
    entry.key,
    store,
    (key) => lab.transientKeys.includes(key),
    (problems) => shell.notices.show(problems.join(" "), "problem"),
  );
  store.subscribe((changed, isLive) => {
    const isChoice = [...changed].some((key) => !lab.transientKeys.includes(key));
    if (isChoice && !isLive) shell.notices.clearProblems();
  });
  running = lab.open({ shell, store, theme });
  window.bayescape = running.handle;
  document.title = `${entry.title} · Bayescape`;
  document.documentElement.dataset.lab = entry.key;
}

addEventListener("popstate", () => {
  if (labOf(location.hash, firstLab) !== document.documentElement.dataset.lab) void openLab();
});
void openLab();
