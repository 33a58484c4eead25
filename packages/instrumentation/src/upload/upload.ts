// The interface of an uploader.

/** One operation's content to upload; each field becomes one object. */
export interface UploadedContent {
  readonly systemInstructions?: unknown;
  readonly inputMessages?: unknown;
  readonly outputMessages?: unknown;
  readonly toolDefinitions?: unknown;
}

/** The location of each: full URI (`file:///…`, `s3://bucket/prefix/…`). */
export interface ContentReferences {
  readonly systemInstructions?: string;
  readonly inputMessages?: string;
  readonly outputMessages?: string;
  readonly toolDefinitions?: string;
}

/** The operation of the content. */
export interface UploadedSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** Outcomes of this thread's uploads. Every one is in exactly one of the four. */
export interface UploadCounts {
  readonly stored: number;
  /** The queue was full. */
  readonly dropped: number;
  readonly failed: number;
  readonly pending: number;
}

/** Takes content and stores it without blocking the application. */
export interface Uploader {
  /**
   * Queues the content, which must not change afterwards. `undefined` if nothing will be
   * uploaded: the queue is full, or the content is no JSON. Never throws, never waits.
   */
  upload(content: UploadedContent, span: UploadedSpan): ContentReferences | undefined;
  /** Resolves when the queue is empty, or after `timeoutMs`. Keeps the process alive until then. */
  flush(timeoutMs: number): Promise<void>;
  /**
   * For `exit` listeners: immediately stores pending and future uploads. Files always; waits for S3
   * uploads for `timeoutMs` in total, but not at all after a `flush` that ran
   * out of time.
   */
  flushNow(timeoutMs?: number): void;
  readonly counts: UploadCounts;
}
