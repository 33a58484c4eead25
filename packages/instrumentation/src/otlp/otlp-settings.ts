// The endpoint and headers of a signal's exporter: read by OpenTelemetry's own code, at the time
// when the exporter reads them, so that the last export of a process matches the exporter's.

import type { Signal } from './destination.ts';
import { read } from '../settings/environment.ts';
import { readFileSync } from '../foundation/known-files.ts';
import { otelSdk } from '../foundation/sdk-parts.ts';
import { EXPORTER_VERSION } from '../foundation/version.ts';

/** The request settings of one signal. */
export interface OtlpSettings {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isGzip: boolean;
  readonly tls: Certificates;
}

/** PEM texts, as `https` needs. */
export interface Certificates {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

const known = new Map<Signal, OtlpSettings>();

/** The settings at the time of the first call. Throws if OpenTelemetry's code does. */
export function otlpSettings(signal: Signal): OtlpSettings {
  let settings = known.get(signal);
  if (settings === undefined) {
    settings = readSettings(signal);
    known.set(signal, settings);
  }
  return settings;
}

function readSettings(signal: Signal): OtlpSettings {
  const { convertLegacyHttpOptions } = otelSdk();
  const { url, compression } = convertLegacyHttpOptions(
    {},
    signal,
    `v1/${signal.toLowerCase()}`,
    {},
  );
  return {
    url,
    // In the exporter's order: required headers come last, whatever the variables say.
    headers: {
      ...headersFrom('OTEL_EXPORTER_OTLP_HEADERS'),
      ...headersFrom(`OTEL_EXPORTER_OTLP_${signal}_HEADERS`),
      'Content-Type': 'application/json',
      'User-Agent': `OTel-OTLP-Exporter-JavaScript/${EXPORTER_VERSION}`,
    },
    isGzip: compression === 'gzip',
    tls: certificates(signal),
  };
}

/** The exporter's function for this is asynchronous, and an exit cannot wait. */
function headersFrom(variable: string): Record<string, string> {
  const { getStringFromEnv, parseKeyPairsIntoRecord } = otelSdk();
  return parseKeyPairsIntoRecord(getStringFromEnv(variable));
}

/**
 * The TLS files of the environment: our own agent replaces the exporter's. As in the
 * exporter, an unreadable file is skipped; the exporter has warned about it.
 */
export function certificates(signal: Signal): Certificates {
  const file = (name: string): string | undefined => {
    const path =
      read(process.env, `OTEL_EXPORTER_OTLP_${signal}_${name}`) ??
      read(process.env, `OTEL_EXPORTER_OTLP_${name}`);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path).toString();
    } catch {
      return undefined;
    }
  };
  return { ca: file('CERTIFICATE'), cert: file('CLIENT_CERTIFICATE'), key: file('CLIENT_KEY') };
}
