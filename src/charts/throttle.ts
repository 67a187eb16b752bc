/** An action that runs at most once in a while. */
export interface Throttle {
  /** Runs the action now, or, when it ran less than the interval ago, once as soon as that is over. */
  readonly request: () => void;
  /** Drops what is still waiting. */
  readonly dispose: () => void;
}

/** @param interval milliseconds between two runs */
export function throttle(action: () => void, interval: number): Throttle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWaiting = false;
  const run = (): void => {
    isWaiting = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isWaiting) run();
    }, interval);
    action();
  };
  return {
    request: () => {
      if (timer === undefined) run();
      else isWaiting = true;
    },
    dispose: () => {
      clearTimeout(timer);
      timer = undefined;
      isWaiting = false;
    },
  };
}
