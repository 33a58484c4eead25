// An OTLP/HTTP request for the last export of a process, which cannot wait for an exporter.

import { gzipSync } from 'node:zlib';
import type { LastRequest } from '../exit/last-export.ts';
import type { Signal } from './destination.ts';
import { otlpSettings } from './otlp-settings.ts';

/** A request with `body`, which is OTLP in JSON. */
export function toOtlpRequest(signal: Signal, body: Uint8Array): LastRequest {
  const { url, headers, isGzip, tls } = otlpSettings(signal);
  return {
    url,
    headers: { ...headers, ...(isGzip && { 'Content-Encoding': 'gzip' }) },
    body: isGzip ? gzipSync(body) : body,
    // The worker gets no variables.
    tls: { ...tls, rejectUnauthorized: process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' },
  };
}
