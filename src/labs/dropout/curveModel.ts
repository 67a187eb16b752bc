/**
 * Everything that the lab shows of a network with one input, as a pure function of the network and its passes.
 * Must not know of pictures, words or the page.
 */
import {
  coverage,
  ensembleOutputs,
  exactMoments,
  normalBand,
  outputsAt,
  summarizePasses,
  type ExactMoments,
  type MaskSharing,
  type Network,
  type PassBand,
  type PassOutputs,
} from "../../core/network";
import {
  articleCheck,
  exactAnswer,
  limitsOf,
  scoresOf,
  type ArticleCheck,
  type Scores,
} from "./articleCheck";
import { noiseOf, type Noise } from "./noise";
import { rateOf, type Problem, type Values } from "./problem";
import { regionMeans, regionsOf, type RegionMeans, type Regions } from "./regions";

/** What the bands claim to hold. */
export const MASS = 0.9;

export interface CurveModel {
  readonly problem: Problem;
  readonly network: Network;
  readonly passes: PassOutputs;
  readonly rate: number;
  readonly trainRate: number;
  readonly sharing: MaskSharing;
  readonly noise: Noise;
  /** One a place. */
  readonly mean: Float64Array;
  readonly modelSd: Float64Array;
  readonly totalSd: Float64Array;
  /** Exact sd at every place, where the network has one hidden layer. */
  readonly exactSd: Float64Array | null;
  readonly bands: { readonly model: PassBand; readonly total: PassBand };
  readonly regions: Regions;
  readonly sdByRegion: RegionMeans;
  /** Share of the places where the model's band holds the true function. */
  readonly coverage: RegionMeans | null;
  readonly chosen: Chosen;
  readonly article: ArticleCheck | null;
  /** The deep ensemble at the places; null while there are fewer than two networks. */
  readonly ensemble: {
    readonly outputs: PassOutputs;
    readonly mean: Float64Array;
    readonly sd: Float64Array;
  } | null;
}

/** What the passes say at the chosen input. */
export interface Chosen {
  readonly x: number;
  readonly values: Float64Array;
  readonly mean: number;
  readonly sd: number;
  readonly noiseSd: number;
  readonly exact: ExactMoments | null;
  /** In standard errors. */
  readonly z: Scores;
  /** At most one run in a thousand exceeds these; NaN where nothing that low is known. */
  readonly limits: Scores;
}

/**
 * @param passes at the places and last at the chosen input
 * @param chosenX where that is
 * @param networks finished ones of the deep ensemble
 */
export function curveModel(
  values: Values,
  problem: Problem,
  network: Network,
  passes: PassOutputs,
  chosenX: number,
  networks: readonly Network[] = [],
): CurveModel {
  const [rate, sharing] = [rateOf(values), values.text("sharing") as MaskSharing];
  const { places, data, truth } = problem;
  const summary = summarizePasses(passes);
  const numPlaces = places.length;
  const [mean, modelSd] = [summary.mean.slice(0, numPlaces), summary.modelSd.slice(0, numPlaces)];
  const noise = noiseOf(values, problem, mean);
  const totalSd = modelSd.map((sd, i) => Math.sqrt(sd * sd + noise.sd(places[i]) ** 2));
  const bands = { model: normalBand(mean, modelSd, MASS), total: normalBand(mean, totalSd, MASS) };
  const regions = regionsOf(places, data.inputs);
  const { numPasses } = passes;
  const chosenMean = summary.mean[numPlaces];
  const chosenSd = summary.modelSd[numPlaces];
  const answer = exactAnswer(network, chosenX, rate);
  return {
    problem,
    network,
    passes,
    rate,
    trainRate: values.number("trainRate"),
    sharing,
    noise,
    mean,
    modelSd,
    totalSd,
    exactSd:
      network.sizes.length === 3 ? places.map((x) => exactMoments(network, [x], rate)?.sd ?? NaN) : null,
    bands,
    regions,
    sdByRegion: regionMeans(modelSd, regions),
    coverage:
      truth && numPasses > 1
        ? coverageByRegion(
            bands.model,
            places.map((x) => truth.truth(x)),
            regions,
          )
        : null,
    chosen: {
      x: chosenX,
      values: outputsAt(passes, numPlaces),
      mean: chosenMean,
      sd: chosenSd,
      noiseSd: noise.sd(chosenX),
      exact: answer.moments,
      z: scoresOf(answer, numPasses, chosenMean, chosenSd),
      limits: limitsOf(answer, numPasses),
    },
    article:
      problem.key === "article" && rate > 0
        ? articleCheck(network, places, summary, { rate, numPasses, sharing })
        : null,
    ensemble: networks.length < 2 ? null : ensembleAt(networks, places),
  };
}

function ensembleAt(networks: readonly Network[], places: Float64Array): CurveModel["ensemble"] {
  const outputs = ensembleOutputs(networks, places);
  const { mean, modelSd } = summarizePasses(outputs);
  return { outputs, mean, sd: modelSd };
}

function coverageByRegion(band: PassBand, truth: Float64Array, regions: Regions): RegionMeans {
  const over = (region: Uint8Array): number => coverage(band, truth, (place) => region[place] === 1);
  return { inside: over(regions.inside), gap: over(regions.gap), beyond: over(regions.beyond) };
}
