/**
 * Does something that bad input may forbid; then all stays as it was, and a message says why.
 * @param complain told the RangeError; every other error goes on its way
 * @returns whether it was done
 */
export function attempt(act: () => void, complain: (error: RangeError) => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    complain(error);
    return false;
  }
}
