// Emitted telemetry that a test can change before it is checked, on the level of the wire.
import { check, type CheckOptions, type Finding, ownExtension, readOtlp } from '../src/index.ts';

/** A value of OTLP/JSON. */
export type WireValue = Readonly<Record<string, unknown>>;

/** Whatever has attributes. */
export interface WithAttributes {
  attributes: { key: string; value: WireValue }[];
}

/** One span, as far as tests change it. */
export interface WireSpan extends WithAttributes {
  name: string;
  kind: number;
  spanId: string;
  status: { code: number };
  events: { name: string }[];
}

/** One data point. */
export interface WirePoint extends WithAttributes {
  explicitBounds?: number[];
}

/** One metric, as far as tests change it. */
export interface WireMetric {
  name: string;
  unit: string;
  sum?: { dataPoints: WirePoint[]; isMonotonic: boolean };
  histogram?: { dataPoints: WirePoint[] };
  exponentialHistogram?: { dataPoints: WirePoint[] };
}

interface ScopeSpans {
  scope: { name: string };
  spans: WireSpan[];
}

interface WireExport {
  resourceSpans?: { resource: WithAttributes; scopeSpans: ScopeSpans[] }[];
  resourceMetrics?: { resource: WithAttributes; scopeMetrics: { metrics: WireMetric[] }[] }[];
  resourceLogs?: unknown[];
}

export const text = (stringValue: string): WireValue => ({ stringValue });
export const int = (intValue: number): WireValue => ({ intValue });
export const double = (doubleValue: number): WireValue => ({ doubleValue });
export const flag = (boolValue: boolean): WireValue => ({ boolValue });
export const json = (value: unknown): WireValue => text(JSON.stringify(value));

/** The wire form of any JSON value, as structures have it. */
export function structure(value: unknown): WireValue {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return { arrayValue: { values: value.map(structure) } };
  const entries = Object.entries(value as object);
  return {
    kvlistValue: { values: entries.map(([key, entry]) => ({ key, value: structure(entry) })) },
  };
}

/** Sets an attribute in place of an earlier value. */
export function set(record: WithAttributes, key: string, value: WireValue): void {
  remove(record, key);
  record.attributes.push({ key, value });
}

/** Takes attributes away. */
export function remove(record: WithAttributes, ...keys: readonly string[]): void {
  record.attributes = record.attributes.filter(({ key }) => !keys.includes(key));
}

/** The points of a metric. */
export function pointsOf(metric: WireMetric): WirePoint[] {
  return (metric.sum ?? metric.histogram ?? metric.exponentialHistogram)!.dataPoints;
}

/** Export requests, to be changed in place. */
export class Telemetry {
  readonly #exports: WireExport[];

  constructor(lines: string) {
    this.#exports = lines.split('\n').map((line) => JSON.parse(line) as WireExport);
  }

  /** The resource of the first export. */
  get resource(): WithAttributes {
    return this.#exports.flatMap((all) => all.resourceSpans ?? [])[0]!.resource;
  }

  spans(): WireSpan[] {
    return this.#scopeSpans().flatMap(({ spans }) => spans);
  }

  metrics(): WireMetric[] {
    return this.#scopeMetrics().flatMap(({ metrics }) => metrics);
  }

  /** The first span of that name. @throws {Error} with the names there are */
  span(name: string): WireSpan {
    return only(this.spans(), name);
  }

  /** The metric of that name. @throws {Error} with the names there are */
  metric(name: string): WireMetric {
    return only(this.metrics(), name);
  }

  /** The first point of the metric of that name. */
  point(metric: string): WirePoint {
    return pointsOf(this.metric(metric))[0]!;
  }

  /** Puts others in the place of all metrics. */
  replaceMetrics(replace: (metrics: WireMetric[]) => WireMetric[]): void {
    for (const scoped of this.#scopeMetrics()) scoped.metrics = replace(scoped.metrics);
  }

  /** Puts others in the place of all spans. */
  replaceSpans(replace: (spans: WireSpan[]) => WireSpan[]): void {
    for (const scoped of this.#scopeSpans()) scoped.spans = replace(scoped.spans);
  }

  /** Makes all spans those of another instrumentation. */
  setScope(name: string): void {
    for (const scoped of this.#scopeSpans()) scoped.scope.name = name;
  }

  /** Adds an event with these attributes. */
  addEvent(eventName: string, severityNumber: number, { attributes }: WithAttributes): void {
    const logRecords = [{ eventName, severityNumber, attributes }];
    this.#exports.push({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  }

  /** Takes all events out. */
  dropEvents(): void {
    for (const one of this.#exports) if (one.resourceLogs !== undefined) one.resourceLogs = [];
  }

  /** As lines of OTLP/JSON. */
  toText(): string {
    return this.#exports.map((one) => JSON.stringify(one)).join('\n');
  }

  /** What the checker finds, with the names of llm-otel. */
  findings(options: CheckOptions = {}): readonly Finding[] {
    const extensions = [ownExtension()];
    return check(readOtlp(this.toText(), 'telemetry'), { extensions, ...options }).findings;
  }

  #scopeSpans(): ScopeSpans[] {
    return this.#exports.flatMap((all) =>
      (all.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans),
    );
  }

  #scopeMetrics(): { metrics: WireMetric[] }[] {
    return this.#exports.flatMap((all) =>
      (all.resourceMetrics ?? []).flatMap(({ scopeMetrics }) => scopeMetrics),
    );
  }
}

function only<Named extends { name: string }>(all: readonly Named[], name: string): Named {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new Error(`no ${name} among ${all.map((one) => one.name).join(', ')}`);
}

/** A finding without what differs from record to record. */
export function toLabel({ level, id, signal, attribute }: Finding): string {
  return [level, id, signal, ...(attribute === undefined ? [] : [attribute])].join(' ');
}

/** The labels of the findings that `after` has and `before` has not. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): string[] {
  const full = (found: Finding): string => `${toLabel(found)} ${found.name}`;
  const known = new Set(before.map(full));
  const labels = after.filter((found) => !known.has(full(found))).map(toLabel);
  return [...new Set(labels)].toSorted();
}
