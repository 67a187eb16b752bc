import { afterEach, describe, expect, test } from "vitest";
import { PeopleField } from "../../../src/scene";
import { layOutPeople } from "../../../src/scene/peopleLayout";

const block = (...counts: number[]) => ({ groups: counts.map((count, colour) => ({ colour, count })) });

describe("people", () => {
  test.each([
    [800, 500, 1],
    [340, 380, 2],
    [1200, 300, 1.5],
  ])("all have a place of their own inside %d by %d", (width, height, pixelRatio) => {
    const { places, pitch, bounds } = layOutPeople(
      [block(95, 990), block(5, 8910)],
      width,
      height,
      pixelRatio,
    );
    expect(places).toHaveLength(3 * 10_000);
    const seen = new Set<string>();
    for (let i = 0; i < 10_000; i++) {
      const [x, y] = [places[3 * i], places[3 * i + 1]];
      expect(x >= 0 && x + pitch <= width && y >= 0 && y + pitch <= height).toBe(true);
      seen.add(`${x.toFixed(3)} ${y.toFixed(3)}`);
    }
    expect(seen.size).toBe(10_000);
    expect(bounds[0].right).toBeLessThan(bounds[1].left);
  });

  test("stand in their groups' order", () => {
    const { places } = layOutPeople([block(2, 3), block(1)], 400, 300, 1);
    expect(Array.from({ length: 6 }, (_, i) => places[3 * i + 2])).toEqual([0, 0, 1, 1, 1, 0]);
  });

  test("an empty block takes no room", () => {
    const { bounds, places } = layOutPeople([block(0), block(100)], 400, 300, 1);
    expect([bounds[0].width, bounds[0].height]).toEqual([0, 0]);
    expect(places.every(Number.isFinite)).toBe(true);
  });
});

describe("the field", () => {
  let field: PeopleField | null = null;
  afterEach(() => {
    field?.dispose();
    document.body.replaceChildren();
  });

  test("walks when the blocks change, then rests, and says where the blocks are", async () => {
    const container = document.createElement("div");
    container.style.cssText = "position:relative;width:300px;height:200px";
    document.body.append(container);
    field = new PeopleField(container, 100, true);
    const layouts: number[] = [];
    field.onLayout = (blocks) => layouts.push(blocks.length);
    field.setColours(["#ff0000", "#00ff00", "#0000ff", "#ffff00"]);
    field.setBlocks([block(10, 20), block(30, 40)]);
    await expect.poll(() => field?.frames ?? 0).toBeGreaterThan(0);
    expect(layouts.at(-1)).toBe(2);
    const before = field.frames;
    field.setBlocks([block(40, 30), block(20, 10)]);
    await expect.poll(() => field?.frames ?? 0).toBeGreaterThan(before + 2);
    let last = -1;
    await expect
      .poll(
        () => {
          const rested = field?.frames === last;
          last = field?.frames ?? 0;
          return rested;
        },
        { interval: 300, timeout: 20_000 },
      )
      .toBe(true);
    field.dispose();
    field = null;
    expect(container.querySelector("canvas")).toBeNull();
  });
});
