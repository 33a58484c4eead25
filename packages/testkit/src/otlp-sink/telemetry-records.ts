// Flattens OTLP/JSON, from an export request or a file of the collector, into one record per span,
// metric and log record, with its resource and scope at hand.
import { readFileSync } from 'node:fs';
import { toLog, toMetric, toSpan } from './otlp-conversion.ts';
import { toAttributes, type WireExport } from './otlp-json.ts';
import type { LogRecord, MetricRecord, RecordOrigin, SpanRecord } from './telemetry-record.ts';

/** All records of one or several exports, in order. */
export interface TelemetryRecords {
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly logs: readonly LogRecord[];
}

/** Flattens export requests. */
export function toTelemetryRecords(exports: readonly WireExport[]): TelemetryRecords {
  return {
    spans: exports.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ resource, scopeSpans = [] }) =>
        scopeSpans.flatMap((scoped) =>
          (scoped.spans ?? []).map((span) => ({ ...toSpan(span), ...toOrigin(resource, scoped) })),
        ),
      ),
    ),
    metrics: exports.flatMap(({ resourceMetrics = [] }) =>
      resourceMetrics.flatMap(({ resource, scopeMetrics = [] }) =>
        scopeMetrics.flatMap((scoped) =>
          (scoped.metrics ?? []).map((metric) => ({
            ...toMetric(metric),
            ...toOrigin(resource, scoped),
          })),
        ),
      ),
    ),
    logs: exports.flatMap(({ resourceLogs = [] }) =>
      resourceLogs.flatMap(({ resource, scopeLogs = [] }) =>
        scopeLogs.flatMap((scoped) =>
          (scoped.logRecords ?? []).map((log) => ({
            ...toLog(log),
            ...toOrigin(resource, scoped),
          })),
        ),
      ),
    ),
  };
}

/**
 * Parses OTLP/JSON Lines, one export request per line, as the collector's file exporter writes them.
 *
 * @throws {SyntaxError} naming the line that is no JSON
 */
export function parseOtlpLines(text: string): TelemetryRecords {
  return toTelemetryRecords(
    text.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as WireExport];
      } catch (error) {
        throw new SyntaxError(`line ${index + 1} is no JSON: ${line}`, { cause: error });
      }
    }),
  );
}

/** Reads a file of OTLP/JSON Lines, see {@link parseOtlpLines}. */
export function readOtlpFile(path: string): TelemetryRecords {
  return parseOtlpLines(readFileSync(path, 'utf8'));
}

function toOrigin(
  resource: { attributes?: Parameters<typeof toAttributes>[0] } | undefined,
  scoped: { scope?: { name?: string; version?: string }; schemaUrl?: string },
): RecordOrigin {
  return {
    resource: toAttributes(resource?.attributes),
    scope: { name: scoped.scope?.name ?? '', version: scoped.scope?.version ?? '' },
    schemaUrl: scoped.schemaUrl ?? '',
  };
}
