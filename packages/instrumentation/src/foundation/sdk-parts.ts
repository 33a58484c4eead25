// The parts of the OpenTelemetry SDK, each loaded from one place. The exporters pin exact versions of
// them while our own ranges let npm choose newer ones: taking the exporters' saves a second copy of
// every part, 40 ms of loading and half of the modules.

import { createRequire } from 'node:module';
import path from 'node:path';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What an exporter itself requires; `undefined` in a bundle, which has no files to find it by. */
const exporterRequire = requireOf(() => require.resolve('@opentelemetry/exporter-trace-otlp-http'));
const exportersRequire = requireOf(() =>
  exporterRequire?.resolve('@opentelemetry/otlp-transformer'),
);

// Each name stands in a `require` of its own: a bundler puts nothing else beside us.

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

// The next two are dependencies of the exporters, not ours: inside of a `try` a bundler that does
// not find them goes on.

/** `@opentelemetry/otlp-transformer`, which the exporters serialise with. */
export const transformer = (): OtlpTransformer =>
  load(exportersRequire, '@opentelemetry/otlp-transformer', () => {
    try {
      return require('@opentelemetry/otlp-transformer');
    } catch (error) {
      throw new Error('@opentelemetry/otlp-transformer is not in the bundle', { cause: error });
    }
  });

/** `@opentelemetry/otlp-exporter-base`, as far as it knows what the environment says. */
export const exporterBase = (): OtlpExporterBase =>
  load(exporterRequire, '@opentelemetry/otlp-exporter-base/node-http', () => {
    try {
      return require('@opentelemetry/otlp-exporter-base/node-http');
    } catch (error) {
      throw new Error('@opentelemetry/otlp-exporter-base is not in the bundle', { cause: error });
    }
  });

/** The version that the exporters tell the backend; `undefined` where there is no telling. */
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
  /** `signal` as the variables spell it, `path` without a slash in front. */
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
