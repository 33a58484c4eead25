// Requests in OTLP/JSON as any sender could make them: plain values become those of the wire.

/** What a test sends: texts, numbers, and lists and maps of them. */
export type Plain =
  | string
  | number
  | bigint
  | boolean
  | readonly Plain[]
  | { readonly [key: string]: Plain };

export type PlainMap = Readonly<Record<string, Plain>>;

/** Every place of a request that can hold content, with what shall stand in it. */
export interface SpanPlaces {
  readonly resource?: PlainMap;
  readonly scope?: PlainMap;
  readonly name?: string;
  readonly traceState?: string;
  readonly attributes?: PlainMap;
  readonly event?: { readonly name?: string; readonly attributes: PlainMap };
  readonly link?: PlainMap;
  readonly status?: string;
  readonly traceId?: string;
  readonly milliseconds?: number;
}

export interface LogPlaces {
  readonly resource?: PlainMap;
  readonly scope?: PlainMap;
  readonly attributes?: PlainMap;
  readonly eventName?: string;
  readonly body?: Plain;
}

export const TRACE_ID = '5b8efff798038103d269b633813fc60c';
export const SPAN_ID = 'eee19b7ec3c1b174';
const LINKED_SPAN_ID = 'eee19b7ec3c1b175';
// Jaeger answers with the spans of the last days only.
const START = BigInt(Date.now()) * 1_000_000n;

/** Sends one span; resolves when the collector has taken it. */
export function sendSpan(collector: string, places: SpanPlaces): Promise<void> {
  return post(`${collector}/v1/traces`, {
    resourceSpans: [
      {
        resource: { attributes: keyValues(places.resource) },
        scopeSpans: [
          {
            scope: { name: 'by hand', attributes: keyValues(places.scope) },
            spans: [
              {
                traceId: places.traceId ?? TRACE_ID,
                spanId: SPAN_ID,
                name: places.name ?? 'chat gpt-5.1',
                traceState: places.traceState,
                kind: 3,
                startTimeUnixNano: String(START),
                endTimeUnixNano: String(START + BigInt(places.milliseconds ?? 1500) * 1_000_000n),
                attributes: keyValues(places.attributes),
                events: places.event && [
                  {
                    name: places.event.name ?? 'exception',
                    timeUnixNano: String(START),
                    attributes: keyValues(places.event.attributes),
                  },
                ],
                links: places.link && [
                  {
                    traceId: TRACE_ID,
                    spanId: LINKED_SPAN_ID,
                    attributes: keyValues(places.link),
                  },
                ],
                status: places.status === undefined ? {} : { code: 2, message: places.status },
              },
            ],
          },
        ],
      },
    ],
  });
}

/** Sends one log record; resolves when the collector has taken it. */
export function sendLog(collector: string, places: LogPlaces): Promise<void> {
  return post(`${collector}/v1/logs`, {
    resourceLogs: [
      {
        resource: { attributes: keyValues(places.resource) },
        scopeLogs: [
          {
            scope: { name: 'by hand', attributes: keyValues(places.scope) },
            logRecords: [
              {
                timeUnixNano: String(START),
                eventName: places.eventName,
                body: places.body === undefined ? undefined : anyValue(places.body),
                attributes: keyValues(places.attributes),
              },
            ],
          },
        ],
      },
    ],
  });
}

/** Sends a log record for each of `bodies`, in one request; resolves when the collector has taken it. */
export function sendBodies(collector: string, bodies: readonly string[]): Promise<void> {
  const logRecords = bodies.map((body) => ({
    timeUnixNano: String(START),
    body: anyValue(body),
  }));
  return post(`${collector}/v1/logs`, { resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
}

/** Sends one counter with one data point for each of `labels`; resolves when the collector has taken it. */
export function sendCounter(
  collector: string,
  labels: readonly PlainMap[],
  resource: PlainMap = {},
  scope: PlainMap = {},
): Promise<void> {
  return post(`${collector}/v1/metrics`, {
    resourceMetrics: [
      {
        resource: { attributes: keyValues(resource) },
        scopeMetrics: [
          {
            scope: { name: 'by hand', attributes: keyValues(scope) },
            metrics: [
              {
                name: 'by.hand',
                sum: {
                  aggregationTemporality: 2,
                  isMonotonic: true,
                  dataPoints: labels.map((attributes, index) => ({
                    attributes: keyValues(attributes),
                    startTimeUnixNano: String(START),
                    timeUnixNano: String(START),
                    asInt: String(1000 + index),
                  })),
                },
              },
            ],
          },
        ],
      },
    ],
  });
}

/** Sends an exponential histogram of scale 0: `counts[i]` values above 2^i, up to 2^(i+1). */
export function sendExponentialHistogram(
  collector: string,
  counts: readonly number[],
  resource: PlainMap = {},
): Promise<void> {
  const count = counts.reduce((sum, one) => sum + one, 0);
  return post(`${collector}/v1/metrics`, {
    resourceMetrics: [
      {
        resource: { attributes: keyValues(resource) },
        scopeMetrics: [
          {
            scope: { name: 'by hand' },
            metrics: [
              {
                name: 'by.hand.histogram',
                exponentialHistogram: {
                  aggregationTemporality: 2,
                  dataPoints: [
                    {
                      startTimeUnixNano: String(START),
                      timeUnixNano: String(START),
                      count: String(count),
                      sum: count,
                      scale: 0,
                      zeroCount: '0',
                      positive: { offset: 0, bucketCounts: counts.map(String) },
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    ],
  });
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${answer}`);
}

function keyValues(map: PlainMap = {}): object[] {
  return Object.entries(map).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Plain): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: String(value) };
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return { doubleValue: 'NaN' };
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(value as PlainMap) } };
}
