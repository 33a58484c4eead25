// The variables that the OpenTelemetry SDK's parts leave to their integrator.

import { say } from '../foundation/say.ts';
import { showValue } from '../foundation/shown-url.ts';
import { read, type Environment } from '../settings/environment.ts';

/** Options of a batch processor. Times are in milliseconds. */
export interface BatchOptions {
  scheduledDelayMillis: number;
  exportTimeoutMillis: number;
  maxQueueSize: number;
  maxExportBatchSize: number;
}

/** `OTEL_BSP_*` or `OTEL_BLRP_*`. */
export function batchOptions(environment: Environment, prefix: 'BSP' | 'BLRP'): BatchOptions {
  const number = numbers(environment);
  return {
    scheduledDelayMillis:
      number(`OTEL_${prefix}_SCHEDULE_DELAY`) ?? (prefix === 'BSP' ? 5000 : 1000),
    exportTimeoutMillis: number(`OTEL_${prefix}_EXPORT_TIMEOUT`) ?? 30_000,
    maxQueueSize: number(`OTEL_${prefix}_MAX_QUEUE_SIZE`) ?? 2048,
    maxExportBatchSize: number(`OTEL_${prefix}_MAX_EXPORT_BATCH_SIZE`) ?? 512,
  };
}

/** `OTEL_METRIC_EXPORT_INTERVAL` and `OTEL_METRIC_EXPORT_TIMEOUT`, in milliseconds. */
export function metricReaderOptions(environment: Environment): {
  exportIntervalMillis: number;
  exportTimeoutMillis: number;
} {
  const number = numbers(environment);
  const exportIntervalMillis = number('OTEL_METRIC_EXPORT_INTERVAL') ?? 60_000;
  const exportTimeoutMillis = number('OTEL_METRIC_EXPORT_TIMEOUT') ?? 30_000;
  // The SDK rejects a timeout longer than the interval.
  return {
    exportIntervalMillis,
    exportTimeoutMillis: Math.min(exportTimeoutMillis, exportIntervalMillis),
  };
}

/** `OTEL_SPAN_*_LIMIT`, `OTEL_EVENT_*_LIMIT`, `OTEL_LINK_*_LIMIT`, else the general ones. */
export function spanLimits(environment: Environment): {
  attributeValueLengthLimit?: number;
  attributeCountLimit?: number;
  eventCountLimit?: number;
  linkCountLimit?: number;
  attributePerEventCountLimit?: number;
  attributePerLinkCountLimit?: number;
} {
  const number = numbers(environment);
  const limits = {
    attributeValueLengthLimit:
      number('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
      number('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'),
    attributeCountLimit:
      number('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT') ?? number('OTEL_ATTRIBUTE_COUNT_LIMIT'),
    eventCountLimit: number('OTEL_SPAN_EVENT_COUNT_LIMIT'),
    linkCountLimit: number('OTEL_SPAN_LINK_COUNT_LIMIT'),
    attributePerEventCountLimit: number('OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT'),
    attributePerLinkCountLimit: number('OTEL_LINK_ATTRIBUTE_COUNT_LIMIT'),
  };
  return withoutUndefined(limits);
}

/** `OTEL_LOGRECORD_*_LIMIT`, else the general ones. */
export function logRecordLimits(environment: Environment): {
  attributeValueLengthLimit?: number;
  attributeCountLimit?: number;
} {
  const number = numbers(environment);
  return withoutUndefined({
    attributeValueLengthLimit:
      number('OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
      number('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'),
    attributeCountLimit:
      number('OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT') ?? number('OTEL_ATTRIBUTE_COUNT_LIMIT'),
  });
}

/** What `OTEL_TRACES_SAMPLER` and its argument ask for. */
export interface SamplerChoice {
  readonly isParentBased: boolean;
  readonly root: 'on' | 'off' | 'ratio';
  /** Share of the traces to keep, 0 to 1. */
  readonly ratio: number;
}

const SAMPLERS: Readonly<Record<string, Omit<SamplerChoice, 'ratio'>>> = {
  always_on: { isParentBased: false, root: 'on' },
  always_off: { isParentBased: false, root: 'off' },
  traceidratio: { isParentBased: false, root: 'ratio' },
  parentbased_always_on: { isParentBased: true, root: 'on' },
  parentbased_always_off: { isParentBased: true, root: 'off' },
  parentbased_traceidratio: { isParentBased: true, root: 'ratio' },
};
const DEFAULT_SAMPLER = 'parentbased_always_on';

/** The environment's sampler; reports an invalid value and uses the default. */
export function samplerChoice(environment: Environment): SamplerChoice {
  const name = read(environment, 'OTEL_TRACES_SAMPLER')?.toLowerCase() ?? DEFAULT_SAMPLER;
  const sampler = SAMPLERS[name];
  if (sampler === undefined) {
    say(
      `OTEL_TRACES_SAMPLER=${JSON.stringify(showValue(name))} is not one of ${Object.keys(SAMPLERS).join(', ')}; using ${DEFAULT_SAMPLER}`,
    );
    return { ...SAMPLERS[DEFAULT_SAMPLER]!, ratio: 1 };
  }
  const argument = read(environment, 'OTEL_TRACES_SAMPLER_ARG');
  if (sampler.root !== 'ratio' || argument === undefined) return { ...sampler, ratio: 1 };
  const ratio = Number(argument);
  if (ratio >= 0 && ratio <= 1) return { ...sampler, ratio };
  say(
    `OTEL_TRACES_SAMPLER_ARG=${JSON.stringify(showValue(argument))} is not between 0 and 1; using 1`,
  );
  return { ...sampler, ratio: 1 };
}

function numbers(environment: Environment): (name: string) => number | undefined {
  return (name) => {
    const value = read(environment, name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (Number.isFinite(number) && number >= 0) return number;
    say(
      `${name}=${JSON.stringify(showValue(value))} is not a number of 0 or more; using the default`,
    );
    return undefined;
  };
}

function withoutUndefined<T extends object>(object: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
