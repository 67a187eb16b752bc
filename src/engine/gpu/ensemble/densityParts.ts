import {
  Dependency,
  evaluateNodes,
  gradientOf,
  type Density,
  type Graph,
  type Node,
} from "../../../core/density";
import { planRoots, shiftedSettings, shiftOrigin, type Float32Plan } from "../../../core/density/wgsl";
import { mixtureForm } from "../../../core/kernels/mixtureForm";
import { exp } from "../../../core/math/elementary";
import type { Target } from "../../../core/targets";

/**
 * A log density of positions relative to an origin as rest + log(sum of e^term), with slopes where they are wanted.
 * Without terms it is the rest alone.
 */
export interface DensityParts {
  readonly graph: Graph;
  /** Of all parts. */
  readonly plan: Float32Plan;
  /** Of two terms that are the modes of a target, the first is the first mode's. */
  readonly terms: readonly Node[];
  /** Undefined where it is the same everywhere. */
  readonly rest: Node | undefined;
  /** [summand][parameter], of the terms and then the rest; without samplers that ask for them none. */
  readonly slopes: readonly (readonly Node[])[];
}

/** @param isSwapped whether the second of two terms is the first mode's; see `areModesSwapped` */
export function densityParts(density: Density, withGradient: boolean, isSwapped = false): DensityParts {
  const shifted = shiftOrigin(density);
  const { graph, numParameters } = shifted;
  const form = mixtureForm(shifted);
  const terms = isSwapped ? form.terms.toReversed() : form.terms;
  const isFixed = (node: Node): boolean => (graph.dependencies(node) & Dependency.parameter) === 0;
  // A ratio of densities does not know of it.
  const rest = terms.length > 0 && form.rest !== undefined && isFixed(form.rest) ? undefined : form.rest;
  const summands = rest === undefined ? terms : [...terms, rest];
  const slopes = withGradient ? summands.map((node) => gradientOf(graph, node, numParameters)) : [];
  return { graph, plan: planRoots(shifted, [...summands, ...slopes.flat()]), terms, rest, slopes };
}

/** How far the terms' shares may be from the responsibilities of the target's modes. */
const TOLERANCE = 1e-9;

/**
 * Whether the second of the density's two terms is the first mode's: the terms of a mixture are in no order, and
 * only the target's own responsibilities tell.
 * @throws Error where the target has modes that are no terms of its density
 */
export function areModesSwapped(target: Target): boolean {
  const { density, settingValues, columns, dimension, box, peaks, modes } = target;
  if (!modes) return false;
  const { graph, terms } = densityParts(density, false);
  const origin = Array.from({ length: dimension }, () => 0);
  const settings = shiftedSettings(settingValues, origin, 0);
  const corners = [0, 1].map((side) => box.map((range) => range[side]));
  const shareOfFirst = (position: readonly number[]): number => {
    const [a, b] = evaluateNodes(graph, terms, { position, settings, columns });
    return 1 / (1 + exp(b - a));
  };
  const errorOf = (isSwapped: boolean): number =>
    Math.max(
      ...[...peaks, ...corners].map((position) => {
        const share = shareOfFirst(position);
        return Math.abs((isSwapped ? 1 - share : share) - modes.responsibility(position));
      }),
    );
  if (terms.length === 2) {
    if (errorOf(false) < TOLERANCE) return false;
    if (errorOf(true) < TOLERANCE) return true;
  }
  throw new Error(
    `modes of ${density.parameterNames.join(", ")} (dimension ${dimension}): the log density has ${terms.length} terms of which none are the modes; expected two that are`,
  );
}
