// Starts the upload of content, if it is configured.

import { config } from '../settings/settings.ts';
import type { Config } from '../settings/table.ts';
import { uploadContentWith } from '../telemetry/content/content-references.ts';
import { say } from '../foundation/say.ts';
import { EXIT_LIMIT, flushOnExit } from '../exit/exit.ts';
import { findClient } from './s3-store.ts';
import type { Uploader } from './upload.ts';
import { toUploadLocation } from './upload-location.ts';
import { createUploader } from './uploader.ts';

const PATH = 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH';

let started: Uploader | undefined;

/** What became of uploads: one line, or none without an upload. */
export function countedUploads(): string[] {
  if (started === undefined) return [];
  const { stored, failed, dropped, pending } = started.counts;
  const lost = [
    [failed, 'failed'],
    [dropped, 'dropped from a full queue'],
    [pending, 'unfinished'],
  ] as const;
  const rest = lost.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`);
  return [`${stored} stored${rest.join('')}`];
}

/** Looks for what an upload with these settings needs: the S3 client. */
export function loadStore({ uploadPath }: Config): void {
  if (uploadPath !== undefined && toUploadLocation(uploadPath).kind === 's3') findClient();
}

/** Uploads the content of each operation that ends from now on. Reports an invalid setting. */
export function startUpload(): void {
  const { uploadPath, uploadFormat, uploadQueue } = config();
  if (uploadPath === undefined) {
    say(`content is not uploaded: set ${PATH} to a folder or to s3://bucket/prefix`);
    return;
  }
  try {
    const uploader = createUploader({
      basePath: uploadPath,
      format: uploadFormat,
      maxQueueSize: uploadQueue,
    });
    started = uploader;
    uploadContentWith((content, span) => uploader.upload(content, span));
    flushOnExit([
      { forceFlush: () => uploader.flush(EXIT_LIMIT), flushNow: () => uploader.flushNow() },
    ]);
  } catch (error) {
    say(`content is not uploaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
