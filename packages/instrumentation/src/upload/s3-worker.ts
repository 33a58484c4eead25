// The worker of s3-thread.ts: loads the S3 client and uploads objects. The client handles credentials,
// region, endpoint and retries itself.

import { workerData } from 'node:worker_threads';
import type * as Client from '@aws-sdk/client-s3';
import type { S3Answer, S3Put, S3WorkerData } from './s3-thread.ts';

/** Milliseconds per object, including retries. */
const LIMIT = 30_000;

const { client, bucket, port, wake } = workerData as S3WorkerData;

let put: ((request: S3Put) => Promise<void>) | undefined;

port.on('message', (request: S3Put) => {
  void attempt(request).then((failure) => {
    port.postMessage({ id: request.id, failure } satisfies S3Answer);
    Atomics.add(wake, 0, 1);
    Atomics.notify(wake, 0);
  });
});

async function attempt(request: S3Put): Promise<string | undefined> {
  try {
    put ??= loadPut();
    await put(request);
    return undefined;
  } catch (error) {
    return describe(error);
  }
}

function loadPut(): (request: S3Put) => Promise<void> {
  const { PutObjectCommand, S3Client } = require(client) as typeof Client;
  // Few S3-compatible servers have a host per bucket.
  const endpoint = process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'];
  const s3 = new S3Client({
    forcePathStyle: endpoint !== undefined,
    followRegionRedirects: true,
  });
  return async ({ key, text, mediaType }) => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: text,
      ContentType: mediaType,
    });
    // Between two retries the client ignores signals.
    const abortSignal = AbortSignal.timeout(LIMIT);
    await Promise.race([s3.send(command, { abortSignal }), rejectedBy(abortSignal)]);
  };
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${LIMIT} ms`)));
  });
}

/** A network error with several causes has no message. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  return `${name}: ${message || (error as NodeJS.ErrnoException).code}`;
}
