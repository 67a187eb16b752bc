import { acquireDevice, type AcquiredDevice } from "../../../src/engine/gpu/device";

/** The shared device, or an error: a test that needs one fails without. */
export async function sharedDevice(): Promise<AcquiredDevice> {
  const outcome = await acquireDevice();
  if (!("device" in outcome)) throw new Error(outcome.message);
  return outcome;
}
