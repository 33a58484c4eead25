// Where the exporter of a signal sends, and with which headers: read by OpenTelemetry's own code, and
// when the exporter reads it, so that the last export of a process sends what the exporter would have.

import { readFileSync } from 'node:fs';
import type { Signal } from './destination.ts';
import { read } from '../settings/environment.ts';
import { core, exporterBase, exporterBaseVersion } from '../foundation/sdk-parts.ts';

/** How requests of one signal are sent. */
export interface OtlpSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isGzip: boolean;
  readonly tls: Certificates;
}

/** PEM texts, as `https` takes them. */
export interface Certificates {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

const known = new Map<Signal, OtlpSettings>();

/** The settings as they were when this was called first. Throws if OpenTelemetry's code does. */
export function otlpSettings(signal: Signal): OtlpSettings {
  let settings = known.get(signal);
  if (settings === undefined) {
    settings = readSettings(signal);
    known.set(signal, settings);
  }
  return settings;
}

function readSettings(signal: Signal): OtlpSettings {
  const { convertLegacyHttpOptions } = exporterBase();
  const { url, compression } = convertLegacyHttpOptions(
    {},
    signal,
    `v1/${signal.toLowerCase()}`,
    {},
  );
  const version = exporterBaseVersion();
  return {
    url,
    // In the exporter's order: what is required comes last, whatever the variables say.
    headers: {
      ...headersFrom('OTEL_EXPORTER_OTLP_HEADERS'),
      ...headersFrom(`OTEL_EXPORTER_OTLP_${signal}_HEADERS`),
      'Content-Type': 'application/json',
      ...(version !== undefined && { 'User-Agent': `OTel-OTLP-Exporter-JavaScript/${version}` }),
    },
    isGzip: compression === 'gzip',
    tls: certificates(signal),
  };
}

/** The exporter's own function for this is asynchronous, and an exit waits for nothing. */
function headersFrom(variable: string): Record<string, string> {
  const { getStringFromEnv, parseKeyPairsIntoRecord } = core();
  return parseKeyPairsIntoRecord(getStringFromEnv(variable));
}

/**
 * TLS files of the environment: an agent of our own replaces the one that the exporter makes. As
 * there, a file that cannot be read is left out; the exporter has warned of it.
 */
export function certificates(signal: Signal): Certificates {
  const file = (name: string): string | undefined => {
    const path =
      read(process.env, `OTEL_EXPORTER_OTLP_${signal}_${name}`) ??
      read(process.env, `OTEL_EXPORTER_OTLP_${name}`);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  };
  return { ca: file('CERTIFICATE'), cert: file('CLIENT_CERTIFICATE'), key: file('CLIENT_KEY') };
}
