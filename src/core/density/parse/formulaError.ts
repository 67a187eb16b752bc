/** What is wrong with a formula, and where: the message says what was expected. */
export class FormulaError extends RangeError {
  override readonly name = "FormulaError";
  /** First character that is wrong, counted from 0. */
  readonly at: number;
  /** Number of characters that are wrong; 0 where something is missing. */
  readonly length: number;

  constructor(message: string, at: number, length: number) {
    super(message);
    this.at = at;
    this.length = length;
  }
}
