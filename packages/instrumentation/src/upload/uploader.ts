// Content stored outside the telemetry: the spans only have references to it.

import type { ObjectFormat } from './content-objects.ts';
import { FolderStore } from './folder-store.ts';
import { S3Store } from './s3-store.ts';
import type { Uploader } from './upload.ts';
import { toUploadLocation } from './upload-location.ts';
import { UploadQueue } from './upload-queue.ts';

/** The upload target, and the queue limit. */
export interface UploadSettings {
  /** A folder, a `file://` URL or `s3://bucket/prefix`. */
  readonly basePath: string;
  readonly format: ObjectFormat;
  /** Operations waiting or being uploaded. */
  readonly maxQueueSize: number;
}

/**
 * Creates an uploader. Creates no folder and contacts no server before the first upload.
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
