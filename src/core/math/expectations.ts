/**
 * Checks at the door of the closed-form systems. What passes is trusted inside.
 * Every message names the thing, the value given and what was expected.
 */

/** @throws RangeError unless the value is finite */
export function expectFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} = ${value}; expected a finite number`);
}

/** @throws RangeError unless the value is finite and above 0 */
export function expectPositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name} = ${value}; expected a finite number above 0`);
  }
}

/** @throws RangeError unless the value lies in [0, 1] */
export function expectProbability(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} = ${value}; expected a number from 0 to 1`);
}

/** @throws RangeError unless the value is a whole number from `least` to `most` */
export function expectWhole(
  name: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new RangeError(`${name} = ${value}; expected a whole number ${range}`);
}

/** @throws RangeError where the data have fewer than `least` values or hold one that is not finite */
export function expectData(name: string, values: ArrayLike<number>, least = 1): void {
  if (values.length < least) {
    throw new RangeError(`${name} has ${countOf(values.length)}; expected at least ${least}`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name}[${i}] = ${values[i]}; expected a finite number`);
    }
  }
}

function countOf(count: number): string {
  return count === 0 ? "no values" : count === 1 ? "1 value" : `${count} values`;
}
