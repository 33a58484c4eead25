// Which pipeline the standard variables select. Pure: reads only the environment passed to it.

import { listOf } from '../settings/settings.ts';
import { showUrl } from '../foundation/shown-url.ts';
import { read, type Environment } from '../settings/environment.ts';

/** The OTLP signals, as spelled in variables. */
export type Signal = 'TRACES' | 'METRICS' | 'LOGS';

/** All of them. */
export const SIGNALS: readonly Signal[] = ['TRACES', 'METRICS', 'LOGS'];

/** Our lean pipeline, or the full sdk-node `because` of a variable's value. */
type Destination = { kind: 'lean' } | { kind: 'sdk-node'; because: string };

/** The lean pipeline does OTLP/HTTP with JSON and W3C headers; sdk-node does the rest. */
export function chooseDestination(environment: Environment): Destination {
  const asks = (name: string, isLean: (value: string) => boolean): string | undefined => {
    const value = read(environment, name);
    return value === undefined || listOf(value).every(isLean)
      ? undefined
      : `${name}=${showUrl(value)}`;
  };
  const because = [
    asks('OTEL_CONFIG_FILE', () => false),
    asks('OTEL_EXPERIMENTAL_CONFIG_FILE', () => false),
    asks('OTEL_PROPAGATORS', (name) => ['tracecontext', 'baggage', 'none'].includes(name)),
    asks('OTEL_EXPORTER_OTLP_PROTOCOL', isJson),
    ...SIGNALS.flatMap((signal) => [
      asks(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`, isJson),
      asks(`OTEL_${signal}_EXPORTER`, (name) => name === 'otlp' || name === 'none'),
    ]),
  ].find((reason) => reason !== undefined);
  return because === undefined ? { kind: 'lean' } : { kind: 'sdk-node', because };
}

/** Whether the lean pipeline sends this signal: a variable sets its endpoint. */
export function isSent(environment: Environment, signal: Signal): boolean {
  const exporters = read(environment, `OTEL_${signal}_EXPORTER`);
  if (exporters !== undefined) return !listOf(exporters).includes('none');
  return (
    read(environment, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`) !== undefined ||
    read(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined
  );
}

/** The signals that the lean pipeline sends, each with the variable's endpoint as people may see it. */
export function sentSignals(environment: Environment): string[] {
  return SIGNALS.filter((signal) => isSent(environment, signal)).map((signal) => {
    const endpoint =
      read(environment, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`) ??
      read(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT') ??
      'http://localhost:4318';
    return `${signal.toLowerCase()} to ${showUrl(endpoint)}`;
  });
}

function isJson(protocol: string): boolean {
  return protocol === 'http/json';
}
