/** Bytes and half words, in memory and as lanes; to the types of this assembler all such vectors are `i32x4`. */
import { unsignedLeb } from "./encoding";
import type { FunctionBody } from "./functionBody";
import { binary, convert, load, shift, vector } from "./operations";
import { i32 } from "./scalar";
import { i32x4 } from "./simd";
import { consume, literal, type I32, type I32x4 } from "./value";

export const loadByte = load([0x2d], 0, i32.const, "i32");
export const loadHalf = load([0x2f], 1, i32.const, "i32");
/** A byte of memory in all 16 bytes of a vector. */
export const loadByteToAll = load(vector(7), 0, i32.const, "i32x4");

const asVector = (operand: I32x4 | number): I32x4 => i32x4.const(operand);

/** All ones in every byte that is the same in both, else zero. */
export const bytesEqual = binary(vector(35), asVector, "i32x4");
export const halvesEqual = binary(vector(45), asVector, "i32x4");
/** Unsigned. */
export const smallerHalves = binary(vector(151), asVector, "i32x4");
export const addHalves = binary(vector(142), asVector, "i32x4");
export const shiftHalvesLeft = shift(vector(139), asVector, i32.const, "i32x4");
/** The first eight bytes as unsigned half words. */
export const widenLowBytes = convert<"i32x4", "i32x4">(vector(137), "i32x4");
export const widenHighBytes = convert<"i32x4", "i32x4">(vector(138), "i32x4");
/** Of each half word the sign bit: eight bits. */
export const signsOfHalves = convert<"i32x4", "i32">(vector(132), "i32");
export const trailingZeros = convert<"i32", "i32">([0x68], "i32");
/** A number's low 16 bits in all eight half words. */
export const splatHalf = convert<"i32", "i32x4">(vector(16), "i32x4");

/** The constant vector of four given words. */
export function fourWords(words: readonly [number, number, number, number]): I32x4 {
  const bytes = words.flatMap((word) => [0, 8, 16, 24].map((by) => (word >>> by) & 0xff));
  return literal("i32x4", [...vector(12), ...bytes]);
}

/** Writes a number's low byte to memory at address + offset. */
export function storeByte(body: FunctionBody, address: I32, value: I32, offset = 0): void {
  body.run({ effect: [consume(address), consume(value), 0x3a, 0, ...unsignedLeb(offset)] });
}

/** Writes a number's low half word to memory at address + offset. */
export function storeHalf(body: FunctionBody, address: I32, value: I32, offset = 0): void {
  body.run({ effect: [consume(address), consume(value), 0x3b, 1, ...unsignedLeb(offset)] });
}
