// Brings what tools call OTLP/JSON into the shape of OTLP/JSON: names in snake case, names of older
// versions, wrappers of trace stores, bare names of enumerations. Names what is no OTLP.

import { signalOf } from '../otlp/index.ts';
import type { Unread } from './reasons.ts';

type Json = Record<string, unknown>;

/** Requests in the shape of OTLP/JSON, or why there are none. */
export type Shaped = { readonly requests: readonly Json[]; readonly damaged: Damage } | Unread;

/** How many items were left out because they cannot be read. */
export interface Damage {
  spans: number;
  logs: number;
}

/** Whether `value` is a document of its own, and not a part of one. */
export function isDocument(value: unknown): boolean {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  return isObject(first) && (toRequest(first) !== undefined || strangerOf(first) !== undefined);
}

/** The requests in one document. */
export function shape(value: unknown): Shaped {
  const documents = Array.isArray(value) ? (value as unknown[]) : [value];
  const requests = documents.flatMap((document): Json[] => {
    const request = isObject(document) ? toRequest(document) : undefined;
    return request === undefined ? [] : [request];
  });
  if (requests.length === 0) {
    return documents.map(strangerOf).find((one) => one !== undefined) ?? 'no_otlp';
  }
  const damaged: Damage = { spans: 0, logs: 0 };
  for (const request of requests) repair(request, damaged);
  return { requests, damaged };
}

function toRequest(document: Json): Json | undefined {
  if (signalOf(document) !== undefined) {
    return hasSnakeCase(document) ? toCamelCase(document) : document;
  }
  if (Array.isArray(document['batches'])) return { resourceSpans: document['batches'] };
  for (const name of ['trace', 'result', 'tracesData', 'traces']) {
    const inner = document[name];
    if (isObject(inner) && (signalOf(inner) !== undefined || Array.isArray(inner['batches']))) {
      return toRequest(inner);
    }
  }
  return Object.keys(document).some((name) => /^resource_(?:spans|logs|metrics)$/.test(name))
    ? toCamelCase(document)
    : undefined;
}

/** The format of another tool. */
function strangerOf(document: unknown): Unread | undefined {
  if (!isObject(document)) return undefined;
  if (typeof document['schema_version'] === 'string') return 'call_records';
  const list = document['data'];
  const first = Array.isArray(list) ? (list[0] as unknown) : document;
  if (isObject(first) && ('traceID' in first || 'spanID' in first)) return 'jaeger';
  if ('traceId' in document && 'id' in document && !('spanId' in document)) return 'zipkin';
  return undefined;
}

/** Some exporters mix both, but each writes all its spans alike. */
function hasSnakeCase(document: Json): boolean {
  const of = (parent: Json, ...names: readonly string[]): Json[] =>
    names
      .flatMap((name) => (Array.isArray(parent[name]) ? (parent[name] as unknown[]) : []))
      .filter(isObject);
  for (const resource of of(document, 'resourceSpans', 'resourceLogs')) {
    if (SNAKES.some((name) => name in resource)) return true;
    for (const scope of of(resource, 'scopeSpans', 'scopeLogs')) {
      if (SNAKES.some((name) => name in scope)) return true;
      const [first] = of(scope, 'spans', 'logRecords');
      if (first !== undefined && SNAKES.some((name) => name in first)) return true;
    }
  }
  return false;
}

const SNAKES = [
  'scope_spans',
  'scope_logs',
  'log_records',
  'trace_id',
  'span_id',
  'time_unix_nano',
];

/** No key of OTLP/JSON comes from a user: attributes are lists of keys and values. */
function toCamelCase<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => toCamelCase<unknown>(item)) as Value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      toCamelCase<unknown>(inner),
    ]),
  ) as Value;
}

/** Changes older names in place and removes what cannot be read, counting it. */
function repair(request: Json, damaged: Damage): void {
  for (const [container, scopes, older, leaves, name] of [
    ['resourceSpans', 'scopeSpans', 'instrumentationLibrarySpans', 'spans', 'spans'],
    ['resourceLogs', 'scopeLogs', 'instrumentationLibraryLogs', 'logRecords', 'logs'],
  ] as const) {
    const count = (isGood: boolean): boolean => {
      if (!isGood) damaged[name] += 1;
      return isGood;
    };
    request[container] = objects(request[container], count);
    for (const resource of request[container] as Json[]) {
      if (resource[scopes] === undefined && Array.isArray(resource[older])) {
        resource[scopes] = (resource[older] as unknown[]).map((one) =>
          isObject(one)
            ? { scope: one['instrumentationLibrary'], logRecords: one['logs'], ...one }
            : one,
        );
      }
      resource[scopes] = objects(resource[scopes], count);
      for (const scope of resource[scopes] as Json[]) {
        const items = objects(scope[leaves], count);
        scope[leaves] = items.filter(({ attributes }) => count(isList(attributes)));
        for (const item of scope[leaves] as Json[]) nameStatus(item['status']);
      }
    }
  }
}

function objects(list: unknown, count: (isGood: boolean) => boolean): Json[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    count(false);
    return [];
  }
  return list.filter((item): item is Json => count(isObject(item)));
}

function isList(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

/** `ERROR`, `Error` and `2` for `STATUS_CODE_ERROR`. */
function nameStatus(status: unknown): void {
  if (!isObject(status) || typeof status['code'] !== 'string') return;
  const { code } = status;
  if (/^\d$/.test(code)) status['code'] = Number(code);
  else if (!code.includes('_')) status['code'] = `STATUS_CODE_${code.toUpperCase()}`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
