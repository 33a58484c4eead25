// The parts of the OpenTelemetry SDK, each loaded from one place. The exporters pin exact versions of
// them while our own ranges let npm choose newer ones: taking the exporters' saves a second copy of
// every part, 40 ms of loading and half of the modules.

import { createRequire } from 'node:module';
import path from 'node:path';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** What an exporter itself requires. */
const exporterRequire = findExporterRequire();
const exportersRequire = findExportersRequire();

/** `@opentelemetry/core` */
export const core = (): typeof import('@opentelemetry/core') => load('@opentelemetry/core');
/** `@opentelemetry/resources` */
export const resources = (): typeof import('@opentelemetry/resources') =>
  load('@opentelemetry/resources');
/** `@opentelemetry/sdk-trace` */
export const sdkTrace = (): typeof import('@opentelemetry/sdk-trace') =>
  load('@opentelemetry/sdk-trace');
/** `@opentelemetry/sdk-metrics` */
export const sdkMetrics = (): typeof import('@opentelemetry/sdk-metrics') =>
  load('@opentelemetry/sdk-metrics');
/** `@opentelemetry/sdk-logs` */
export const sdkLogs = (): typeof import('@opentelemetry/sdk-logs') =>
  load('@opentelemetry/sdk-logs');
/** `@opentelemetry/otlp-transformer`, which the exporters serialise with. */
export const transformer = (): OtlpTransformer => load('@opentelemetry/otlp-transformer');

/** `@opentelemetry/otlp-exporter-base`, as far as it knows what the environment says. */
export const exporterBase = (): OtlpExporterBase =>
  exporterRequire('@opentelemetry/otlp-exporter-base/node-http') as OtlpExporterBase;

/** The version that the exporters tell the backend; `undefined` where there is no telling. */
export function exporterBaseVersion(): string | undefined {
  try {
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

function load<T>(name: string): T {
  try {
    return exportersRequire(name) as T;
  } catch {
    return require(name) as T;
  }
}

function findExporterRequire(): NodeJS.Require {
  try {
    return createRequire(require.resolve('@opentelemetry/exporter-trace-otlp-http'));
  } catch {
    return require;
  }
}

function findExportersRequire(): NodeJS.Require {
  try {
    return createRequire(exporterRequire.resolve('@opentelemetry/otlp-transformer'));
  } catch {
    return require;
  }
}
