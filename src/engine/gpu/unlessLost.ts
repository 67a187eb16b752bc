interface Watch {
  /** Set when the device is lost, for good. */
  error: Error | null;
  readonly rejects: Set<(error: Error) => void>;
}

const watches = new WeakMap<GPUDevice, Watch>();

/** One handler a device, however many wait: a promise that is never settled keeps its handlers for ever. */
function watchOf(device: GPUDevice): Watch {
  const known = watches.get(device);
  if (known) return known;
  const watch: Watch = { error: null, rejects: new Set() };
  watches.set(device, watch);
  void rejectOnceLost(device, watch);
  return watch;
}

async function rejectOnceLost(device: GPUDevice, watch: Watch): Promise<void> {
  const { message } = await device.lost;
  watch.error = new Error(`The graphics device was lost: ${message || "no reason given"}`);
  for (const reject of watch.rejects) reject(watch.error);
}

/**
 * The result of some work on a device, or a rejection as soon as the device is lost: what waits for a lost
 * device might wait for ever.
 */
export async function unlessLost<Result>(device: GPUDevice, work: Promise<Result>): Promise<Result> {
  const watch = watchOf(device);
  return await new Promise<Result>((resolve, reject) => {
    const settle = (done: () => void): void => {
      watch.rejects.delete(reject);
      done();
    };
    watch.rejects.add(reject);
    if (watch.error) reject(watch.error);
    work.then(
      (result) => settle(() => resolve(result)),
      (error: Error) => settle(() => reject(watch.error ?? error)),
    );
  });
}
