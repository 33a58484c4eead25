// The parts of the OpenTelemetry SDK, each loaded from one place. The exporters pin exact versions of
// them while our ranges let npm choose newer ones: using the exporters' copies saves a second copy of
// every part, 40 ms of loading and half the modules.

import { createRequire } from 'node:module';
import path from 'node:path';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** The exporter's own `require`; `undefined` in a bundle, which has no files to locate it. */
const exporterRequire = requireOf(() => require.resolve('@opentelemetry/exporter-trace-otlp-http'));
const exportersRequire = requireOf(() =>
  exporterRequire?.resolve('@opentelemetry/otlp-transformer'),
);

// Each name has its own `require`: a bundler includes only literal names.

/** `@opentelemetry/core` */
export const core = (): typeof import('@opentelemetry/core') =>
  load(exportersRequire, '@opentelemetry/core', () => require('@opentelemetry/core'));
/** `@opentelemetry/resources` */
export const resources = (): typeof import('@opentelemetry/resources') =>
  load(exportersRequire, '@opentelemetry/resources', () => require('@opentelemetry/resources'));
/** `@opentelemetry/sdk-trace` */
export const sdkTrace = (): typeof import('@opentelemetry/sdk-trace') =>
  load(exportersRequire, '@opentelemetry/sdk-trace', () => require('@opentelemetry/sdk-trace'));
/** `@opentelemetry/sdk-metrics` */
export const sdkMetrics = (): typeof import('@opentelemetry/sdk-metrics') =>
  load(exportersRequire, '@opentelemetry/sdk-metrics', () => require('@opentelemetry/sdk-metrics'));
/** `@opentelemetry/sdk-logs` */
export const sdkLogs = (): typeof import('@opentelemetry/sdk-logs') =>
  load(exportersRequire, '@opentelemetry/sdk-logs', () => require('@opentelemetry/sdk-logs'));

// The next two are dependencies of the exporters, not ours: inside a `try`, a bundler continues
// if they are missing.

/** `@opentelemetry/otlp-transformer`: the exporters' serializer. */
export const transformer = (): OtlpTransformer =>
  load(exportersRequire, '@opentelemetry/otlp-transformer', () => {
    try {
      return require('@opentelemetry/otlp-transformer');
    } catch (error) {
      throw new Error('@opentelemetry/otlp-transformer is not in the bundle', { cause: error });
    }
  });

/** `@opentelemetry/otlp-exporter-base`: the part that reads the environment. */
export const exporterBase = (): OtlpExporterBase =>
  load(exporterRequire, '@opentelemetry/otlp-exporter-base/node-http', () => {
    try {
      return require('@opentelemetry/otlp-exporter-base/node-http');
    } catch (error) {
      throw new Error('@opentelemetry/otlp-exporter-base is not in the bundle', { cause: error });
    }
  });

/** The version that the exporters report to the backend; `undefined` if it is unknown. */
export function exporterBaseVersion(): string | undefined {
  try {
    if (exporterRequire === undefined) return undefined;
    const file = exporterRequire.resolve('@opentelemetry/otlp-exporter-base');
    const name = 'otlp-exporter-base';
    const root = file.slice(0, file.lastIndexOf(name) + name.length);
    return (exporterRequire(path.join(root, 'package.json')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}

interface OtlpExporterBase {
  /** `signal` as in the variables, `path` without a leading slash. */
  convertLegacyHttpOptions(
    options: object,
    signal: string,
    path: string,
    requiredHeaders: Readonly<Record<string, string>>,
  ): { readonly url: string; readonly compression: string };
}
interface OtlpTransformer {
  readonly JsonTraceSerializer: Serializer<ReadableSpan[]>;
  readonly JsonMetricsSerializer: Serializer<ResourceMetrics>;
  readonly JsonLogsSerializer: Serializer<ReadableLogRecord[]>;
}
interface Serializer<Items> {
  serializeRequest(items: Items): Uint8Array | undefined;
}

function load<T>(from: NodeJS.Require | undefined, name: string, own: () => T): T {
  if (from === undefined) return own();
  try {
    return from(name) as T;
  } catch {
    return own();
  }
}

function requireOf(find: () => string | undefined): NodeJS.Require | undefined {
  try {
    const file = find();
    return file === undefined ? undefined : createRequire(file);
  } catch {
    return undefined;
  }
}
