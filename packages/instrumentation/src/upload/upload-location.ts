// Parses the base path of uploads.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { showValue } from '../foundation/shown-url.ts';

const VARIABLE = 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH';
const CREDENTIALS =
  'write s3://bucket/prefix; the AWS client reads credentials, region and endpoint from AWS_* variables';
const WAY_OUT = 'use a folder, file:///folder or s3://bucket/prefix';

/** A bucket, and the prefix of all object names in it: empty, or without slashes at its ends. */
export interface BucketLocation {
  readonly kind: 's3';
  readonly bucket: string;
  readonly prefix: string;
}

/** A folder or a part of a bucket. */
export type UploadLocation = { readonly kind: 'folder'; readonly path: string } | BucketLocation;

/** @throws Error that names the variable and the way out, where `basePath` is of another kind. */
export function toUploadLocation(basePath: string): UploadLocation {
  // One letter: a drive.
  const scheme = /^([a-z][a-z\d+.-]+):\/\//i.exec(basePath)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      if (basePath.trim() === '') throw refused(basePath, 'is empty');
      return { kind: 'folder', path: path.resolve(basePath) };
    case 'file':
      return { kind: 'folder', path: toFolder(basePath) };
    case 's3':
      return toBucket(basePath);
    default:
      throw refused(basePath, `is of a kind that is not known (${scheme})`);
  }
}

/** An error about the variable with the base path. */
export function refused(basePath: string, why: string, wayOut = WAY_OUT): Error {
  return new Error(`${VARIABLE}=${JSON.stringify(showValue(basePath))} ${why}: ${wayOut}`);
}

function toFolder(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw refused(url, `is no path of this machine (${(error as Error).message})`);
  }
}

function toBucket(basePath: string): BucketLocation {
  const [bucket = '', ...segments] = basePath.slice('s3://'.length).split('/');
  if (bucket === '') throw refused(basePath, 'names no bucket');
  // The spans refer to the objects by this location.
  if (/^[^/]*@|^[^/]*:.*@|[?#]/.test(basePath.slice('s3://'.length))) {
    throw refused(basePath, 'has a user or a query', CREDENTIALS);
  }
  return { kind: 's3', bucket, prefix: segments.filter((part) => part !== '').join('/') };
}
