// Content that is stored apart from the telemetry: the spans carry references to it alone.

import type { ObjectFormat } from './content-objects.ts';
import { FolderStore } from './folder-store.ts';
import { S3Store } from './s3-store.ts';
import { toUploadLocation } from './upload-location.ts';
import { UploadQueue } from './upload-queue.ts';

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

/** Where content goes, and how much of it may wait. */
export interface UploadSettings {
  /** A folder, a `file://` URL or `s3://bucket/prefix`. */
  readonly basePath: string;
  readonly format: ObjectFormat;
  /** Operations that wait or are on their way. */
  readonly maxQueueSize: number;
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

/**
 * Makes an uploader. Neither a folder is made nor a server asked before something is uploaded.
 *
 * @throws Error with the variable, the value and the way out, when the base path is of a kind that we
 * do not know or the S3 client is not installed.
 */
export function createUploader({ basePath, format, maxQueueSize }: UploadSettings): Uploader {
  const location = toUploadLocation(basePath);
  const store =
    location.kind === 'folder' ? new FolderStore(location.path) : new S3Store(location, basePath);
  return new UploadQueue(store, format, maxQueueSize);
}
