import {
  Dependency,
  evaluateNodes,
  gradientOf,
  operandsOf,
  reachableNodes,
  type Density,
  type Graph,
  type Node,
} from "../../../core/density";
import { shiftedSettings, shiftOrigin, type Float32Plan } from "../../../core/density/wgsl";
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

/** What of some roots is worked out where; positions are relative to an origin already. */
function planRoots(shifted: Density, roots: readonly Node[]): Float32Plan {
  const { graph } = shifted;
  const isOfRow = (node: Node): boolean => (graph.dependencies(node) & Dependency.column) !== 0;
  const isFixed = (node: Node): boolean => (graph.dependencies(node) & Dependency.parameter) === 0;
  const isAfter = (node: Node): boolean => (graph.dependencies(node) & Dependency.rowSum) !== 0;
  const found = new Set<Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!isFixed(node)) waiting.push(...operandsOf(node));
  }
  const nodes = [...found].sort((a, b) => a.id - b.id);
  const derived = nodes.filter((node) => isFixed(node) && node.kind !== "constant");
  const worked = nodes.filter((node) => !isFixed(node));
  return {
    shifted,
    roots,
    derivedSettings: derived.filter((node) => !isOfRow(node)),
    derivedColumns: derived.filter(isOfRow),
    beforeRows: worked.filter((node) => !isOfRow(node) && !isAfter(node)),
    inRows: worked.filter(isOfRow),
    rowSums: worked.filter((node) => node.kind === "rowSum"),
    afterRows: worked.filter((node) => isAfter(node) && node.kind !== "rowSum"),
  };
}

/** The part of a plan that some of its roots need; derived inputs stay where they are. */
export function partOfPlan(plan: Float32Plan, roots: readonly Node[]): Float32Plan {
  const needed = new Set(reachableNodes(roots));
  const isNeeded = (node: Node): boolean => needed.has(node);
  return {
    ...plan,
    roots,
    beforeRows: plan.beforeRows.filter(isNeeded),
    inRows: plan.inRows.filter(isNeeded),
    rowSums: plan.rowSums.filter(isNeeded),
    afterRows: plan.afterRows.filter(isNeeded),
  };
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
