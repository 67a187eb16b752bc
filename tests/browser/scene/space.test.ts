import { describe, expect, it } from "vitest";
import { CHAIN_COLOURS } from "../../../src/scene";
import type { Stage } from "../../../src/scene";
import { rgbFromHex } from "../../../src/scene/palette";
import {
  createStage,
  drag,
  numDifferentPixels,
  pretendGraphicsCard,
  takePicture,
  twoBumps,
  twoBumpsInSpace,
} from "./stageFixture";
import type { Picture } from "./stageFixture";

type Place = readonly [number, number, number];

const VERMILLION = 1;
const FIRST: Place = [2, -1, 2.2];
const SECOND: Place = [2, -1, -1.2];

function createSpace(): Stage {
  const stage = createStage();
  stage.setSurface(twoBumpsInSpace());
  return stage;
}

function push(stage: Stage, ...draws: (readonly number[])[]): void {
  stage.pushDraws(Float32Array.from(draws.flat()), 1, 0, draws.length, true);
}

/** The middle of all pixels in a chain's colour, and how many there are. */
function findColour(picture: Picture, stage: Stage, colour: number) {
  const rgb = rgbFromHex(CHAIN_COLOURS.light[colour]).map((value) => 255 * value);
  const { clientWidth, clientHeight } = stage.canvas;
  const found = { x: 0, y: 0, count: 0 };
  for (let y = 0.5; y < clientHeight; y++) {
    for (let x = 0.5; x < clientWidth; x++) {
      const pixel = picture.at(x, y);
      if (rgb.some((value, k) => Math.abs(pixel[k] - value) > 4)) continue;
      found.x += x;
      found.y += y;
      found.count++;
    }
  }
  return { x: found.x / found.count, y: found.y / found.count, count: found.count };
}

describe.each(["software", "graphics card"] as const)("space drawn as on a %s adapter", (adapter) => {
  it("draws each head at its third coordinate, the higher one higher", () => {
    if (adapter === "graphics card") pretendGraphicsCard();
    const stage = createSpace();
    stage.setEnsemble(2, 1, Uint8Array.from([VERMILLION, 2]));
    push(stage, FIRST, SECOND);
    const picture = takePicture(stage);
    const [high, low] = [findColour(picture, stage, VERMILLION), findColour(picture, stage, 2)];
    for (const [found, place] of [
      [high, FIRST],
      [low, SECOND],
    ] as const) {
      const expected = stage.projectToScreen(...place)!;
      expect(found.count).toBeGreaterThan(20);
      expect(Math.hypot(found.x - expected.x, found.y - expected.y)).toBeLessThan(1.5);
    }
    expect(low.y - high.y).toBeGreaterThan(60);
  });

  it("joins draws through the air", () => {
    if (adapter === "graphics card") pretendGraphicsCard();
    const stage = createSpace();
    stage.setEnsemble(1, 4, Uint8Array.from([VERMILLION]));
    const bare = takePicture(stage);
    // At the same x and y: only the third coordinate makes this a line.
    stage.pushDraws(Float32Array.from([...FIRST, ...SECOND]), 2, 0, 1, true);
    const picture = takePicture(stage);
    const middle = stage.projectToScreen(2, -1, 0.5)!;
    const near = [-1, 0, 1].map((dx) => [
      picture.at(middle.x + dx, middle.y),
      bare.at(middle.x + dx, middle.y),
    ]);
    expect(near.some(([a, b]) => a.some((value, k) => Math.abs(value - b[k]) > 8))).toBe(true);
  });
});

it("lays the density flat on the floor", () => {
  const stage = createSpace();
  const [peak, edge, corner] = [
    stage.projectToScreen(2, 0)!,
    stage.projectToScreen(2, -4)!,
    stage.projectToScreen(2, 4)!,
  ];
  // The three are on one straight line on the screen: the peak does not stand out.
  const share = (peak.y - edge.y) / (corner.y - edge.y);
  expect(peak.x).toBeCloseTo(edge.x + share * (corner.x - edge.x), 6);
  const brightness = (place: { x: number; y: number }) => {
    const [red, green, blue, alpha] = takePicture(stage).at(place.x, place.y);
    expect(alpha).toBe(255);
    return red + green + blue;
  };
  expect(brightness(stage.projectToScreen(2.1, 0.1)!)).toBeLessThan(
    brightness(stage.projectToScreen(5.6, 3.6)!) - 100,
  );
});

it("fades a chain that leaves through the lid, but not in the map from above", () => {
  const stage = createSpace();
  stage.setEnsemble(1, 1, Uint8Array.from([VERMILLION]));
  push(stage, [2, -1, 3.4]);
  expect(findColour(takePicture(stage), stage, VERMILLION).count).toBe(0);
  stage.setView("flat");
  const found = findColour(takePicture(stage), stage, VERMILLION);
  const expected = stage.projectToScreen(2, -1, 3.4)!;
  expect(found.count).toBeGreaterThan(20);
  expect(Math.hypot(found.x - expected.x, found.y - expected.y)).toBeLessThan(1.5);
});

it("hangs the focused head by a line to the floor and throws a shadow there", () => {
  const stage = createSpace();
  const bare = takePicture(stage);
  stage.setEnsemble(1, 1, Uint8Array.from([VERMILLION]));
  push(stage, FIRST);
  const changeAt = (z: number) => {
    const picture = takePicture(stage);
    const { x, y } = stage.projectToScreen(FIRST[0], FIRST[1], z)!;
    const changes = [-1, 0, 1].map((dx) => {
      const [a, b] = [picture.at(x + dx, y), bare.at(x + dx, y)];
      return Math.max(...a.map((value, k) => Math.abs(value - b[k])));
    });
    return Math.max(...changes);
  };
  expect(changeAt(-2)).toBeGreaterThan(10); // the shadow
  expect(changeAt(0.5)).toBe(0);
  stage.setFocus(0);
  expect(changeAt(0.5)).toBeGreaterThan(30);
  expect(changeAt(-1)).toBeGreaterThan(30);
});

describe("pushing and choosing", () => {
  it("wants three coordinates in space and two elsewhere, and says so", () => {
    const stage = createSpace();
    stage.setEnsemble(2, 3, new Uint8Array(2));
    expect(() => push(stage, [1, 1], [1, 1])).toThrow("got 4 numbers for 2 chains x 1 steps x 3, expected 6");
    expect(() => stage.setProposals(new Float32Array(4), new Uint8Array(2), true)).toThrow(
      "got 4 numbers and 2 flags for 2 chains x 3, expected 6 and 2",
    );
    stage.setSurface(twoBumps());
    stage.setEnsemble(2, 3, new Uint8Array(2));
    expect(() => push(stage, [1, 1, 1], [1, 1, 1])).toThrow("expected 4");
    expect(() => stage.setProposals(new Float32Array(6), new Uint8Array(2), true)).toThrow(
      "got 6 numbers and 2 flags for 2 chains x 2, expected 4 and 2",
    );
  });

  it("empties the ensemble when the third axis comes or goes, not when it changes", () => {
    const stage = createSpace();
    const empty = takePicture(stage);
    stage.setEnsemble(1, 3, Uint8Array.from([VERMILLION]));
    push(stage, FIRST);
    stage.setFocus(0);
    const full = takePicture(stage);
    expect(numDifferentPixels(empty, full)).toBeGreaterThan(60);
    stage.setSurface(twoBumpsInSpace());
    expect(numDifferentPixels(full, takePicture(stage))).toBe(0);
    stage.setSurface(twoBumps());
    expect(() => push(stage, [1, 1])).toThrow("expected setEnsemble first");
    stage.setSurface(twoBumpsInSpace());
    expect(numDifferentPixels(empty, takePicture(stage))).toBe(0);
  });

  it("takes the chains away for an ensemble of none", () => {
    const stage = createStage();
    const empty = takePicture(stage);
    stage.setEnsemble(1, 3, Uint8Array.from([VERMILLION]));
    push(stage, [1, 1]);
    stage.setEnsemble(0, 1, new Uint8Array(0));
    expect(numDifferentPixels(empty, takePicture(stage))).toBe(0);
  });

  it("gives the start point its third coordinate, and the floor without one", () => {
    const stage = createSpace();
    const bare = takePicture(stage);
    const isMarkedAt = (z: number) => {
      const place = stage.projectToScreen(-3, 2, z)!;
      const [a, b] = [takePicture(stage).at(place.x, place.y), bare.at(place.x, place.y)];
      return a.some((value, k) => Math.abs(value - b[k]) > 60);
    };
    stage.setStartMarker(-3, 2, 1.5);
    expect(isMarkedAt(1.5)).toBe(true);
    stage.setStartMarker(-3, 2);
    expect([isMarkedAt(1.5), isMarkedAt(-2)]).toEqual([false, true]);
    stage.setStartMarker(null, null);
    expect(numDifferentPixels(bare, takePicture(stage))).toBe(0);
  });

  it("keeps the focused chain's trail as long as it is told, and replaces it as a whole", () => {
    const stage = createStage();
    stage.setView("flat");
    const bare = takePicture(stage);
    const walk = (y: number) => Float32Array.from([-5, y, -3, y, -1, y, 1, y, 3, y]);
    const inkAt = (x: number, y: number) => {
      const place = stage.projectToScreen(x, y)!;
      const [a, b] = [takePicture(stage).at(place.x, place.y), bare.at(place.x, place.y)];
      return Math.max(...a.map((value, k) => Math.abs(value - b[k])));
    };
    stage.setEnsemble(1, 5, Uint8Array.from([VERMILLION]), { focusTrailLength: 5 });
    stage.setFocus(0);
    stage.pushDraws(walk(3), 5, 0, 1, true);
    expect(inkAt(2, 3)).toBeGreaterThan(60);
    stage.pushDraws(walk(-3), 5, 0, 1, true);
    expect(inkAt(2, -3)).toBeGreaterThan(60);
    expect(inkAt(2, 3)).toBe(0);
    // By default it remembers more than the others.
    stage.setEnsemble(1, 5, Uint8Array.from([VERMILLION]));
    stage.setFocus(0);
    stage.pushDraws(walk(3), 5, 0, 1, true);
    stage.pushDraws(walk(-3), 5, 0, 1, true);
    expect(inkAt(2, 3)).toBeGreaterThan(60);
  });

  it("finds chains by where they stand, and the floor elsewhere", () => {
    const stage = createSpace();
    stage.setEnsemble(2, 4, new Uint8Array(2));
    push(stage, FIRST, SECOND);
    stage.render();
    const picks: [number, number, number | null][] = [];
    stage.onPick = (x, y, chain) => picks.push([x, y, chain]);
    for (const place of [FIRST, SECOND, [-3, 1, -2] as Place]) {
      const { x, y } = stage.projectToScreen(...place)!;
      drag(stage.canvas, [[x + 2, y - 1]]);
    }
    expect(picks.map(([, , chain]) => chain)).toEqual([0, 1, null]);
    expect(picks[2][0]).toBeCloseTo(-3, 0);
    expect(picks[2][1]).toBeCloseTo(1, 0);
  });
});

it("finds a chain just above the floor at a glance along it", () => {
  const stage = createSpace();
  stage.setCamera({ ...stage.getCamera(), azimuth: 0, polar: 1.48 });
  stage.setEnsemble(1, 1, new Uint8Array(1));
  push(stage, [0, 3, -1.9]);
  stage.render();
  let chain: number | null | undefined;
  stage.onPick = (_x, _y, nearest) => (chain = nearest);
  const place = stage.projectToScreen(0, 3, -1.9)!;
  drag(stage.canvas, [[place.x, place.y + 10]]); // where the floor is much nearer
  expect(chain).toBe(0);
});

it("lets nearer heads cover farther ones, whatever their order", () => {
  const stage = createSpace();
  stage.setCamera({ ...stage.getCamera(), azimuth: 0, polar: 1.3 });
  const wanted = stage.projectToScreen(0, -3, 0)!.y;
  let [low, high] = [-2, 3];
  for (let round = 0; round < 40; round++) {
    const z = (low + high) / 2;
    if (stage.projectToScreen(0, 3, z)!.y > wanted) low = z;
    else high = z;
  }
  stage.setEnsemble(2, 1, Uint8Array.from([VERMILLION, 2]));
  push(stage, [0, -3, 0], [0, 3, low]); // the farther one is drawn last
  const picture = takePicture(stage);
  expect(findColour(picture, stage, VERMILLION).count).toBeGreaterThan(20);
  expect(findColour(picture, stage, 2).count).toBe(0);
});

it("zooms about what is under the pointer at half the height of the box", () => {
  const stage = createSpace();
  stage.render();
  const pivot = stage.projectToScreen(3, -2, 0.5)!;
  stage.canvas.dispatchEvent(
    new WheelEvent("wheel", { deltaY: -200, clientX: pivot.x, clientY: pivot.y, cancelable: true }),
  );
  expect(stage.projectToScreen(3, -2, 0.5)!.x).toBeCloseTo(pivot.x, 0);
  expect(stage.projectToScreen(3, -2, 0.5)!.y).toBeCloseTo(pivot.y, 0);
});
