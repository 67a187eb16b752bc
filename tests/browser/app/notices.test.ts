import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { Notices } from "../../../src/app/notices";

let container: HTMLElement;
let notices: Notices;

beforeEach(() => {
  container = document.body.appendChild(document.createElement("main"));
  notices = new Notices(container);
});
afterEach(() => {
  vi.useRealTimers();
});

const shown = (): (string | null)[] =>
  [...container.querySelectorAll(".notice p")].map((text) => text.textContent);

test("a notice is read out and can be closed by its button", async () => {
  expect(container.firstElementChild?.getAttribute("role")).toBe("status");
  notices.show("The device was lost.", "problem");
  notices.show("Another one.", "problem");
  const [close] = container.querySelectorAll("button");
  await expect.element(close).toHaveAccessibleName("Close this notice");
  await userEvent.click(close);
  expect(shown()).toEqual(["Another one."]);
});

test("a sentence that is shown is not shown twice", () => {
  for (let i = 0; i < 3; i++) notices.show("The device was lost.", "problem");
  notices.show("The device was lost.");
  expect(shown()).toEqual(["The device was lost."]);
});

test("three are shown at most, the last ones", () => {
  for (const sentence of ["1", "2", "3", "4", "5"]) notices.show(sentence, "problem");
  expect(shown()).toEqual(["3", "4", "5"]);
});

test("information goes by itself, a problem stays; what went can be shown again", () => {
  vi.useFakeTimers();
  notices.show("Copied.");
  notices.show("Lost.", "problem");
  vi.advanceTimersByTime(4999);
  expect(shown()).toEqual(["Copied.", "Lost."]);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual(["Lost."]);
  notices.show("Copied.");
  expect(shown()).toEqual(["Lost.", "Copied."]);
});

test("a sentence is text, whatever is in it", () => {
  notices.show("<b>seed</b> = <img src=x>", "problem");
  expect(shown()).toEqual(["<b>seed</b> = <img src=x>"]);
  expect(container.querySelector("b, img")).toBeNull();
});

test("problems go when something is changed, information by itself", () => {
  notices.show("wrong", "problem");
  notices.show("by the way");
  notices.clearProblems();
  expect([...container.querySelectorAll(".notice p")].map((p) => p.textContent)).toEqual(["by the way"]);
});
