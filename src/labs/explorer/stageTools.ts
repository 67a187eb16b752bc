import { bindKeys } from "../../app/keyboard";
import { iconButton, type Shell } from "../../app/shell";
import type { SettingsStore } from "../../app/settingsStore";
import type { StageView } from "./stageView";

/** The buttons on the stage and the lab's keys. Returns what unbinds the keys. */
export function bindStageTools(
  shell: Shell,
  store: SettingsStore,
  stage: StageView,
  run: { readonly togglePlay: () => void; readonly step: () => void; readonly reset: () => void },
): () => void {
  const toggleView = (): void => store.set({ view: store.text("view") === "flat" ? "surface" : "flat" });
  const resetCamera = (): void => {
    store.set({ camera: [] });
    stage.setCamera([]);
  };
  const viewButton = iconButton("flat", "Surface or flat contours", "F");
  viewButton.addEventListener("click", toggleView);
  const cameraButton = iconButton("camera", "Reset the camera", "0");
  cameraButton.addEventListener("click", resetCamera);
  shell.tools.replaceChildren(viewButton, cameraButton);
  return bindKeys({ " ": run.togglePlay, ".": run.step, r: run.reset, f: toggleView, "0": resetCamera });
}
