import { gradientOf, type Density, type Node } from "../density";
import { emitVectors, type InputsLayout } from "../density/wasm";
import type { ModuleBuilder } from "../wasm";
import type { VectorArithmetic, Vectors } from "../wasm/float32x4";
import { mixtureForm } from "./mixtureForm";
import { logistic, share, type ShiftedDensity } from "./ratioOfDensities";

/** A density as kernels evaluate it: in its mixture form. */
export interface KernelDensity {
  readonly layout: InputsLayout;
  /** To be called once at the entry of a kernel. */
  enter(v: VectorArithmetic): EnteredKernelDensity;
}

export interface EnteredKernelDensity {
  /** Where the density is outside, the shift is -Infinity or one of the two NaN. */
  at(position: readonly Vectors[]): ShiftedDensity;
  /** The gradient of the log density; not finite where it has none. */
  gradient(position: readonly Vectors[]): readonly Vectors[];
}

/** Prepares a density for a module; the gradient only where it is asked for. */
export function emitKernelDensity(
  module: ModuleBuilder,
  density: Density,
  address: number,
  withGradient: boolean,
): KernelDensity {
  const { graph, numParameters } = density;
  const { rest, terms } = mixtureForm(density);
  const summands: readonly Node[] = rest === undefined ? terms : [...terms, rest];
  const gradients = withGradient ? summands.map((node) => gradientOf(graph, node, numParameters)) : [];
  const vectors = emitVectors(module, density, {
    address,
    withGradient: false,
    parts: [...summands, ...gradients.flat()],
  });
  const hasRest = rest !== undefined;

  /** Shares of the terms in the density, of a mixture. */
  const weights = (v: VectorArithmetic, values: readonly Vectors[]): readonly Vectors[] => {
    if (values.length === 2) {
      const first = logistic(v, v.sub(values[1], values[0]));
      return [first, v.sub(1, first)];
    }
    const shares = values.map((value) => share(v, v.sub(value, largestOf(v, values))));
    const scale = v.div(1, sumOf(v, shares));
    return shares.map((each) => v.mul(each, scale));
  };

  const enter = (v: VectorArithmetic): EnteredKernelDensity => {
    const entered = vectors.enter(v);
    return {
      at: (position) => {
        const values = entered.values(position, summands);
        if (terms.length === 0) return { shift: values[0], mass: undefined };
        const ofTerms = values.slice(0, terms.length);
        const largest = largestOf(v, ofTerms);
        return {
          shift: hasRest ? v.add(largest, values[terms.length]) : largest,
          mass: massOf(v, ofTerms, largest),
        };
      },
      gradient: (position) => {
        if (!withGradient) throw new Error("gradient: the density was emitted without; expected with");
        if (terms.length === 0) return entered.values(position, gradients[0]);
        const values = entered.values(position, [...terms, ...gradients.flat()]);
        const shares = weights(v, values.slice(0, terms.length));
        return Array.from({ length: numParameters }, (_, i) => {
          const slopes = summands.map((_node, k) => values[terms.length + k * numParameters + i]);
          const others = slopes.slice(1);
          return others.reduce<Vectors>(
            (sum, slope, k) => (k + 1 < terms.length ? v.madd(shares[k + 1], slope, sum) : v.add(sum, slope)),
            v.mul(shares[0], slopes[0]),
          );
        });
      },
    };
  };
  return { layout: vectors.layout, enter };
}

function largestOf(v: VectorArithmetic, values: readonly Vectors[]): Vectors {
  return values.reduce((largest, value) => v.pmax(largest, value));
}

function sumOf(v: VectorArithmetic, values: readonly Vectors[]): Vectors {
  return values.reduce((sum, value) => v.add(sum, value));
}

/** The sum of e^(term - largest). */
function massOf(v: VectorArithmetic, terms: readonly Vectors[], largest: Vectors): Vectors {
  if (terms.length > 2)
    return sumOf(
      v,
      terms.map((term) => share(v, v.sub(term, largest))),
    );
  return v.add(1, share(v, v.neg(v.abs(v.sub(terms[0], terms[1])))));
}
