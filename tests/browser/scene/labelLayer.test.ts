import { expect, it } from "vitest";
import { LabelLayer } from "../../../src/scene/labelLayer";
import { createContainer } from "./stageFixture";

function visibleWords(container: HTMLElement): string[] {
  return [...container.querySelectorAll("text")]
    .filter((text) => text.getAttribute("visibility") === "visible")
    .map((text) => text.textContent);
}

it("lets a number give way to one that stands there, until the next picture", () => {
  const container = createContainer();
  const layer = new LabelLayer(container);
  layer.begin(600, 420);
  layer.text({ x: 100, y: 100 }, "−10", "tick");
  layer.text({ x: 112, y: 105 }, "−20", "tick");
  layer.text({ x: 160, y: 100 }, "−30", "tick");
  layer.end();
  expect(visibleWords(container)).toEqual(["−10", "−30"]);
  layer.begin(600, 420);
  layer.text({ x: 112, y: 105 }, "−20", "tick");
  layer.end();
  expect(visibleWords(container)).toEqual(["−20"]);
});

it("keeps names inside the picture", () => {
  const container = createContainer();
  const layer = new LabelLayer(container);
  layer.begin(600, 420);
  layer.text({ x: 2, y: 415 }, "a parameter with a long name", "name");
  layer.end();
  const box = container.querySelector("text")!.getBoundingClientRect();
  expect(box.left).toBeGreaterThanOrEqual(0);
  expect(box.bottom).toBeLessThanOrEqual(420);
});
