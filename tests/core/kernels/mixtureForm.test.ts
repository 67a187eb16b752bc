import { expect, test } from "vitest";
import { createDensity, Graph, logAddExp, logSumExp, square, type Node } from "../../../src/core/density";
import { mixtureForm } from "../../../src/core/kernels/mixtureForm";
import { createBananaDensity, createMixtureDensity } from "../../../src/core/targets/expressions";

const graph = new Graph();
const x = graph.parameter(0);
const terms = [-3, -1, 1, 2].map((centre) => graph.multiply(-0.5, square(graph, graph.subtract(x, centre))));
const formOf = (logDensity: Node) => mixtureForm(createDensity({ graph, parameterNames: ["x"], logDensity }));

test("two terms, as logAddExp makes them", () => {
  const { rest, terms: found } = formOf(logAddExp(graph, terms[0], terms[1]));
  expect(rest).toBeUndefined();
  expect(new Set(found)).toEqual(new Set([terms[0], terms[1]]));
});

test("four terms, as logSumExp makes them", () => {
  const { rest, terms: found } = formOf(logSumExp(graph, terms));
  expect(rest).toBeUndefined();
  expect(new Set(found)).toEqual(new Set(terms));
});

test("terms that are sums of exponentials themselves", () => {
  const inner = logAddExp(graph, terms[0], terms[1]);
  const { terms: found } = formOf(logAddExp(graph, inner, terms[2]));
  expect(new Set(found)).toEqual(new Set(terms.slice(0, 3)));
});

test("what is added or taken away is the rest", () => {
  const prior = graph.multiply(-0.1, square(graph, x));
  const mixture = logAddExp(graph, terms[0], terms[1]);
  expect(formOf(graph.add(mixture, prior)).rest).toBe(prior);
  expect(formOf(graph.subtract(prior, graph.abs(x))).terms).toEqual([]);
  const { rest, terms: found } = formOf(graph.subtract(graph.add(prior, mixture), graph.abs(x)));
  expect(rest).toBe(graph.subtract(prior, graph.abs(x)));
  expect(found).toHaveLength(2);
});

test("what only looks like one is left whole", () => {
  const unshifted = graph.log(graph.add(graph.exp(terms[0]), graph.exp(terms[1])));
  const [low, high] = [graph.min(terms[0], terms[1]), graph.max(terms[0], terms[1])];
  const tail = graph.log(graph.add(1, graph.exp(graph.subtract(terms[2], terms[3]))));
  const wrongGap = graph.select(graph.less(graph.abs(low), Infinity), graph.add(high, tail), high);
  const scaled = graph.multiply(0.5, logAddExp(graph, terms[0], terms[1]));
  for (const node of [unshifted, wrongGap, scaled]) expect(formOf(node)).toEqual({ rest: node, terms: [] });
});

test("of the targets: the mixture has two terms, the banana none", () => {
  expect(mixtureForm(createMixtureDensity()).terms).toHaveLength(2);
  expect(mixtureForm(createBananaDensity()).terms).toHaveLength(0);
});
