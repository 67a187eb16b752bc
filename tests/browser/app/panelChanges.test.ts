/** What is done in the panel is set in the store, or refused in words. */
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { controlOf, drag, field, panelPage, slider, typeInto } from "./panelPage";

test("a slider sets the store live, and once more at its end", () => {
  const { store } = panelPage();
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
  const { store, problems } = panelPage();
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
  const { store, pressed } = panelPage();
  await userEvent.selectOptions(controlOf("start", "select"), "all in mode 1");
  await userEvent.click(field("rejected proposals"));
  expect([store.text("start"), store.toggle("showProposals")]).toEqual(["mode1", true]);
  await userEvent.click(page.getByRole("button", { name: "of the mixture" }));
  expect(pressed).toEqual(["of the mixture"]);
});

test("what is typed is taken to the digit", async () => {
  const { store } = panelPage();
  await typeInto("separation", "7.123456789");
  expect(store.number("separation")).toBe(7.123456789);
  await typeInto("seed", "4294967295");
  expect(store.number("seed")).toBe(4294967295);
});

test.each([
  [
    "chains",
    "5000000",
    "numChains = 5000000 cannot be used; expected a whole number from 1 to 1000000.",
    "256",
  ],
  ["chains", "2.5", "numChains = 2.5 cannot be used; expected a whole number from 1 to 1000000.", "256"],
  ["step size", "-1", "stepSize = -1 cannot be used; expected a number from 0.001 to 20.", "0.3"],
  ["step size", "0,5", "stepSize = 0,5 cannot be used; expected a number from 0.001 to 20.", "0.3"],
  ["step size", "5%", "stepSize = 5% cannot be used; expected a number from 0.001 to 20.", "0.3"],
  ["chains", "many", "numChains = many cannot be used; expected a whole number from 1 to 1000000.", "256"],
  ["seed", "abc", "seed = abc cannot be used; expected a whole number from 0 to 4294967295.", "1"],
  ["seed", "", "seed = nothing cannot be used; expected a whole number from 0 to 4294967295.", "1"],
])(
  "%s typed as %s is refused in words, once, and the value comes back",
  async (label, text, problem, value) => {
    const { store, problems } = panelPage();
    const before = { ...store.values };
    await typeInto(label, text);
    expect(problems).toEqual([problem]);
    expect(field(label).value).toBe(value);
    expect(store.values).toEqual(before);
  },
);

test("typed digit by digit, it is refused as a whole: the value before the typing comes back", async () => {
  const { store, problems } = panelPage();
  await userEvent.clear(field("chains"));
  await userEvent.type(field("chains"), "5000000");
  field("chains").blur();
  expect(problems).toHaveLength(1);
  expect([field("chains").value, store.number("numChains")]).toEqual(["256", 256]);
  store.set({ numChains: 64 });
  await typeInto("chains", "-1");
  expect(store.number("numChains")).toBe(64);
});
