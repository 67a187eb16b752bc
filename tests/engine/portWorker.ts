/**
 * Workers in this process: the real services behind real message channels, so that everything crosses as it
 * does between a page and its workers, and a test decides when a worker crashes, hangs or throws.
 */
import { expose, transfer } from "comlink";
import type { WorkerHandle } from "../../src/engine/liveWorker";
import type { BlockReport, SamplerApi } from "../../src/engine/protocol";
import { createSamplerService } from "../../workers/samplerService";

export interface PortWorker extends WorkerHandle {
  /** Dies as a crashed worker does: no answer comes any more, and the page hears of it. */
  crash(reason: string): void;
  /** Sends something that is no answer. */
  sendRaw(message: unknown): void;
  readonly isTerminated: boolean;
  /** Calls on their way to it or in it. */
  readonly unanswered: number;
  /** The most of them that there ever were at the same time. */
  readonly mostUnanswered: number;
}

export function createPortWorker(service: object): PortWorker {
  const { port1: page, port2: inside } = new MessageChannel();
  const reporters: ((reason: string) => void)[] = [];
  let unanswered = 0;
  let mostUnanswered = 0;
  let isTerminated = false;
  expose(service, inside);
  page.addEventListener("message", () => (unanswered -= 1));
  page.start();
  return {
    endpoint: {
      postMessage: (message: unknown, transferables: Transferable[] = []) => {
        unanswered += 1;
        mostUnanswered = Math.max(mostUnanswered, unanswered);
        page.postMessage(message, transferables);
      },
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
    },
    onFault: (report) => reporters.push(report),
    terminate: () => {
      isTerminated = true;
      page.close();
    },
    crash: (reason) => {
      inside.close();
      for (const report of reporters) report(reason);
    },
    sendRaw: (message) => inside.postMessage(message),
    get isTerminated() {
      return isTerminated;
    },
    get unanswered() {
      return unanswered;
    },
    get mostUnanswered() {
      return mostUnanswered;
    },
  };
}

/**
 * What a sampling worker does when it is asked for a block.
 * @param advance makes the block as it should be
 * @param block how many blocks the worker was asked for before this one
 */
export type Conduct = (
  worker: PortWorker,
  advance: () => BlockReport,
  block: number,
) => BlockReport | Promise<BlockReport>;

/** Crashes when it is asked for a block, every time. */
export const crashing: Conduct = (worker, advance) => {
  worker.crash("out of memory");
  return advance();
};

/** Never answers when it is asked for a block. */
export const hanging: Conduct = () => new Promise(() => {});

/** Makes its blocks once it is told to. */
export function patient(): { readonly conduct: Conduct; readonly release: () => void } {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  return { conduct: (_, advance) => released.then(advance), release: () => release() };
}

export interface SamplerWorker extends PortWorker {
  /** For every block: how many buffers of its report had been handed back by the page. */
  readonly reused: readonly number[];
}

export function createSamplerPort(conduct: Conduct = (_, advance) => advance()): SamplerWorker {
  const service = createSamplerService();
  const reused: number[] = [];
  const advance = (...call: Parameters<SamplerApi["advance"]>): BlockReport => {
    const report = service.advance(...call);
    const buffers = [report.trail, report.lastProposals, report.lastAccepted, report.tracked].map(
      ({ buffer }) => buffer,
    );
    reused.push(buffers.filter((buffer) => call[2].includes(buffer)).length);
    return transfer(report, buffers);
  };
  let block = 0;
  const worker = createPortWorker({
    ...service,
    advance: (...call: Parameters<SamplerApi["advance"]>) => conduct(worker, () => advance(...call), block++),
  });
  return Object.assign(worker, { reused });
}
