// The wire form of OTLP/JSON, as far as it is read and written here. 64-bit numbers are texts, ids are
// hexadecimal, enums are numbers.

/** A value of an attribute. */
interface AnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  readonly doubleValue?: number | string;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}

/** An attribute. */
export interface KeyValue {
  readonly key: string;
  readonly value?: AnyValue;
}

/** A span. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: number;
  readonly startTimeUnixNano: string | number;
  readonly endTimeUnixNano: string | number;
  readonly attributes?: readonly KeyValue[];
  readonly status?: { readonly code?: number | string; readonly message?: string };
}

/** An event of the log signal. */
export interface LogEvent {
  readonly eventName?: string;
  readonly timeUnixNano?: string | number;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly attributes?: readonly KeyValue[];
}

/** A span or an event, with the attributes of the resource that it came from. */
export interface Item {
  readonly span?: Span;
  readonly event?: LogEvent;
  readonly resource: ReadonlyMap<string, unknown>;
}

/** The spans and events of one export request; what is not as it should be is left out. */
export function itemsOf(request: unknown): Item[] {
  return [
    ...each(request, 'resourceSpans').flatMap((one) =>
      leavesOf(one, 'scopeSpans', 'spans').map(({ leaf, resource }) => ({
        span: leaf as Span,
        resource,
      })),
    ),
    ...each(request, 'resourceLogs').flatMap((one) =>
      leavesOf(one, 'scopeLogs', 'logRecords').map(({ leaf, resource }) => ({
        event: leaf as LogEvent,
        resource,
      })),
    ),
  ];
}

/** Attributes as plain values; of a name that occurs twice the last stays. */
export function toAttributes(list: unknown): Map<string, unknown> {
  const items = Array.isArray(list) ? (list as unknown[]) : [];
  return new Map(
    items.flatMap((item) => {
      const { key, value } = (item ?? {}) as Partial<KeyValue>;
      return typeof key === 'string' ? [[key, toPlain(value)] as const] : [];
    }),
  );
}

/** A plain value as an attribute; absent values give none. */
export function toKeyValues(attributes: Iterable<readonly [string, unknown]>): KeyValue[] {
  return [...attributes].flatMap(([key, value]) => {
    const wire = toWire(value);
    return wire === undefined ? [] : [{ key, value: wire }];
  });
}

function toPlain(value: AnyValue | null | undefined): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.intValue !== undefined) return Number(value.intValue);
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(toPlain);
  if (value.kvlistValue !== undefined) {
    return Object.fromEntries(toAttributes(value.kvlistValue.values));
  }
  return value.bytesValue;
}

function toWire(value: unknown): AnyValue | undefined {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (Number.isSafeInteger(value)) return { intValue: String(value) };
  if (typeof value === 'number') return { doubleValue: value };
  if (!Array.isArray(value)) return undefined;
  if (value.some((item) => typeof item === 'object')) return undefined;
  return { arrayValue: { values: value.flatMap((item) => toWire(item) ?? []) } };
}

function leavesOf(
  one: unknown,
  scopes: string,
  leaves: string,
): { leaf: unknown; resource: ReadonlyMap<string, unknown> }[] {
  const { resource } = one as { resource?: { attributes?: unknown } };
  const attributes = toAttributes(resource?.attributes);
  return each(one, scopes)
    .flatMap((scope) => each(scope, leaves))
    .map((leaf) => ({ leaf, resource: attributes }));
}

function each(value: unknown, name: string): unknown[] {
  const list = (value as Record<string, unknown> | null)?.[name];
  return Array.isArray(list)
    ? list.filter((item) => typeof item === 'object' && item !== null)
    : [];
}
