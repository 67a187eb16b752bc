/** A link carries every setting in use, to the bit. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLink, encodeLink, KERNEL_VERSION, labOf } from "../../src/app/link";
import { defaultsOf, isInUse, type Setting } from "../../src/core/settings";
import { explorerSettings } from "../../src/labs/explorer/explorerSettings";
import { asLinked, tableValues } from "./settingTables";

const settings = explorerSettings;
const defaults = defaultsOf(settings);

describe("round trip over the explorer's settings", () => {
  test("gives the same bits, and defaults for what is not in use", () => {
    fc.assert(
      fc.property(tableValues(settings), (values) => {
        const { values: decoded, problems } = decodeLink(
          encodeLink("explorer", settings, values),
          "explorer",
          settings,
        );
        expect(problems).toEqual([]);
        // Told apart are 0 and -0 too.
        expect(decoded).toStrictEqual(asLinked(settings, values));
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  test("survives the address bar: what the browser makes of the link reads the same", () => {
    fc.assert(
      fc.property(tableValues(settings), (values) => {
        const link = encodeLink("explorer", settings, values);
        const { hash } = new URL(link, "https://example.org/lab/");
        expect(decodeLink(hash, "explorer", settings)).toEqual(decodeLink(link, "explorer", settings));
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test("writing what was read writes the same link", () => {
    fc.assert(
      fc.property(tableValues(settings), (values) => {
        const link = encodeLink("explorer", settings, values);
        expect(encodeLink("explorer", settings, decodeLink(link, "explorer", settings).values)).toBe(link);
      }),
      { numRuns: 100, seed: 3 },
    );
  });
});

test("a link names lab, version and the settings in use, and no others", () => {
  const values = {
    ...defaults,
    target: "meanLogSd",
    start: "point",
    startX: -0,
    camera: [0.5, 1, 2, -3, 1e-7],
  };
  const link = encodeLink("explorer", settings, values);
  const [lab, query] = link.split("?");
  expect(lab).toBe("#explorer");
  const keys = query.split("&").map((pair) => pair.split("=")[0]);
  const used = settings.filter((setting) => isInUse(setting, values)).map(({ key }) => key);
  expect(keys).toEqual(["v", ...used]);
  expect(keys).not.toContain("separation");
  expect(query).toContain(`v=${KERNEL_VERSION}&`);
  expect(query).toContain("&startX=-0&startY=0&");
  expect(query).toContain("&camera=0.5,1,2,-3,1e-7");
});

test("an empty vector, which stands for automatic, survives", () => {
  const camera = settings.filter(({ key }) => key === "camera") as [Setting];
  const link = encodeLink("explorer", camera, { camera: [] });
  expect(decodeLink(link, "explorer", camera)).toMatchObject({ values: { camera: [] }, problems: [] });
  expect(decodeLink("#explorer?camera=1,2", "explorer", camera)).toMatchObject({
    values: { camera: [] },
    problems: ["camera = 1,2 is not 5 numbers from -1000 to 1000, separated by commas; automatic is used."],
  });
});

test("a link of another kernel version is announced, and read all the same", () => {
  const { problems, values } = decodeLink("#explorer?v=999&seed=7", "explorer", settings);
  expect(problems).toEqual([
    `This link was made by kernel version 999; here runs version ${KERNEL_VERSION}, so its draws may differ.`,
  ]);
  expect(values).toEqual({ ...defaults, seed: 7 });
  expect(decodeLink(`#explorer?v=${KERNEL_VERSION}`, "explorer", settings).problems).toEqual([]);
  expect(decodeLink("#explorer?seed=7", "explorer", settings).problems).toEqual([]);
});

test.each([
  ["", "fallback"],
  ["#", "fallback"],
  ["#?seed=1", "fallback"],
  ["#/", "fallback"],
  ["#explorer", "explorer"],
  ["#/explorer?seed=1?", "explorer"],
  ["#explorer?", "explorer"],
])("the lab of %j is %s", (hash, lab) => {
  expect(labOf(hash, "fallback")).toBe(lab);
});
