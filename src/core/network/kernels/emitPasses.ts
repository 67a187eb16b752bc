import { callForEffect, i32, ModuleBuilder } from "../../wasm";
import { nextWords } from "../../wasm/float32x4";
import { emitMasks, type DrawWords } from "./emitMasks";
import { emitMoments, type MomentFunction } from "./emitMoments";
import { emitOwnPassesOfOneLayer, emitSharedPassesOfOneLayer, type PassFunction } from "./emitOneLayer";
import { emitPassesOfTwoLayers } from "./emitTwoLayers";
import { CHUNK, planPasses, TILE, type PassPlan, type PassShape } from "./passPlan";

export interface PassModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly plan: PassPlan;
}

/** What a module exports. */
export interface PassExports {
  /** Draws the masks that all points share, for some passes. */
  drawSharedMasks(numPasses: number): void;
  /** Passes at every point of the batch with masks of its own: outputs are kept, or summed up. */
  runOwn(numPoints: number, numPasses: number, isKept: number, isFirst: number): void;
  /** The same with the masks drawn before. */
  runShared(numPoints: number, numPasses: number, isKept: number, isFirst: number): void;
}

/**
 * A module for the passes of all networks of a shape; see `PassPlan` for its memory. What the first layer's units
 * are at a point depends on no mask, so they are worked out once for all passes there, and units that are 0 are
 * left out. Of the others, in groups, all partial sums are put in tables, and a group's mask names one of them.
 */
export function emitPasses(shape: PassShape, drawWords: DrawWords = nextWords): PassModule {
  const plan = planPasses(shape);
  const pages = Math.ceil(plan.end / 65536);
  const module = new ModuleBuilder({ kind: "exported", initialPages: pages });
  const masks = emitMasks(module, plan, drawWords);
  const isDeep = shape.widths.length === 2;

  module.defineProcedure({ parameters: ["i32"], exportName: "drawSharedMasks" }, (body, numPasses) => {
    const numTiles = body.let(i32.shr_u(i32.add(numPasses, TILE - 1), 4));
    plan.maskBytes.forEach((numBytes, layer) => {
      const rows = i32.mul(numTiles, numBytes);
      body.run(callForEffect(masks.drawMasks, i32.const(plan.masks[layer]), rows));
    });
  });

  const single = emitMoments(module, plan, false);
  const own = isDeep
    ? emitPassesOfTwoLayers(module, plan, masks, false)
    : emitOwnPassesOfOneLayer(module, plan, masks);
  emitRun(module, plan, "runOwn", own, single, 1);
  if (isDeep) emitRun(module, plan, "runShared", emitPassesOfTwoLayers(module, plan, masks, true), single, 1);
  else
    emitRun(
      module,
      plan,
      "runShared",
      emitSharedPassesOfOneLayer(module, plan),
      emitMoments(module, plan, true),
      4,
    );
  return { bytes: module.toBytes(), plan };
}

/** Goes through the points of a batch, so many at a time. */
function emitRun(
  module: ModuleBuilder,
  plan: PassPlan,
  exportName: string,
  passes: PassFunction,
  moments: MomentFunction,
  pointsAtOnce: 1 | 4,
): void {
  const bytesOfOutputs = 4 * CHUNK * pointsAtOnce;
  module.defineProcedure(
    { parameters: ["i32", "i32", "i32", "i32"], exportName },
    (body, numPoints, numPasses, isKept, isFirst) => {
      const numTiles = body.let(i32.shr_u(i32.add(numPasses, TILE - 1), 4));
      const to = body.variable(i32.const(plan.outputs));
      const point = body.variable(i32.const(0));
      body.loop((again) => {
        body.run(callForEffect(passes, i32.shl(point, 2), to, numTiles));
        body.if(
          isKept,
          () => body.set(to, i32.add(to, bytesOfOutputs)),
          () => body.run(callForEffect(moments, point, to, numPasses, numTiles, isFirst)),
        );
        body.set(point, i32.add(point, pointsAtOnce));
        body.branchIf(again, i32.lt_s(point, numPoints));
      });
    },
  );
}
