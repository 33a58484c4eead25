// Shared by the helpers: a handle on one operation, and running a callback under it.

import { isDisabled } from '../settings/settings.ts';
import { endWhenCollected } from '../foundation/abandonment.ts';
import { Lifetime, outcomeOf } from '../telemetry/lifetime.ts';
import type { Capture } from '../content/capture.ts';
import { together, type ContentCopy } from '../content/copy.ts';
import { captured } from '../telemetry/content/captured.ts';
import type { Content } from '../model/content.ts';

import { isGenerator, observeGenerator } from './generator.ts';
import { observeIterator } from '../observe/observe-iterator.ts';
import { safely } from '../foundation/safely.ts';
import { captureHere } from '../telemetry/content/capture-context.ts';
import type { OperationStart } from '../telemetry/operation.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { redactAttributes } from './custom-attributes.ts';
import type { Details } from './details.ts';

/** How to read the fields of one kind of handle. */
export interface HandleKind<Fields> {
  /** Adds `fields` to what was set before. */
  merge(details: Details, fields: Fields): Details;
  /** The content in `fields`. Called only where content is read. */
  contentIn?(fields: Fields): Content;
  /** Reads fields from what the callback returned. */
  fromResult?(result: unknown): Fields | undefined;
  /** The content in the callback's result. Called only where content is read. */
  contentOf?(result: unknown): Content;
}

/**
 * A running operation. `run` makes its span active, `end` and `fail` end it; only the first end
 * counts. No method throws by itself.
 */
export class Handle<Fields> {
  readonly #kind: HandleKind<Fields>;
  readonly #lifetime: Lifetime | undefined;
  #capture: Capture | undefined;
  #details: Details = {};

  /** @internal A step of the callback's generator is awaited. */
  isReading = false;

  /** @internal Use `chainStep.start(...)` and its siblings. */
  constructor(kind: HandleKind<Fields>, start: () => OperationStart) {
    this.#kind = kind;
    if (isDisabled() || otelApi() === undefined) return;
    this.#lifetime = safely('starting an operation', () => {
      this.#capture = captureHere();
      const { attributes, ...known } = start();
      const redacted = redactAttributes(attributes);
      const capture = this.#capture;
      return new Lifetime({ ...known, attributes: redacted, capture, takesNotes: true }, this);
    });
  }

  /** Adds to the record of the operation. Returns the handle. */
  set(fields: Fields): this {
    const { merge, contentIn } = this.#kind;
    this.#details = safely('reading fields', () => merge(this.#details, fields)) ?? {};
    if (contentIn !== undefined) {
      const said = this.#captured('reading fields', () => contentIn(fields));
      this.#details = { ...this.#details, content: together(this.#details.content, said) };
    }
    return this;
  }

  /** Runs `work` with the span active, and returns its value. Does not end the operation. */
  run<T>(work: () => T): T {
    return this.#lifetime === undefined ? work() : this.#lifetime.run(work);
  }

  /** Ends the operation as completed. */
  end(fields?: Fields): void {
    if (fields !== undefined) this.set(fields);
    this.#lifetime?.end({ outcome: 'completed', ...this.#details });
  }

  /** Ends the operation with `error`, which the caller must still throw. */
  fail(error: unknown): void;
  /** @internal `isStop`: the reader of the callback's generator stopped it. */
  fail(error: unknown, isStop?: boolean): void;
  fail(error: unknown, isStop = false): void {
    const outcome = isStop ? 'aborted' : outcomeOf(error);
    this.#lifetime?.end({ outcome, thrown: { error }, ...this.#details });
  }

  /** @internal The callback returned `result`. */
  returned(result: unknown): void {
    const fields = safely('reading a result', () => this.#kind.fromResult?.(result));
    const { contentOf } = this.#kind;
    if (contentOf !== undefined) {
      const said = this.#captured('reading a result', () => contentOf(result));
      // Values set by the application override those that are read.
      this.#details = { ...this.#details, content: together(said, this.#details.content) };
    }
    this.end(fields);
  }

  #captured(what: string, read: () => Content): ContentCopy | undefined {
    return this.#capture && captured(what, read, this.#capture);
  }

  /** @internal One item of the callback's generator has reached the caller. */
  chunk(): boolean {
    this.#lifetime?.chunk();
    return true;
  }

  /** @internal The callback's generator ended, or nobody reads it any more. */
  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void {
    this.#lifetime?.end({ outcome, ...this.#details });
  }
}

/**
 * Runs `work` under `handle` and ends the handle with it: when it returns or throws, when its promise
 * settles, or when the returned or promised generator has been read. Values and errors pass unchanged.
 */
export function perform<Fields, T>(handle: Handle<Fields>, work: (handle: Handle<Fields>) => T): T {
  let value: T;
  try {
    value = handle.run(() => work(handle));
  } catch (error) {
    handle.fail(error);
    throw error;
  }
  if (!isThenable(value)) return finished(handle, value);
  return value.then(
    (result) => finished(handle, result),
    (error: unknown) => {
      handle.fail(error);
      throw error;
    },
  ) as T;
}

/** Ends `handle` with `value` or after reading it. Returns `value` itself. */
function finished<Fields, T>(handle: Handle<Fields>, value: T): T {
  const isAsync = isAsyncGenerator(value);
  if (!isAsync && !isGenerator(value)) {
    handle.returned(value);
    return value;
  }
  endWhenCollected(value, handle);
  return isAsync ? observeIterator(value, handle) : observeGenerator(value, handle);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function';
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  const candidate = value as Partial<AsyncGenerator> | null | undefined;
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.next === 'function' &&
    typeof candidate[Symbol.asyncIterator] === 'function'
  );
}
