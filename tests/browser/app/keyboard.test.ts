import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bindKeys } from "../../../src/app/keyboard";

let container: HTMLElement;
let pressed: string[];
let end: () => void;

beforeEach(() => {
  container = document.body.appendChild(document.createElement("main"));
  pressed = [];
  const keys = [" ", "enter", "r", ".", "0"];
  end = bindKeys(Object.fromEntries(keys.map((key) => [key, () => pressed.push(key)])));
});
afterEach(() => {
  end();
  container.remove();
});

/** Presses a key on an element (on the page's body, if none is named) and says whether the page took it. */
function press(key: string, html = "", init: KeyboardEventInit = {}): boolean {
  container.innerHTML = html;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  (container.firstElementChild ?? document.body).dispatchEvent(event);
  return event.defaultPrevented;
}

test("a key does what it stands for, in either case, and nothing else", () => {
  expect([press("r"), press("R"), press(" "), press(".")]).toEqual([true, true, true, true]);
  expect(pressed).toEqual(["r", "r", " ", "."]);
  expect([press("x"), press("Shift"), press("Enter")]).toEqual([false, false, true]);
});

describe("an element that takes the key itself keeps it", () => {
  test.each([
    ["<input>", "r"],
    ["<input type=text>", " "],
    ["<input type=number>", "0"],
    ["<input type=search>", "."],
    ["<input type=checkbox>", " "],
    ["<textarea></textarea>", "r"],
    ["<select></select>", "r"],
    ["<div contenteditable></div>", "r"],
    ["<button></button>", " "],
    ["<button></button>", "Enter"],
    ["<a href='#'></a>", "Enter"],
    ["<details><summary></summary></details>", "r"],
  ])("%s: %j", (html, key) => {
    const isTaken = press(key, html);
    const isPlain = html.startsWith("<details");
    expect([isTaken, pressed]).toEqual(isPlain ? [true, ["r"]] : [false, []]);
  });
});

describe("an element that has no use for the key passes it on", () => {
  test.each([
    ["<button></button>", "r"],
    ["<a href='#'></a>", "r"],
    ["<input type=range>", " "],
    ["<input type=range>", "r"],
    ["<canvas tabindex=0></canvas>", " "],
    ["<div tabindex=0></div>", "Enter"],
  ])("%s: %j", (html, key) => {
    expect(press(key, html)).toBe(true);
    expect(pressed).toEqual([key.toLowerCase()]);
  });
});

test("a summary keeps the keys that open it", () => {
  container.innerHTML = "<details><summary>More</summary></details>";
  const event = new KeyboardEvent("keydown", { key: " ", bubbles: true });
  container.querySelector("summary")?.dispatchEvent(event);
  expect(pressed).toEqual([]);
});

test("a key with a modifier belongs to the browser, but for Shift", () => {
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) press("r", "", { [modifier]: true });
  expect(pressed).toEqual([]);
  press("R", "", { shiftKey: true });
  expect(pressed).toEqual(["r"]);
});

test("a key comes here before the page's controls, even where they keep it to themselves", () => {
  container.addEventListener("keydown", (event) => event.stopImmediatePropagation(), { capture: true });
  press("r", "<div></div>");
  press("r", "<input type=range>");
  expect(pressed).toEqual(["r", "r"]);
  // What has a use for it gets it all the same.
  press("r", "<input>");
  expect(pressed).toEqual(["r", "r"]);
});

test("a key that is used up before it comes here does nothing", () => {
  end();
  const useUp = (event: KeyboardEvent): void => event.preventDefault();
  addEventListener("keydown", useUp, { capture: true });
  const endOther = bindKeys({ r: () => pressed.push("r") });
  press("r");
  removeEventListener("keydown", useUp, { capture: true });
  expect(pressed).toEqual([]);
  press("r");
  endOther();
  expect(pressed).toEqual(["r"]);
});

test("once ended, keys do nothing", () => {
  end();
  expect(press("r")).toBe(false);
  expect(pressed).toEqual([]);
});
