/** How WebAssembly's binary format writes numbers, names and lists (specification 2.0, chapter 5). */

/** Unsigned LEB128 of a whole number from 0 to 2^32 - 1. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/** Signed LEB128 of any whole number. */
export function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    if (isLast) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

function scratchBytes(count: 4 | 8): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < count; i++) bytes.push(scratch.getUint8(i));
  return bytes;
}

/** A 32-bit float, little-endian. */
export function float32Bytes(value: number): number[] {
  scratch.setFloat32(0, value, true);
  return scratchBytes(4);
}

/** A 64-bit float, little-endian. */
export function float64Bytes(value: number): number[] {
  scratch.setFloat64(0, value, true);
  return scratchBytes(8);
}

/** The low `count` bytes of a whole number, little-endian. */
export function integerBytes(value: bigint, count: 4 | 8): number[] {
  return Array.from({ length: count }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

/** A list of encoded items behind its length. */
export function list(items: readonly (readonly number[])[]): number[] {
  return unsignedLeb(items.length).concat(...items);
}

/** A name of ASCII characters. */
export function asciiName(text: string): number[] {
  return [...unsignedLeb(text.length), ...Array.from(text, (character) => character.charCodeAt(0))];
}
