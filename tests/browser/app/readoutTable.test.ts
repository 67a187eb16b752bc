import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { ReadoutTable, type Readout } from "../../../src/app/readoutTable";

const rows: readonly Readout[] = [
  { name: "mean of x", value: "0.012", reference: "0.000", state: "good", explanation: "It agrees." },
  { name: "sd of x", value: "2.5", reference: "2.236", state: "bad", explanation: "It is off." },
  { name: "R-hat x", value: "–", reference: "≤ 1.01", state: "waiting", explanation: "Not yet known." },
  { name: "ESS/s", value: "12.3 k", reference: "", state: "none", explanation: "What they are worth." },
];

let container: HTMLElement;
let table: ReadoutTable;

beforeEach(() => {
  container = document.body.appendChild(document.createElement("section"));
  table = new ReadoutTable(container, "Estimates beside the truth", ["", "estimate", "exact"]);
});
afterEach(() => container.remove());

const bodyRows = (): HTMLTableRowElement[] => [
  ...container.querySelectorAll<HTMLTableRowElement>("tbody tr"),
];
const texts = (): (string | null)[][] =>
  bodyRows().map((row) => [...row.cells].map((cell) => cell.textContent));

test("has a name and a head for each column", async () => {
  await expect.element(page.getByRole("table")).toHaveAccessibleName("Estimates beside the truth");
  const heads = [...container.querySelectorAll("thead th")].map((head) => [
    head.getAttribute("scope"),
    head.textContent,
  ]);
  expect(heads).toEqual(["", "estimate", "exact", "verdict"].map((text) => ["col", text]));
});

test("shows a row each: name, estimate, truth, verdict as a mark and in words", () => {
  table.show(rows);
  expect(texts()).toEqual([
    ["mean of x", "0.012", "0.000", "✓"],
    ["sd of x", "2.5", "2.236", "✗"],
    ["R-hat x", "–", "≤ 1.01", "…"],
    ["ESS/s", "12.3 k", "", ""],
  ]);
  for (const [i, row] of bodyRows().entries()) {
    expect(row.dataset.state).toBe(rows[i].state);
    // The help says it: a title beside it would say it twice, and not at all on a touch screen.
    expect(row.title).toBe("");
    expect(row.cells[0].scope).toBe("row");
    expect(row.cells[3].getAttribute("aria-label")).toBe(rows[i].explanation);
  }
});

test("new values change the texts in place: a row that somebody points at stays", () => {
  table.show(rows);
  const before = bodyRows();
  const text = before[1].cells[1].firstChild;
  table.show(
    rows.map((row, i) => (i === 0 ? { ...row, value: "0.5", state: "bad", explanation: "It is off." } : row)),
  );
  expect(bodyRows().map((row, i) => row === before[i])).toEqual([true, true, true, true]);
  expect(texts()[0]).toEqual(["mean of x", "0.5", "0.000", "✗"]);
  const verdict = before[0].cells[3].getAttribute("aria-label");
  expect([before[0].dataset.state, verdict]).toEqual(["bad", "It is off."]);
  expect(bodyRows()[1].cells[1].firstChild).toBe(text);
});

test("other rows take the place of those before", () => {
  table.show(rows);
  table.show([rows[2]]);
  expect(texts()).toEqual([["R-hat x", "–", "≤ 1.01", "…"]]);
  table.show([]);
  expect(texts()).toEqual([]);
});

test("rows that take the place of others say their verdict, even where it is the same one", () => {
  table.show(rows);
  table.show(rows.map((row) => ({ ...row, name: `nested ${row.name}` })));
  const labels = bodyRows().map((row) => row.cells[3].getAttribute("aria-label"));
  expect(labels).toEqual(rows.map(({ explanation }) => explanation));
});

describe("the help below the table", () => {
  const help = (): string | null | undefined => container.querySelector(".readout-help")?.textContent;
  const hint = "Point at a row, tap it or move the focus to it to see what it means.";

  test("says how to ask, until somebody asks", () => {
    expect(help()).toBe(hint);
    table.show(rows);
    expect(help()).toBe(hint);
  });

  test("explains the row under the pointer, and the focused one when the pointer has left", () => {
    table.show(rows);
    bodyRows()[3].focus();
    bodyRows()[1].cells[1].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
    expect(help()).toBe("It is off.");
    container.querySelector("tbody")?.dispatchEvent(new PointerEvent("pointerleave"));
    expect(help()).toBe("What they are worth.");
    bodyRows()[3].blur();
    container.querySelector("tbody")?.dispatchEvent(new PointerEvent("pointerleave"));
    expect(help()).toBe(hint);
  });

  test("explains the row that was tapped", () => {
    table.show(rows);
    bodyRows()[2].cells[0].click();
    expect(help()).toBe("Not yet known.");
  });

  test("explains the row that the keyboard has come to", async () => {
    table.show(rows);
    bodyRows()[0].focus();
    expect(help()).toBe("It agrees.");
    await userEvent.keyboard("{Tab}");
    expect(document.activeElement).toBe(bodyRows()[1]);
    expect(help()).toBe("It is off.");
  });

  test("follows the row's new words, and forgets a row that is gone", () => {
    table.show(rows);
    bodyRows()[0].cells[0].click();
    table.show(rows.map((row) => ({ ...row, explanation: `Now: ${row.explanation}` })));
    expect(help()).toBe("Now: It agrees.");
    table.show([rows[3]]);
    expect(help()).toBe(hint);
  });
});

test("without verdicts has no column for them, and its rows still say what they mean", () => {
  container.replaceChildren();
  const plain = new ReadoutTable(container, "Two side by side", ["", "one", "other"], { hasVerdicts: false });
  plain.show(rows.map((row) => ({ ...row, state: "none" })));
  expect([...container.querySelectorAll("thead th")].map((head) => head.textContent)).toEqual([
    "",
    "one",
    "other",
  ]);
  expect(texts()[0]).toEqual(["mean of x", "0.012", "0.000"]);
  expect(bodyRows()[0].getAttribute("aria-description")).toBe("It agrees.");
  plain.show(rows.map((row) => ({ ...row, state: "none", explanation: "Otherwise." })));
  expect(bodyRows()[0].getAttribute("aria-description")).toBe("Otherwise.");
});
