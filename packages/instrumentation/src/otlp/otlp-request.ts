// An OTLP/HTTP request as the environment wants it, for the last export of a process, which cannot
// wait for an exporter.

import { gzipSync } from 'node:zlib';
import type { Signal } from './destination.ts';
import { read } from '../settings/environment.ts';
import { certificates, type Certificates } from './detached-exporter.ts';

/** Everything that the exit worker needs to know. */
export interface OtlpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly tls: Certificates;
}

/** A request with `body`, which is OTLP as JSON. */
export function toOtlpRequest(signal: Signal, body: Uint8Array): OtlpRequest {
  const isGzip = forSignal(signal, 'COMPRESSION') === 'gzip';
  return {
    url: urlOf(signal),
    headers: {
      ...headersOf(read(process.env, 'OTEL_EXPORTER_OTLP_HEADERS')),
      ...headersOf(read(process.env, `OTEL_EXPORTER_OTLP_${signal}_HEADERS`)),
      'content-type': 'application/json',
      ...(isGzip && { 'content-encoding': 'gzip' }),
    },
    body: isGzip ? gzipSync(body) : body,
    tls: certificates(signal),
  };
}

function urlOf(signal: Signal): string {
  const own = read(process.env, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`);
  if (own !== undefined) return own;
  const base = read(process.env, 'OTEL_EXPORTER_OTLP_ENDPOINT') ?? 'http://localhost:4318';
  return `${base.replace(/\/$/, '')}/v1/${signal.toLowerCase()}`;
}

function forSignal(signal: Signal, name: string): string | undefined {
  return (
    read(process.env, `OTEL_EXPORTER_OTLP_${signal}_${name}`) ??
    read(process.env, `OTEL_EXPORTER_OTLP_${name}`)
  );
}

/** `a=1,b=2`, percent-encoded. */
function headersOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) return [];
    return [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
