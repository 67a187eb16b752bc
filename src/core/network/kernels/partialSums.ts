import { f32x4, type F32x4, type FunctionBody, type I32 } from "../../wasm";

/** Twice the sums: those that are there, then each of them with a term. A term's vectors repeat over the sums. */
export function withTerm(
  body: FunctionBody,
  sums: readonly F32x4[],
  term: readonly F32x4[],
): readonly F32x4[] {
  return sums.concat(sums.map((sum, i) => body.let(f32x4.add(sum, term[i % term.length]))));
}

/**
 * Places the stores of a table of partial sums: the given vectors, then these with every sum of further terms, in
 * the order of the numbers whose bits say which terms are in. The given vectors stay at hand throughout.
 * @param terms for each further bit its vectors, which repeat over the given ones
 */
export function storePartialSums(
  body: FunctionBody,
  address: I32,
  low: readonly F32x4[],
  terms: readonly (readonly F32x4[])[],
): void {
  const visit = (bit: number, index: number, high: readonly F32x4[]): void => {
    if (bit < 0) {
      low.forEach((vector, i) => {
        const sum = high.length === 0 ? vector : f32x4.add(vector, high[i % high.length]);
        body.store(address, sum, 16 * (index * low.length + i));
      });
      return;
    }
    visit(bit - 1, index, high);
    body.scope(() => {
      const term = terms[bit];
      const sums = high.length === 0 ? term : high.map((sum, i) => body.let(f32x4.add(sum, term[i])));
      visit(bit - 1, index + (1 << bit), sums);
    });
  };
  visit(terms.length - 1, 0, []);
}
