// An OTLP/HTTP request for the last export of a process, which cannot wait for an exporter.

import { gzipSync } from 'node:zlib';
import type { Signal } from './destination.ts';
import { otlpSettings, type Certificates } from './otlp-settings.ts';

/** Everything that the exit worker needs to know. */
export interface OtlpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly tls: Certificates & { readonly rejectUnauthorized: boolean };
}

/** A request with `body`, which is OTLP as JSON. */
export function toOtlpRequest(signal: Signal, body: Uint8Array): OtlpRequest {
  const { url, headers, isGzip, tls } = otlpSettings(signal);
  return {
    url,
    headers: { ...headers, ...(isGzip && { 'Content-Encoding': 'gzip' }) },
    body: isGzip ? gzipSync(body) : body,
    // The worker has none of the variables.
    tls: { ...tls, rejectUnauthorized: process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' },
  };
}
