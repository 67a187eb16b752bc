import { expectWhole } from "../../core/math/expectations";
import type { PassOutputs } from "../../core/network";
import { countPoints, expectRate } from "../../core/network/dropout";
import { acquireDevice, type DeviceOutcome } from "../gpu/device";
import { WorkerDiedError, type WorkerHandle } from "../liveWorker";
import type { NetworkApi, PassArithmetic, PassPart, PassTask } from "../protocol/network";
import { WorkerPool } from "../workerPool";
import { createNetworkWorker } from "./createNetworkWorker";
import type { PassAnswer, PassRequest } from "./passRequest";
import { arithmeticOf, passesPerTask, taskOf } from "./passTasks";
import { messageOf } from "./trainingWords";

export interface PassRunnerOptions {
  readonly numWorkers: number;
  /** Default: a real worker of this page. */
  readonly createWorker?: () => WorkerHandle;
  /** Milliseconds of silence after which a worker is taken for dead. */
  readonly timeLimit?: number;
  /** Told in words why a backend that was wanted is not used; once for each reason. */
  readonly onNotice: (text: string) => void;
  /** Where the graphics device comes from; another one in tests. */
  readonly acquire?: () => Promise<DeviceOutcome>;
}

/** Longer than the largest task takes on a slow machine. */
const TIME_LIMIT = 20_000;

/** A request, while it is the latest one. */
interface Order {
  readonly request: PassRequest;
  readonly numPoints: number;
  readonly begun: number;
  /** [pass][point], filled task by task; empty while a graphics card has it. */
  outputs: Float64Array;
  /** What workers draw it in. */
  arithmetic: PassArithmetic;
  /** Passes that were given to a worker. */
  numGiven: number;
  numDone: number;
  readonly settle: (answer: PassAnswer | null) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Draws passes under dropout in workers or on a graphics card. Which worker draws which passes changes no number.
 * In float64 a pass depends on the seed and its place alone, so more passes of the same seed begin with the fewer.
 */
export class PassRunner {
  readonly #options: PassRunnerOptions;
  readonly #pool: WorkerPool<NetworkApi>;
  readonly #told = new Set<string>();
  #order: Order | null = null;
  /** Workers that draw. */
  #numBusy = 0;
  /** Settles when the graphics card is free. */
  #gpuTurn: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  constructor(options: PassRunnerOptions) {
    this.#options = options;
    const { createWorker = createNetworkWorker, timeLimit = TIME_LIMIT } = options;
    this.#pool = new WorkerPool<NetworkApi>(createWorker, timeLimit);
  }

  /**
   * Draws what is asked for; the latest request takes the place of the one before it.
   * @returns null where a later request came first, or the runner was disposed of
   * @throws RangeError where the rate is not in [0, 1), numPasses below 1, or a point incomplete; WorkerDiedError
   *   where workers die again and again
   */
  async draw(request: PassRequest): Promise<PassAnswer | null> {
    const { network, inputs, rate, numPasses } = request;
    this.#drop();
    if (this.#isDisposed) return null;
    expectRate(rate);
    expectWhole("numPasses", numPasses, 1);
    const numPoints = countPoints(network, inputs);
    return new Promise((settle, fail) => {
      const order: Order = {
        request,
        numPoints,
        begun: performance.now(),
        outputs: new Float64Array(0),
        arithmetic: arithmeticOf(request),
        numGiven: 0,
        numDone: 0,
        settle,
        fail,
      };
      this.#order = order;
      void this.#begin(order);
    });
  }

  /** Ends the workers; what is pending comes to null. */
  dispose(): void {
    this.#isDisposed = true;
    this.#drop();
    this.#pool.dispose();
  }

  #drop(): void {
    this.#order?.settle(null);
    this.#order = null;
  }

  async #begin(order: Order): Promise<void> {
    const { request, numPoints } = order;
    const drawn = request.backend === "webgpu" ? await this.#onGpu(order) : null;
    if (order !== this.#order) return;
    if (drawn) {
      this.#finish(order, "webgpu", drawn.outputs);
      return;
    }
    if (request.backend === "simd" && order.arithmetic !== "simd") {
      this.#sayOnce(
        "There are no SIMD passes of this network in this browser; they are drawn in float64 instead.",
      );
    }
    try {
      order.outputs = new Float64Array(request.numPasses * numPoints);
    } catch (error) {
      this.#order = null;
      order.fail(error);
    }
    this.#fill(order);
  }

  /** Gives every worker that is free a task of the order, while it is the latest one. */
  #fill(order: Order): void {
    const { request, numPoints, outputs } = order;
    const numWorkers = Math.max(1, this.#options.numWorkers);
    const isGivable = (): boolean => order.numGiven < request.numPasses && outputs.length > 0;
    while (order === this.#order && this.#numBusy < numWorkers && isGivable()) {
      const most = passesPerTask(request.network, numPoints, order.arithmetic);
      const numPasses = Math.min(most, request.numPasses - order.numGiven);
      const task = taskOf(request, order.arithmetic, order.numGiven, numPasses);
      order.numGiven += numPasses;
      void this.#work(order, task);
    }
  }

  async #work(order: Order, task: PassTask): Promise<void> {
    this.#numBusy += 1;
    try {
      const { worker, result } = await this.#pool.callAny((api) => api.passes(task));
      this.#pool.release(worker);
      if (order === this.#order) this.#takeIn(order, task, result);
    } catch (error) {
      this.#miss(order, task, error);
    } finally {
      this.#numBusy -= 1;
      if (this.#order) this.#fill(this.#order);
    }
  }

  #takeIn(order: Order, { firstPass, numPasses, arithmetic }: PassTask, { outputs }: PassPart): void {
    if (arithmetic !== order.arithmetic) return;
    order.outputs.set(outputs, firstPass * order.numPoints);
    order.numDone += numPasses;
    if (order.numDone === order.request.numPasses) this.#finish(order, arithmetic, order.outputs);
  }

  /** A failure of a task: what cannot be drawn in vectors is drawn without, all of it. */
  #miss(order: Order, { arithmetic }: PassTask, error: unknown): void {
    if (order !== this.#order || arithmetic !== order.arithmetic) return;
    if (arithmetic === "simd" && !(error instanceof WorkerDiedError)) {
      this.#sayOnce(`The passes are drawn in float64 instead of SIMD: ${messageOf(error)}.`);
      Object.assign(order, { arithmetic: "float64", numGiven: 0, numDone: 0 });
      return;
    }
    this.#order = null;
    order.fail(error);
  }

  /** What a graphics card drew; null where none could, or a later request came. */
  async #onGpu(order: Order): Promise<PassOutputs | null> {
    const { network, inputs, rate, numPasses, sharing, seed } = order.request;
    const before = this.#gpuTurn;
    let free = (): void => {};
    this.#gpuTurn = new Promise<void>((resolve) => (free = resolve));
    try {
      await before;
      if (order !== this.#order) return null;
      const outcome = await (this.#options.acquire ?? acquireDevice)();
      if ("device" in outcome) {
        // The emitter is loaded where there is somebody to run it.
        const { drawPassesOnGpu } = await import("../gpu/passes");
        return await drawPassesOnGpu(outcome.device, network, inputs, { rate, numPasses, sharing }, seed);
      }
      this.#sayOnce(`${sentence(outcome.message.split(". ")[0])} Workers draw the passes instead.`);
    } catch (error) {
      this.#sayOnce(
        `The graphics card could not draw the passes (${messageOf(error)}); workers draw them instead.`,
      );
    } finally {
      free();
    }
    return null;
  }

  #finish(order: Order, backend: PassAnswer["backend"], outputs: Float64Array): void {
    this.#order = null;
    const milliseconds = performance.now() - order.begun;
    const { numPoints, request } = order;
    order.settle({ numPasses: request.numPasses, numPoints, outputs, backend, milliseconds });
  }

  #sayOnce(text: string): void {
    if (this.#told.has(text) || this.#isDisposed) return;
    this.#told.add(text);
    this.#options.onNotice(text);
  }
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
