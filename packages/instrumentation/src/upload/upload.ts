// What an uploader takes and gives.

/** What is uploaded of one operation; each field becomes one object. */
export interface UploadedContent {
  readonly systemInstructions?: unknown;
  readonly inputMessages?: unknown;
  readonly outputMessages?: unknown;
  readonly toolDefinitions?: unknown;
}

/** Where each will lie: full URIs (`file:///…`, `s3://bucket/prefix/…`). */
export interface ContentReferences {
  readonly systemInstructions?: string;
  readonly inputMessages?: string;
  readonly outputMessages?: string;
  readonly toolDefinitions?: string;
}

/** The operation that content belongs to. */
export interface UploadedSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** How the uploads of this thread ended. Every one is in exactly one of the four. */
export interface UploadCounts {
  readonly stored: number;
  /** The queue was full. */
  readonly dropped: number;
  readonly failed: number;
  readonly pending: number;
}

/** Takes content and stores it when the application is not waiting. */
export interface Uploader {
  /**
   * Queues the content, which nobody may change afterwards. `undefined` where nothing will be
   * uploaded: the queue is full, or the content is no JSON. Never throws, never waits.
   */
  upload(content: UploadedContent, span: UploadedSpan): ContentReferences | undefined;
  /** Resolves when the queue is empty, at the latest after `timeoutMs`. Holds the process until then. */
  flush(timeoutMs: number): Promise<void>;
  /**
   * For the listeners of `exit`: stores at once what is pending, and what is uploaded from now on. Files
   * always; what goes to S3 is waited for, `timeoutMs` in all, and not at all after a `flush` that ran
   * out of time.
   */
  flushNow(timeoutMs?: number): void;
  readonly counts: UploadCounts;
}
