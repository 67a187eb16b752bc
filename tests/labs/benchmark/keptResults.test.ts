import { expect, test } from "vitest";
import { keepResults, readResults, type ResultsStorage } from "../../../src/labs/benchmark/keptResults";
import { refused, resultsOf, rowWith } from "./rows";

function storageWith(entries: Map<string, string>): ResultsStorage {
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
  };
}

test("results come back as they went, and the last ones count", () => {
  const storage = storageWith(new Map());
  expect(readResults(storage)).toBeNull();
  keepResults(storage, resultsOf([rowWith({})]));
  keepResults(storage, resultsOf([rowWith({}), refused]));
  expect(readResults(storage)).toEqual(resultsOf([rowWith({}), refused]));
});

test("what is none is left alone", () => {
  const entries = new Map<string, string>();
  const storage = storageWith(entries);
  keepResults(storage, resultsOf([rowWith({})]));
  const [[key, text]] = [...entries];
  for (const spoilt of ["", "null", text.slice(0, -10), text.replace('"version": 1', '"version": 0')]) {
    entries.set(key, spoilt);
    expect(readResults(storage)).toBeNull();
  }
});

test("a browser that keeps nothing is no problem", () => {
  const refuses = (): never => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const storage = { getItem: refuses, setItem: refuses };
  expect(() => keepResults(storage, resultsOf([]))).not.toThrow();
  expect(readResults(storage)).toBeNull();
  expect(readResults(null)).toBeNull();
});
