// Limits queries by number and by time, and aborts those of disconnected clients.

import { realpathSync } from 'node:fs';
import { isBucket } from '../archive/archive-place.ts';
import { Failure } from '../failure.ts';
import { Store } from '../store/store.ts';
import { Problem } from './problem.ts';

/** Maximum number of running and waiting queries. */
const MOST = 4;
const INTERRUPT_AGAIN_MS = 50;
const UNREADABLE = 'The log directory does not exist yet, or cannot be read.';

/** Options. */
export interface QuestionsOptions {
  readonly directory: string;
  readonly isTree: boolean;
  readonly isCached: boolean;
  readonly timeoutMs: number;
}

/** Asks the store. */
export interface Asking {
  /** Reads new log data, then runs a query. */
  ask<Answer>(question: (store: Store) => Promise<Answer>): Promise<Answer>;
}

/** A request's permission to query. */
export interface Slot extends Asking, Disposable {}

/** The store behind the service. */
export class Questions {
  readonly #options: QuestionsOptions;
  #store: Store | undefined;
  #asking = 0;
  /** The database runs one query at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  /**
   * Admits a request; `gone` aborts when its client has left.
   *
   * @throws {Problem} when too many are asking
   */
  admit(gone: AbortSignal): Slot {
    if (this.#asking >= MOST) {
      throw new Problem(429, `At most ${MOST} queries run at once; try again.`, {
        'retry-after': '1',
      });
    }
    this.#asking += 1;
    let isOver = false;
    return {
      ask: (question) => this.#ask(question, gone),
      [Symbol.dispose]: () => {
        if (!isOver) this.#asking -= 1;
        isOver = true;
      },
    };
  }

  /** For an export, whose queries are many, and whose number is limited elsewhere. */
  askingFor(gone: AbortSignal): Asking {
    return { ask: (question) => this.#ask(question, gone) };
  }

  /** A note about how the log is read. */
  get note(): string | undefined {
    return this.#store?.note;
  }

  /**
   * Opens the store in advance of the first query, without a time limit.
   *
   * @throws {Failure} which is not for clients: it names the directory
   */
  async open(): Promise<void> {
    const opened = this.#last.then(() => this.#read());
    this.#last = opened.catch(() => undefined);
    await opened;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#store?.close();
  }

  async #ask<Answer>(
    question: (store: Store) => Promise<Answer>,
    gone: AbortSignal,
  ): Promise<Answer> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#options.timeoutMs);
    const stop = AbortSignal.any([gone, late.signal]);
    const before = this.#last;
    const run = (async () => {
      await before;
      stop.throwIfAborted();
      return this.#run(question, stop);
    })();
    this.#last = run.catch(() => undefined);
    const stopped = Promise.withResolvers<never>();
    const onStop = (): void => stopped.reject(stop.reason as Error);
    stop.addEventListener('abort', onStop, { once: true });
    try {
      return await Promise.race([run, stopped.promise]);
    } catch (error) {
      if (late.signal.aborted && this.#store === undefined) {
        throw new Problem(503, 'The log is still being read for the first time; try again.');
      }
      if (late.signal.aborted) {
        throw new Problem(503, 'The query took too long; ask about less time.');
      }
      throw error;
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', onStop);
    }
  }

  async #run<Answer>(
    question: (store: Store) => Promise<Answer>,
    stop: AbortSignal,
  ): Promise<Answer> {
    const store = await this.#refreshed();
    stop.throwIfAborted();
    // Between two statements there is nothing to interrupt.
    let again: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      store.engine.interrupt();
      again = setInterval(() => store.engine.interrupt(), INTERRUPT_AGAIN_MS);
    };
    stop.addEventListener('abort', interrupt, { once: true });
    try {
      return await question(store);
    } finally {
      stop.removeEventListener('abort', interrupt);
      clearInterval(again);
    }
  }

  async #refreshed(): Promise<Store> {
    try {
      return await this.#read();
    } catch (error) {
      throw error instanceof Failure ? new Problem(503, UNREADABLE) : error;
    }
  }

  async #read(): Promise<Store> {
    const { directory, isTree, isCached } = this.#options;
    try {
      if (this.#store === undefined) {
        const place = isBucket(directory) ? directory : realpathSync(directory);
        this.#store = await Store.open({ directory: place, isTree, isCached });
      } else await this.#store.refresh();
      return this.#store;
    } catch (error) {
      // A database that could not write is of no use any more.
      this.#store?.close();
      this.#store = undefined;
      const { code } = error as NodeJS.ErrnoException;
      throw code === undefined ? error : new Problem(503, UNREADABLE);
    }
  }
}
