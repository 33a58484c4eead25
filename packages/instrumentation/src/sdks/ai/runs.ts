// The calls of an application that are under way, by the id that all events of one call have, and what each has open.

import type { Operation } from '../../model/operation.ts';
import type { EndOptions, RunningOperation, StartOptions, Tracing } from '../../model/tracing.ts';
import type { Event } from './events.ts';

/** One call of the application. */
interface Run {
  /** The whole of it, where it may ask several times. */
  readonly root: RunningOperation | undefined;
  /** What is under way, by the id of a tool's call or of an embedding. */
  readonly open: Map<string, RunningOperation>;
  /** The application has registered somebody else who makes the spans. */
  readonly isSpanned: boolean;
}

/** Streams may be left without a word: the oldest are given up. */
const MOST_RUNS = 10_000;

/** All of them. */
export class Runs {
  readonly #tracing: Tracing;
  readonly #runs = new Map<string, Run>();
  readonly #left = new FinalizationRegistry<string>((callId) => this.settle(callId, 'abandoned'));

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  /** A call begins, as the operation `root` if it is one itself. `isSpanned`: somebody else makes the spans. */
  begin({ callId }: Event, root: Operation | undefined, isSpanned: boolean): void {
    const [oldest] = this.#runs.keys();
    if (this.#runs.size >= MOST_RUNS && oldest !== undefined) this.settle(oldest, 'abandoned');
    const started = root && this.#tracing.start(root, { isSpanned });
    this.#runs.set(callId, { root: started, open: new Map(), isSpanned });
  }

  /** An operation below it begins, which is known as `key`. A call that is not known has none. */
  start(
    { callId }: Event,
    key: string,
    operation: Operation,
    options: StartOptions = {},
  ): RunningOperation | undefined {
    const run = this.#runs.get(callId);
    if (run === undefined) return undefined;
    // Their span is the active one, and stays it.
    const around = run.isSpanned ? { isSpanned: true } : { parent: run.root };
    const running = this.#tracing.start(operation, { ...around, ...options });
    if (running !== undefined) run.open.set(key, running);
    return running;
  }

  /** What is known as `key`, if its span is ours. */
  running({ callId }: Event, key: string): RunningOperation | undefined {
    const run = this.#runs.get(callId);
    return run?.isSpanned === true ? undefined : run?.open.get(key);
  }

  /** What is under way, if it is one thing and its span is ours. */
  only(callId: string): RunningOperation | undefined {
    const { open, isSpanned } = this.#runs.get(callId) ?? {};
    return isSpanned === false && open?.size === 1 ? [...open.values()][0] : undefined;
  }

  /** It has ended. */
  end({ callId }: Event, key: string, options: EndOptions): void {
    const open = this.#runs.get(callId)?.open;
    open?.get(key)?.end(options);
    open?.delete(key);
  }

  /** It has failed. */
  fail({ callId }: Event, key: string, error: unknown): void {
    const open = this.#runs.get(callId)?.open;
    open?.get(key)?.fail(error);
    open?.delete(key);
  }

  /** The call has ended: with `options`, and whatever it has still open with `rest`. */
  complete({ callId }: Event, options: EndOptions, rest: EndOptions): void {
    const run = this.#taken(callId);
    for (const running of run?.open.values() ?? []) running.end(rest);
    run?.root?.end(options);
  }

  /** The call has failed. */
  abandon({ callId }: Event, error: unknown): void {
    for (const running of this.#all(callId)) running?.fail(error);
  }

  /** The call has ended without a result. */
  settle(callId: string, outcome: 'abandoned' | 'aborted'): void {
    for (const running of this.#all(callId)) running?.end({ outcome });
  }

  /** A stream that nobody reads to its end has no event. */
  watch({ callId }: Event, stream: object): void {
    this.#left.register(stream, callId);
  }

  #all(callId: string): readonly (RunningOperation | undefined)[] {
    const run = this.#taken(callId);
    return [...(run?.open.values() ?? []), run?.root];
  }

  #taken(callId: string): Run | undefined {
    const run = this.#runs.get(callId);
    this.#runs.delete(callId);
    return run;
  }
}
