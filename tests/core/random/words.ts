/** Hexadecimal words of the reference vectors as unsigned numbers. */
export function words(hex: readonly string[]): number[] {
  return hex.map((word) => parseInt(word, 16));
}
