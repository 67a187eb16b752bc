import { expect, test } from "vitest";
import { readChartTheme, resolveColour } from "../../../src/charts/chartTheme";

test("a theme is what the custom properties come to at the element", () => {
  const element = document.createElement("div");
  document.body.append(element);
  element.style.setProperty("--base", "rgb(1, 2, 3)");
  element.style.setProperty("--text", "var(--base)");
  element.style.setProperty("--series-2", "#ff0000");
  const theme = readChartTheme(element);
  expect(theme.text).toBe("rgb(1, 2, 3)");
  expect(theme.series[1]).toBe("rgb(255, 0, 0)");
  expect(theme.series).toHaveLength(8);
  expect(theme.accent).toBe("rgb(0, 114, 178)");
  expect(resolveColour(element, "var(--text)")).toBe("rgb(1, 2, 3)");
  expect(element.childElementCount).toBe(0);
  element.remove();
});
