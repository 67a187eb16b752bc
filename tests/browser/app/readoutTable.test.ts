import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
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
    expect(row.title).toBe(rows[i].explanation);
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
  expect([before[0].dataset.state, before[0].title]).toEqual(["bad", "It is off."]);
  expect(bodyRows()[1].cells[1].firstChild).toBe(text);
});

test("other rows take the place of those before", () => {
  table.show(rows);
  table.show([rows[2]]);
  expect(texts()).toEqual([["R-hat x", "–", "≤ 1.01", "…"]]);
  table.show([]);
  expect(texts()).toEqual([]);
});
