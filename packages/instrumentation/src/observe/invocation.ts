// One call of one package function: its adapter reads the data, and its lifetime ends once.

import type { Context } from '@opentelemetry/api';
import { isRecorded, type Capture } from '../content/capture.ts';
import { endWhenIdle } from '../foundation/abandonment.ts';
import { readProperty } from '../foundation/read-property.ts';
import { report, safely } from '../foundation/safely.ts';
import { canHaveChildren, type OperationName } from '../model/kinds.ts';
import type { AnyMethod, Parsed } from '../model/method.ts';
import type { Outcome } from '../model/operation.ts';
import type { Response } from '../model/response.ts';
import { StreamedResponse } from '../model/streamed-response.ts';
import { assembled, outputOf } from '../telemetry/content/captured.ts';
import { noteServiceError } from '../telemetry/errors/service-errors.ts';
import { isDeadline, Lifetime, noteAbort, noteDeadline, outcomeOf } from '../telemetry/lifetime.ts';
import type { OperationStart } from '../telemetry/operation.ts';
import { CUT_OFF } from './cut-off.ts';
import { type HelperCall, runningHelper } from './helper.ts';
import { isStopped, type Known, NOTHING_KNOWN } from './listening.ts';
import { runWhole } from './parts.ts';
import { type Heard, heardIn, withHeard } from './response-headers.ts';
import type { SecondTry } from './second-try.ts';

interface InvocationOptions {
  readonly signal?: AbortSignal | undefined;
  readonly server?: unknown;
  /** Whether code of the application may run while a stream is read. */
  readonly needsContext?: boolean;
  readonly known?: Known | undefined;
  readonly fetched?: ReturnType<NonNullable<AnyMethod['fetched']>> | undefined;
}

/** A running call. None of its methods throws; the first end wins. */
export class Invocation {
  readonly method: AnyMethod;
  readonly lifetime: Lifetime;
  readonly #capture: Capture | undefined;
  /** Weak once a stream is returned: a package may let the signal hold its stream, which then is never abandoned. */
  #signal: { deref(): AbortSignal | undefined } | undefined;
  readonly operation: OperationName | undefined;
  /** The base URL of its server. */
  readonly server: string | undefined;
  #heard: Heard | undefined;
  #streamed: StreamedResponse | undefined;
  /** The assembled chunks, if content is recorded. */
  #assembled: unknown;
  /** We requested something that the caller did not request. */
  hidesChunks = false;
  /** What to do if the server refuses that; `undefined` once it has sent a chunk. */
  secondTry: SecondTry | undefined;
  #isReading = false;
  #wasReadSinceScan = false;
  /** When the stream was returned, or that was noticed; `undefined` without a stream. */
  #activeAt: number | undefined;
  readonly #needsContext: boolean;
  readonly known: Known;
  readonly #fetched: InvocationOptions['fetched'];
  readonly helper: HelperCall | undefined;

  constructor(
    method: AnyMethod,
    start: OperationStart,
    { signal, server, needsContext = true, known = NOTHING_KNOWN, fetched }: InvocationOptions = {},
  ) {
    this.method = method;
    this.server = typeof server === 'string' ? server : undefined;
    this.#signal = signal && { deref: () => signal };
    this.#capture = start.capture;
    this.known = known;
    this.#fetched = fetched;
    this.operation = start.operation;
    this.#needsContext = needsContext || start.isModelRun === true || canHaveChildren(start.kind);
    this.helper = this.hasParser ? runningHelper() : undefined;
    this.lifetime = new Lifetime(start, this);
  }

  get ended(): boolean {
    return this.lifetime.ended;
  }

  /** The context with its span. */
  get context(): Context {
    return this.lifetime.context;
  }

  /** A reader of the stream is waiting for its next chunk. */
  get isReading(): boolean {
    return this.#isReading;
  }

  set isReading(isReading: boolean) {
    this.#isReading = isReading;
    if (isReading) this.lifetime.asked();
  }

  /**
   * Runs `step` with the span active, unless it is one of a stream from Node's own `fetch` after its first
   * chunk: only Node's code and the package's run then, and a context costs more than all else here.
   */
  run<T>(step: () => T): T {
    const work = this.method.parts === undefined ? step : () => runWhole(this, step);
    return this.lifetime.hasChunk && !this.#needsContext ? step() : this.lifetime.run(work);
  }

  get hasOneContext(): boolean {
    return this.#needsContext && this.lifetime.hasChunk;
  }

  /** The headers of the response, or an error with them, have arrived. */
  heard(carrier: unknown): void {
    if (!this.ended) this.#heard = heardIn(carrier, this.method) ?? this.#heard;
  }

  /** One chunk of the stream is about to reach the caller; `false` if it must not. */
  chunk(chunk: unknown): boolean {
    this.note(chunk);
    if (this.secondTry !== undefined) {
      this.secondTry.answered();
      this.secondTry = undefined;
    }
    if (this.hidesChunks && this.#hides(chunk)) return false;
    if (!this.ended) this.lifetime.chunk();
    this.#wasReadSinceScan = true;
    return true;
  }

  /** Reads response data from `chunk`, which the caller did not wait for. */
  note(chunk: unknown): void {
    if (this.ended) return;
    try {
      this.method.chunk?.((this.#streamed ??= new StreamedResponse()), chunk);
      if (this.#fetched) this.lifetime.fetched(this.#fetched(chunk), this.method.errorTexts);
    } catch {
      // Its shape is unknown: the caller still gets it.
    }
    if (this.#capture !== undefined && isRecorded(this.#capture)) {
      this.#assembled = assembled(this.method, this.#assembled, chunk);
    }
  }

  #hides(chunk: unknown): boolean {
    try {
      return this.method.hide?.(chunk) === true;
    } catch {
      return false;
    }
  }

  /** Nobody reads the stream, nor has read any of it. */
  get isUnread(): boolean {
    return !this.#isReading && !this.lifetime.hasChunk;
  }

  /** The caller has the stream and may never read it. */
  handedOut(): void {
    this.#activeAt = performance.now();
    const signal = this.#signal?.deref();
    if (signal instanceof Object) this.#signal = new WeakRef(signal);
    endWhenIdle();
  }

  /** Milliseconds since the stream was returned, or found to have been read; `undefined` while a read is pending. */
  idleFor(now: number): number | undefined {
    if (this.#wasReadSinceScan) this.#activeAt = now;
    this.#wasReadSinceScan = false;
    return this.#activeAt === undefined || this.#isReading ? undefined : now - this.#activeAt;
  }

  /** It matters what a helper of the package makes of the result. */
  get hasParser(): boolean {
    return this.method.fits !== undefined;
  }

  /** The call returned `result` in one piece, of which a helper of the package may have made something. */
  succeed(result: unknown, parsed?: Parsed): void {
    if (this.ended) return;
    let response: Response = {};
    try {
      response = this.method.response(result, this.known.before);
      if (this.#streamed !== undefined) response = { ...this.#streamed.response(), ...response };
      if (parsed !== undefined) response.schemaValid = this.method.fits?.(parsed);
    } catch (error) {
      report('reading a response', error);
    }
    this.#end(isStopped(result, this) ? 'aborted' : 'completed', response, result);
  }

  /** The stream ended without an error: read to its end, stopped by its caller, or dropped. */
  streamEnded(outcome: Exclude<Outcome, 'error'>): void {
    if (this.ended) return;
    // The SDK ends the stream as if its caller had stopped it.
    const reason: unknown = outcome === 'aborted' ? this.#signal?.deref()?.reason : undefined;
    if (isDeadline(reason)) return this.fail(reason);
    const isCutOff = outcome === 'completed' && this.#isUnfinished;
    const response = this.#streamed?.response() ?? {};
    if (isCutOff) response.failure ??= CUT_OFF;
    const fits = this.helper?.fits(this.method);
    if (fits !== undefined) response.schemaValid = fits;
    // A helper that cannot parse the answer stops reading after the last chunk: the model has answered.
    this.#end(fits === false ? 'completed' : outcome, response, this.#assembled);
  }

  get #isUnfinished(): boolean {
    const saysNothing = this.method.saysEnd === true && this.#streamed?.saysNoEnd !== false;
    return saysNothing || this.#streamed?.isUnfinished === true;
  }

  /** The caller took the raw response: its body is unknown. */
  responded(): void {
    this.lifetime.end({ outcome: 'completed', response: withHeard({}, this.#heard) });
  }

  /** The call, or reading its stream, threw `error`; `isStop`: because the caller stopped it. */
  fail(error: unknown, isStop = false): void {
    if (this.ended) return;
    this.heard(error);
    const { safety, inError, failure, isAbort, errorTexts = [] } = this.method;
    const said = safely('reading an error', () => ({
      ...inError?.(error, this.known.before),
      ...safety?.(error),
    }));
    const response = withHeard({ ...this.#streamed?.response(), ...said }, this.#heard);
    const signal = this.#signal?.deref();
    if (safely('reading an error', () => isAbort?.(error, signal)) === true) noteAbort(error);
    const content = outputOf(this.method, this.#assembled, this.#capture, this.known);
    const outcome = isStop && !isDeadline(error) ? 'aborted' : outcomeOf(error);
    const reason: unknown = signal?.reason;
    const isOfSignal = outcome === 'aborted' || readProperty(error, 'cause') === reason;
    if (isDeadline(reason) && isOfSignal && reason !== error) {
      // Its SDK says no more than that the signal was aborted.
      noteDeadline(error);
      return this.fail(reason);
    }
    const read = safely('reading an error', () => failure?.(error));
    const thrown = { error, failure: read, texts: errorTexts };
    noteServiceError(thrown);
    this.lifetime.end({ outcome, response, content, thrown });
  }

  /** A response that reports its own failure is an error, although nothing was thrown. */
  #end(outcome: Outcome, response: Response, result: unknown): void {
    const { failure } = response;
    const content = outputOf(this.method, result, this.#capture, this.known);
    const heard = withHeard(response, this.#heard);
    if (failure === undefined) return this.lifetime.end({ outcome, response: heard, content });
    const thrown = { error: undefined, failure, texts: this.method.errorTexts ?? [] };
    noteServiceError(thrown);
    this.lifetime.end({ outcome: 'error', response: heard, content, thrown });
  }
}
