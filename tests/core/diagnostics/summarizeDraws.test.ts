import { expect, test } from "vitest";
import {
  essBulk,
  essTail,
  mcseMean,
  meanOf,
  rhat,
  summarizeDraws,
  varianceOf,
} from "../../../src/core/diagnostics/index";
import { referenceCases } from "./referenceCases";

test.each(referenceCases)("$name: one by one or together, the same bits", ({ draws }) => {
  const before = draws.values.slice();
  expect(summarizeDraws(draws)).toEqual({
    mean: meanOf(draws.values),
    sd: Math.sqrt(varianceOf(draws.values)),
    rhat: rhat(draws),
    essBulk: essBulk(draws),
    essTail: essTail(draws),
    mcseMean: mcseMean(draws),
  });
  expect(draws.values).toEqual(before);
});
