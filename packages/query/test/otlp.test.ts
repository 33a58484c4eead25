// The entry `@llm-otel/query/otlp`: what it reads.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readRequest, requestsIn, signalOf, toPlainMap, toPlainObject } from '@llm-otel/query/otlp';

const TRACE = '5b8efff798038103d269b633813fc60c';
const SPAN = 'eee19b7ec3c1b174';

const spansOf = (...spans: readonly unknown[]): object => ({
  resourceSpans: [{ scopeSpans: [{ spans }] }],
});
const pointOf = (data: object): object => ({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', ...data }] }] }],
});

describe('a request', () => {
  it('is flattened into records with their resource and scope', () => {
    const request = {
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeLogs: [
            {
              scope: {
                name: 'app',
                version: '2',
                attributes: [{ key: 'a', value: { boolValue: true } }],
              },
              schemaUrl: 'https://example.org/1',
              logRecords: [
                {
                  eventName: 'app.rated',
                  severityNumber: 9,
                  severityText: 'INFO',
                  body: { kvlistValue: { values: [{ key: 'n', value: { intValue: '1' } }] } },
                  timeUnixNano: '1768435200000000001',
                  observedTimeUnixNano: 7,
                  traceId: TRACE,
                  spanId: SPAN,
                  flags: 1,
                  droppedAttributesCount: 3,
                },
              ],
            },
          ],
        },
      ],
    };
    const { logs, resources } = readRequest(request);
    expect(logs).toMatchObject([
      {
        eventName: 'app.rated',
        severityNumber: 9,
        severityText: 'INFO',
        body: { type: 'map', value: { n: 1 } },
        timeUnixNano: 1768435200000000001n,
        observedTimeUnixNano: 7n,
        traceId: TRACE,
        spanId: SPAN,
        flags: 1,
        droppedAttributesCount: 3,
        scope: { name: 'app', version: '2', schemaUrl: 'https://example.org/1' },
      },
    ]);
    expect(toPlainObject(logs[0]!.resource.attributes)).toEqual({ 'service.name': 'shop' });
    expect(toPlainObject(logs[0]!.scope.attributes)).toEqual({ a: true });
    expect(resources).toHaveLength(1);
  });

  it('says which signal it carries', () => {
    expect(signalOf({ resourceSpans: [] })).toBe('traces');
    expect(signalOf({ resourceMetrics: [] })).toBe('metrics');
    expect(signalOf({ resourceLogs: [] })).toBe('logs');
    expect([{}, [], null, 'resourceLogs'].map(signalOf)).toEqual(Array(4).fill(undefined));
  });

  it('stands on a line, or is the whole text', () => {
    const [first, second] = requestsIn('{"resourceSpans":[]}\n\n{"resourceLogs":[]}', 'file');
    expect([first?.place, second?.place]).toEqual(['file:1', 'file:3']);
    expect(requestsIn('{\n"resourceSpans":\n[]}', 'file')).toHaveLength(1);
    expect(() => requestsIn('{"a":1}', 'file')).toThrow('file has none of the fields');
    expect(() => requestsIn('12', 'file')).toThrow('file is 12, not an object');
    expect(() => requestsIn('{"resourceSpans":[]}\n{x', 'file')).toThrow('file:2 is no JSON: {x');
  });
});

describe('a span', () => {
  const span = {
    name: 'chat',
    traceId: TRACE,
    spanId: SPAN,
    traceState: 'a=b',
    flags: 257,
    events: [{ name: 'e', timeUnixNano: '5', droppedAttributesCount: 1 }],
    links: [{ traceId: TRACE, spanId: SPAN, traceState: 'c=d', flags: 1 }],
    startTimeUnixNano: 1,
    endTimeUnixNano: '18446744073709551615',
    droppedAttributesCount: 1,
    droppedEventsCount: 2,
    droppedLinksCount: 3,
  };

  it('has its times exactly, its flags and what was dropped', () => {
    expect(readRequest(spansOf(span)).spans[0]).toMatchObject({
      ...span,
      parentSpanId: '',
      kind: 'unspecified',
      status: { code: 'unset', message: '' },
      events: [{ name: 'e', timeUnixNano: 5n, droppedAttributesCount: 1 }],
      startTimeUnixNano: 1n,
      endTimeUnixNano: 18446744073709551615n,
    });
  });

  it.each([
    ['numbers', 3, 2],
    ['names', 'SPAN_KIND_CLIENT', 'STATUS_CODE_ERROR'],
  ])('has enumerations as %s', (_what, kind, code) => {
    const read = readRequest(spansOf({ ...span, kind, status: { code, message: 'no' } }));
    expect(read.spans[0]).toMatchObject({
      kind: 'client',
      status: { code: 'error', message: 'no' },
    });
  });
});

describe('a value', () => {
  const ints = [{ intValue: '1' }, { intValue: 2 }];
  it.each([
    [{ stringValue: '' }, 'string', ''],
    [{ boolValue: false }, 'boolean', false],
    [{ intValue: '12' }, 'int', 12],
    [{ intValue: 0 }, 'int', 0],
    [{ doubleValue: 0.5 }, 'double', 0.5],
    [{ doubleValue: 'NaN' }, 'double', Number.NaN],
    [{ doubleValue: '-Infinity' }, 'double', -Infinity],
    [{ bytesValue: 'AQI=' }, 'bytes', 'AQI='],
    [{ arrayValue: {} }, 'empty[]', []],
    [{ arrayValue: { values: ints } }, 'int[]', [1, 2]],
    [{ arrayValue: { values: [...ints, { doubleValue: 0.5 }] } }, 'double[]', [1, 2, 0.5]],
    [{ arrayValue: { values: [{ stringValue: 'a' }, {}, null] } }, 'mixed[]', ['a', null, null]],
    [{ arrayValue: { values: [{ arrayValue: { values: ints } }] } }, 'mixed[]', [[1, 2]]],
    [{ kvlistValue: {} }, 'map', {}],
    [{ kvlistValue: { values: [{ key: 'a', value: { arrayValue: {} } }] } }, 'map', { a: [] }],
    [{ stringValue: null, intValue: 4 }, 'int', 4],
    [{}, 'none', null],
    [null, 'none', null],
  ])('%j is of type %s', (value, type, plain) => {
    const { attributes } = readRequest(spansOf({ attributes: [{ key: 'k', value }] })).spans[0]!;
    expect(attributes.get('k')).toEqual({ type, value: plain });
    expect(toPlainMap(attributes)).toEqual(new Map([['k', plain]]));
  });

  it('that comes last stays', () => {
    const attributes = ints.map((value) => ({ key: 'k', value }));
    const [span] = readRequest(spansOf({ attributes })).spans;
    expect(toPlainObject(span!.attributes)).toEqual({ k: 2 });
  });
});

describe('a metric', () => {
  const pointIn = (type: string, point: object, data: object = {}): object =>
    readRequest(pointOf({ [type]: { ...data, dataPoints: [point] } })).metrics[0]!;

  it.each([
    ['sum', { asInt: '7' }, { value: 7 }],
    ['gauge', { asDouble: 0.5, flags: 1 }, { value: 0.5, flags: 1 }],
    [
      'histogram',
      { count: '3', sum: 1.5, min: 0, max: 1, bucketCounts: ['1', 2], explicitBounds: [0.5] },
      { count: 3, sum: 1.5, min: 0, max: 1, bucketCounts: [1, 2], explicitBounds: [0.5] },
    ],
    [
      'exponentialHistogram',
      { scale: -1, zeroCount: '2', zeroThreshold: 0.1, positive: { bucketCounts: ['4'] } },
      { scale: -1, zeroCount: 2, zeroThreshold: 0.1, positive: { offset: 0, bucketCounts: [4] } },
    ],
    [
      'summary',
      { count: 1, quantileValues: [{ quantile: 0.5, value: 2 }, { value: 1 }] },
      {
        count: 1,
        quantiles: [
          { quantile: 0.5, value: 2 },
          { quantile: 0, value: 1 },
        ],
      },
    ],
  ])('%s', (type, point, expected) => {
    expect(pointIn(type, point)).toEqual({
      name: 'm',
      unit: '',
      description: '',
      type,
      temporality: 'unspecified',
      isMonotonic: false,
      resource: expect.anything(),
      scope: expect.anything(),
      points: [
        {
          attributes: new Map(),
          startTimeUnixNano: 0n,
          timeUnixNano: 0n,
          flags: 0,
          exemplars: [],
          ...expected,
        },
      ],
    });
  });

  it('has exemplars, and says what it counts from', () => {
    const exemplars = [{ asInt: 4, timeUnixNano: '1', traceId: TRACE, spanId: SPAN }];
    const data = { isMonotonic: true, aggregationTemporality: 'AGGREGATION_TEMPORALITY_DELTA' };
    expect(pointIn('sum', { exemplars }, data)).toMatchObject({
      temporality: 'delta',
      isMonotonic: true,
      points: [{ exemplars: [{ value: 4, timeUnixNano: 1n, traceId: TRACE, spanId: SPAN }] }],
    });
  });
});

it('is read without any other module', () => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { console.log(url); return next(url, context); } });
    await import('@llm-otel/query/otlp');`;
  const loaded = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: new URL('.', import.meta.url),
    encoding: 'utf8',
  });
  const urls = loaded.trim().split('\n');
  expect(urls.length).toBeGreaterThan(3);
  expect(urls.filter((url) => !url.includes('/packages/query/dist/otlp/'))).toEqual([]);
});
