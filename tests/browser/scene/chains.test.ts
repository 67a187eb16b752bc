import { describe, expect, it } from "vitest";
import { CHAIN_COLOURS } from "../../../src/scene";
import type { Stage } from "../../../src/scene";
import { rgbFromHex } from "../../../src/scene/palette";
import { createStage, numDifferentPixels, pretendGraphicsCard, takePicture } from "./stageFixture";
import type { Picture } from "./stageFixture";

const VERMILLION = 1;

function distanceTo(picture: Picture, stage: Stage, [x, y]: readonly [number, number], hex: string): number {
  const place = stage.projectToScreen(x, y)!;
  const pixel = picture.at(place.x, place.y);
  return Math.max(...rgbFromHex(hex).map((value, k) => Math.abs(pixel[k] - 255 * value)));
}

/** One chain on the flat floor of the flat map, where a straight line is a straight line. */
function oneChain(trailLength: number): Stage {
  const stage = createStage();
  stage.setView("flat");
  stage.setEnsemble(1, trailLength, Uint8Array.from([VERMILLION]));
  return stage;
}

describe.each(["software", "graphics card"] as const)("chains drawn as on a %s adapter", (adapter) => {
  const prepare = () => {
    if (adapter === "graphics card") pretendGraphicsCard();
  };

  it("puts the head at the last draw, in the chain's colour", () => {
    prepare();
    const stage = oneChain(4);
    expect(stage.isSoftwareRenderer).toBe(adapter === "software");
    stage.pushDraws(Float32Array.from([-5, 3, 5, 3, 4, -3]), 3, 0, 1, true);
    const picture = takePicture(stage);
    expect(distanceTo(picture, stage, [4, -3], CHAIN_COLOURS.light[VERMILLION])).toBeLessThan(6);
    expect(distanceTo(picture, stage, [-5, 3], CHAIN_COLOURS.light[VERMILLION])).toBeGreaterThan(40);
  });

  it("draws lines between consecutive draws only, also after the ring has wrapped", () => {
    prepare();
    const stage = oneChain(4);
    const bare = takePicture(stage);
    stage.pushDraws(Float32Array.from([-5, 3, 5, 3, 5, -3]), 3, 0, 1, true);
    stage.pushDraws(Float32Array.from([-5, -3, -5, 1.5, -3, 1.5]), 3, 0, 1, true);
    const picture = takePicture(stage);
    const changeAlong = (from: readonly [number, number], to: readonly [number, number]) => {
      let most = 0;
      for (const t of [0.3, 0.4, 0.5, 0.6, 0.7]) {
        const place = stage.projectToScreen(
          from[0] + t * (to[0] - from[0]),
          from[1] + t * (to[1] - from[1]),
        )!;
        for (const dx of [-1, 0, 1]) {
          for (const dy of [-1, 0, 1]) {
            const [a, b] = [picture.at(place.x + dx, place.y + dy), bare.at(place.x + dx, place.y + dy)];
            for (let k = 0; k < 3; k++) most = Math.max(most, Math.abs(a[k] - b[k]));
          }
        }
      }
      return most;
    };
    // Kept: (5,-3) (-5,-3) (-5,1.5) (-3,1.5), the oldest first.
    const newest = changeAlong([-5, 1.5], [-3, 1.5]);
    const older = changeAlong([-5, -3], [-5, 1.5]);
    const oldest = changeAlong([5, -3], [-5, -3]);
    expect(newest).toBeGreaterThan(older);
    expect(older).toBeGreaterThan(oldest);
    expect(oldest).toBeGreaterThan(4);
    expect(changeAlong([5, 3], [5, -3])).toBe(0); // forgotten
    expect(changeAlong([-3, 1.5], [5, -3])).toBe(0); // the newest is not joined to the oldest
  });

  it("shows a block only when all its parts are in", () => {
    prepare();
    const stage = createStage();
    stage.setEnsemble(2, 4, Uint8Array.from([0, 1]));
    stage.pushDraws(Float32Array.from([-4, -2, 4, -2]), 1, 0, 2, true);
    const before = takePicture(stage);
    stage.pushDraws(Float32Array.from([-1, -3]), 1, 1, 1, false);
    expect(numDifferentPixels(before, takePicture(stage))).toBe(0);
    stage.pushDraws(Float32Array.from([1, -3]), 1, 0, 1, true);
    expect(numDifferentPixels(before, takePicture(stage))).toBeGreaterThan(50);
  });
});

it("follows the surface when it changes under the chains", () => {
  const stage = oneChain(4);
  stage.setView("surface");
  stage.pushDraws(Float32Array.from([2, 0]), 1, 0, 1, true);
  const colour = CHAIN_COLOURS.light[VERMILLION];
  expect(distanceTo(takePicture(stage), stage, [2, 0], colour)).toBeLessThan(6);
  const high = stage.projectToScreen(2, 0)!;
  const level = new Float32Array(65 * 65).fill(-30);
  level[0] = 0; // one high corner: everywhere else the floor
  stage.setSurface({
    nx: 65,
    ny: 65,
    xRange: [-6, 6],
    yRange: [-4, 4],
    logDensity: level,
    axisNames: ["a", "b"],
  });
  expect(stage.projectToScreen(2, 0)!.y - high.y).toBeGreaterThan(20);
  expect(distanceTo(takePicture(stage), stage, [2, 0], colour)).toBeLessThan(6);
});

it("marks rejected proposals and leaves accepted ones unmarked", () => {
  const stage = oneChain(4);
  stage.pushDraws(Float32Array.from([4, -3]), 1, 0, 1, true);
  const bare = takePicture(stage);
  stage.setProposals(Float32Array.from([-4, 3]), Uint8Array.from([1]), true);
  expect(numDifferentPixels(bare, takePicture(stage))).toBe(0);
  stage.setProposals(Float32Array.from([-4, 3]), Uint8Array.from([0]), true);
  const marked = takePicture(stage);
  expect(numDifferentPixels(bare, marked)).toBeGreaterThan(60);
  const cross = stage.projectToScreen(-4, 3)!;
  expect(marked.at(cross.x, cross.y)).not.toEqual(bare.at(cross.x, cross.y));
  stage.setProposals(Float32Array.from([-4, 3]), Uint8Array.from([0]), false);
  expect(numDifferentPixels(bare, takePicture(stage))).toBe(0);
});

it("brings the focused chain out and dims the others", () => {
  const stage = createStage();
  stage.setView("flat");
  stage.setEnsemble(2, 4, Uint8Array.from([VERMILLION, VERMILLION]));
  stage.pushDraws(Float32Array.from([-4, -3, 4, -3]), 1, 0, 2, true);
  stage.setFocus(1);
  const picture = takePicture(stage);
  const colour = CHAIN_COLOURS.light[VERMILLION];
  expect(distanceTo(picture, stage, [4, -3], colour)).toBeLessThan(6);
  expect(distanceTo(picture, stage, [-4, -3], colour)).toBeGreaterThan(60);
});

it("refuses draws before there is an ensemble", () => {
  expect(() => createStage().pushDraws(new Float32Array(2), 1, 0, 1, true)).toThrow(
    "expected setEnsemble first",
  );
});
