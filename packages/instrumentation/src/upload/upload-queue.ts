// Content on its way to a store: limits for waiting and running uploads, and their outcomes.

import { otelApi } from '../foundation/otel-api.ts';
import { toObjects, type ContentObject, type ObjectFormat } from './content-objects.ts';
import type { ObjectStore } from './object-store.ts';
import { tellLoss } from './upload-losses.ts';
import type {
  ContentReferences,
  UploadCounts,
  UploadedContent,
  UploadedSpan,
  Uploader,
} from './upload.ts';

/** Parallel writes. */
const WRITERS = 4;
/** Milliseconds that a process which exits by itself may wait. */
const LAST_MOMENT = 500;

interface Upload {
  readonly objects: readonly ContentObject[];
  isSettled: boolean;
}

/** The uploader for any store. */
export class UploadQueue implements Uploader {
  readonly #store: ObjectStore;
  readonly #format: ObjectFormat;
  readonly #maxPending: number;
  /** All unfinished uploads, oldest first. */
  readonly #pending = new Set<Upload>();
  readonly #waiting: Upload[] = [];
  readonly #whenEmpty: (() => void)[] = [];
  #writers = 0;
  #isDrainDue = false;
  #isGivenUp = false;
  /** The end of the last moment, as monotonic milliseconds. */
  #deadline: number | undefined;
  #stored = 0;
  #dropped = 0;
  #failed = 0;

  constructor(store: ObjectStore, format: ObjectFormat, maxPending: number) {
    this.#store = store;
    this.#format = format;
    this.#maxPending = maxPending;
  }

  get counts(): UploadCounts {
    return {
      stored: this.#stored,
      dropped: this.#dropped,
      failed: this.#failed,
      pending: this.#pending.size,
    };
  }

  upload(content: UploadedContent, span: UploadedSpan): ContentReferences | undefined {
    if (this.#pending.size >= this.#maxPending) {
      this.#dropped += 1;
      tellLoss(`${this.#maxPending} operations are waiting already`);
      return undefined;
    }
    let objects: readonly ContentObject[];
    try {
      objects = toObjects(content, span, this.#format);
    } catch (error) {
      this.#failed += 1;
      tellLoss(error);
      return undefined;
    }
    const upload = { objects, isSettled: false };
    this.#pending.add(upload);
    if (this.#deadline === undefined) this.#queue(upload);
    else this.#storeNow([upload]);
    return Object.fromEntries(objects.map(({ field, name }) => [field, this.#store.uriOf(name)]));
  }

  flush(timeoutMs: number): Promise<void> {
    if (this.#pending.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      // Only this timer keeps the process alive.
      const timer = setTimeout(() => {
        this.#isGivenUp = true;
        resolve();
      }, timeoutMs);
      this.#whenEmpty.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  flushNow(timeoutMs: number = LAST_MOMENT): void {
    this.#deadline ??= performance.now() + (this.#isGivenUp ? 0 : timeoutMs);
    this.#waiting.length = 0;
    this.#storeNow([...this.#pending]);
  }

  #queue(upload: Upload): void {
    this.#waiting.push(upload);
    if (this.#isDrainDue) return;
    this.#isDrainDue = true;
    setImmediate(() => {
      this.#isDrainDue = false;
      withoutTracing(() => {
        while (this.#writers < WRITERS && this.#waiting.length > 0) void this.#write();
      });
    });
  }

  async #write(): Promise<void> {
    this.#writers += 1;
    for (let upload = this.#waiting.shift(); upload; upload = this.#waiting.shift()) {
      const failures: unknown[] = [];
      for (const object of upload.objects) {
        // The rest of a failed upload is still stored.
        await this.#store.store(object).catch((error: unknown) => failures.push(error));
      }
      this.#settle(upload, failures);
    }
    this.#writers -= 1;
  }

  #storeNow(uploads: readonly Upload[]): void {
    const objects = uploads.flatMap((upload) => upload.objects);
    const left = Math.max(0, (this.#deadline ?? 0) - performance.now());
    const failures = this.#store.storeNow(objects, left);
    let at = 0;
    for (const upload of uploads) {
      const own = failures.slice(at, (at += upload.objects.length));
      this.#settle(
        upload,
        own.filter((failure) => failure !== undefined),
      );
    }
  }

  /** The first end counts: the exit stores pending uploads again. */
  #settle(upload: Upload, failures: readonly unknown[]): void {
    if (upload.isSettled) return;
    upload.isSettled = true;
    this.#pending.delete(upload);
    if (failures.length === 0) this.#stored += 1;
    else {
      this.#failed += 1;
      tellLoss(failures[0]);
    }
    if (this.#pending.size > 0) return;
    this.#isGivenUp = false;
    this.#whenEmpty.splice(0).forEach((resolve) => resolve());
  }
}

/** The key by which all copies of OpenTelemetry's SDK know that nothing is to be traced. */
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

/** Runs `action` without creating spans, in the application's trace or a new one. */
function withoutTracing(action: () => void): void {
  const api = otelApi();
  if (api === undefined) action();
  else api.context.with(api.ROOT_CONTEXT.setValue(api.createContextKey(SUPPRESSED), true), action);
}
