// An OTLP/HTTP request for the last export of a process, which cannot wait for an exporter.

import { gzipSync } from 'node:zlib';
import type { LastRequest } from '../exit/last-export.ts';
import { otlpSettings } from './otlp-settings.ts';
import { outletFor } from './outlet.ts';
import type { Place } from './place.ts';

/** A request with `body`: OTLP in JSON, with so many `items`. */
export function toOtlpRequest(place: Place, body: Uint8Array, items: number): LastRequest {
  const { url, headers, isGzip, tls } = otlpSettings(place.signal);
  return {
    url,
    headers: { ...headers, ...(isGzip && { 'Content-Encoding': 'gzip' }) },
    body: isGzip ? gzipSync(body) : body,
    // The worker gets no variables.
    tls: { ...tls, rejectUnauthorized: process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' },
    answered: (answer) => outletFor(place.url).count(place, items, answer),
  };
}
