// Counts what the exporters of sdk-node send and lose: they report failures to OpenTelemetry's diagnostics alone.

import { createRequire } from 'node:module';
import { safelyAlone } from '../foundation/safely.ts';
import { read, type Environment } from '../settings/environment.ts';
import type { Signal } from './destination.ts';
import { concludeOutlets, outletFor } from './outlet.ts';
import { concludeOnExit } from '../exit/exit.ts';
import type { Place } from './place.ts';
import { portionsOf } from './portions.ts';

interface Result {
  readonly code: number;
  readonly error?: Error;
}
type Done = (result: Result) => void;
interface Exporter {
  export(this: unknown, items: unknown, done: Done): void;
}

const EXPORTERS = ['trace', 'metrics', 'logs'].flatMap((signal) =>
  ['grpc', 'http', 'proto'].map((kind) => `@opentelemetry/exporter-${signal}-otlp-${kind}`),
);
const FAILED = 1;
const CONFIG_FILES = ['OTEL_CONFIG_FILE', 'OTEL_EXPERIMENTAL_CONFIG_FILE'];
const BASE = '@opentelemetry/otlp-exporter-base';

/** The class that OTLP exporters extend. */
export interface ExporterBase {
  readonly prototype: Exporter;
}

/** The classes, one for each copy, of every OTLP exporter that the package at `sdkNode` uses. */
export function exportersOf(sdkNode: string): ExporterBase[] {
  const from = createRequire(sdkNode);
  const bases = EXPORTERS.flatMap((name) => baseOf(from, name));
  return [...new Set(bases)].flatMap((base) => {
    const loaded = safelyAlone(`loading ${BASE}`, () => from(base) as Record<string, ExporterBase>);
    return loaded?.['OTLPExporterBase'] ?? [];
  });
}

/** Watches every exporter that extends one of `bases`. */
export function watchExporters(bases: readonly ExporterBase[], environment: Environment): void {
  concludeOnExit(concludeOutlets);
  for (const { prototype } of bases) {
    safelyAlone(`watching ${BASE}`, () => watch(prototype, environment));
  }
}

/** The file of the class that an exporter extends; none if it is not installed. */
function baseOf(from: NodeJS.Require, exporter: string): string[] {
  try {
    return [createRequire(from.resolve(exporter)).resolve(BASE)];
  } catch {
    return [];
  }
}

function watch(prototype: Exporter, environment: Environment): void {
  const send = prototype.export;
  prototype.export = function (items, done) {
    const place = placeFor(signalOf(items), environment);
    const outlet = outletFor(place.url);
    const requests = Array.isArray(items) ? portionsOf(items) : [items];
    const deliveries = requests.map((request) => outlet.open(place, sizeOf(request)));
    let failed: Result | undefined;
    const sendFrom = (index: number): void => {
      const settle = (result: Result): void => {
        const hasFailed = result.code !== 0;
        outlet.close(deliveries[index]!, hasFailed ? (result.error ?? new Error('')) : undefined);
        if (hasFailed) failed ??= result;
        if (index + 1 < requests.length) sendFrom(index + 1);
        else done(failed ?? result);
      };
      // The first one throws to its caller, as it does without us; nobody would catch what a later one throws.
      if (index === 0) {
        send.call(this, requests[index], settle);
        return;
      }
      try {
        send.call(this, requests[index], settle);
      } catch (error) {
        settle({ code: FAILED, error: error as Error });
      }
    };
    sendFrom(0);
  };
}

function signalOf(items: unknown): Signal {
  if (!Array.isArray(items)) return 'METRICS';
  return typeof (items[0] as { ended?: unknown } | undefined)?.ended === 'boolean'
    ? 'TRACES'
    : 'LOGS';
}

function sizeOf(items: unknown): number {
  if (Array.isArray(items)) return items.length;
  const { scopeMetrics = [] } = items as {
    scopeMetrics?: readonly { metrics: readonly { dataPoints: readonly unknown[] }[] }[];
  };
  return scopeMetrics
    .flatMap(({ metrics }) => metrics)
    .reduce((count, { dataPoints }) => count + dataPoints.length, 0);
}

function placeFor(signal: Signal, environment: Environment): Place {
  const own = `OTEL_EXPORTER_OTLP_${signal}_`;
  const variable =
    read(environment, `${own}ENDPOINT`) === undefined
      ? 'OTEL_EXPORTER_OTLP_ENDPOINT'
      : `${own}ENDPOINT`;
  if (CONFIG_FILES.some((name) => read(environment, name) !== undefined)) {
    return { signal, url: 'the endpoint in OTEL_CONFIG_FILE', variable: 'it', isUnread: false };
  }
  const protocol =
    read(environment, `${own}PROTOCOL`) ?? read(environment, 'OTEL_EXPORTER_OTLP_PROTOCOL');
  const standard = protocol === 'grpc' ? 'http://localhost:4317' : 'http://localhost:4318';
  return { signal, url: read(environment, variable) ?? standard, variable, isUnread: false };
}
