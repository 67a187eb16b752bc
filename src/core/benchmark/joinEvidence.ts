import type { ChainEvidence, Evidence, GridEvidence, PassEvidence } from "./runner";

/**
 * What all workers of a row have seen together: estimates weighted by draws, effective sample sizes added up.
 * @throws RangeError for none, or where they are not of one kind
 */
export function joinEvidence(parts: readonly Evidence[]): Evidence {
  const grids = parts.filter((part) => part.kind === "grid");
  const chains = parts.filter((part) => part.kind === "chains");
  const passes = parts.filter((part) => part.kind === "passes");
  if (parts.length > 0 && grids.length === parts.length) return joinGrids(grids);
  if (parts.length > 0 && chains.length === parts.length) return joinChains(chains);
  if (parts.length > 0 && passes.length === parts.length) return joinPasses(passes);
  throw new RangeError(
    `${grids.length} grids, ${chains.length} runs of chains and ${passes.length} of passes; expected at least one of one kind`,
  );
}

function joinGrids(parts: readonly GridEvidence[]): GridEvidence {
  return {
    kind: "grid",
    numNodes: parts.reduce((sum, { numNodes }) => sum + numNodes, 0),
    largestError: parts.reduce((largest, { largestError }) => Math.max(largest, largestError), 0),
  };
}

function joinPasses(parts: readonly PassEvidence[]): PassEvidence {
  const total = (numberOf: (part: PassEvidence) => number): number =>
    parts.reduce((sum, part) => sum + numberOf(part), 0);
  return {
    kind: "passes",
    numPasses: total(({ numPasses }) => numPasses),
    numBlocks: total(({ numBlocks }) => numBlocks),
    sums: parts[0].sums.map((_, i) => total(({ sums }) => sums[i])),
    squares: parts[0].squares.map((_, i) => total(({ squares }) => squares[i])),
    spread: total(({ spread }) => spread),
    steps: total(({ steps }) => steps),
  };
}

function joinChains(parts: readonly ChainEvidence[]): ChainEvidence {
  const draws = parts.map(({ numChains, numSteps }) => numChains * numSteps);
  const numDraws = draws.reduce((sum, count) => sum + count, 0);
  const numChains = parts.reduce((sum, part) => sum + part.numChains, 0);
  const estimates = parts[0].estimates.map(({ name }, i) => {
    let value = 0;
    let squaredError = 0;
    parts.forEach((part, k) => {
      const weight = draws[k] / numDraws;
      value += weight * part.estimates[i].value;
      squaredError += weight * part.estimates[i].standardError * (weight * part.estimates[i].standardError);
    });
    return { name, value, standardError: Math.sqrt(squaredError) };
  });
  const numMeans = parts.reduce((sum, part) => sum + part.numMeans, 0);
  const sharesPaths = parts.some((part) => part.sharesPaths);
  const ess = parts.reduce((sum, part) => sum + part.ess, 0);
  const numSteps = numDraws / numChains;
  return { kind: "chains", numChains, numSteps, numMeans, sharesPaths, estimates, ess };
}
