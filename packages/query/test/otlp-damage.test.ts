// The entry `@llm-otel/query/otlp`, given what is no OTLP/JSON: strict for checks, lenient for files from anywhere.
import { describe, expect, it } from 'vitest';
import { OtlpError, readRequest, toPlainObject } from '@llm-otel/query/otlp';

const spansOf = (...spans: readonly unknown[]): object => ({
  resourceSpans: [{ scopeSpans: [{ spans }] }],
});
const pointOf = (data: object): object => ({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', ...data }] }] }],
});

describe('what is not as OTLP/JSON has it', () => {
  const wrong: readonly (readonly [string, object, string])[] = [
    ['a list', { resourceSpans: {} }, 'here.resourceSpans is {}, not a list'],
    ['an item', spansOf(1), 'scopeSpans[0].spans[0] is 1, not an object'],
    [
      'an item after good ones',
      spansOf({ name: 'chat', events: [{ name: 'e' }] }, { links: [{}, { spanId: 1 }] }),
      'here.resourceSpans[0].scopeSpans[0].spans[1].links[1].spanId is 1, not a text',
    ],
    ['a text', spansOf({ name: 1 }), 'spans[0].name is 1, not a text'],
    ['an enumeration', spansOf({ kind: 9 }), 'spans[0].kind is 9, not 0 to 5 (unspecified, '],
    ['a time', spansOf({ endTimeUnixNano: '1.5' }), 'endTimeUnixNano is "1.5", not a count of'],
    ['a status', spansOf({ status: [] }), 'spans[0].status is [], not an object'],
    ['a value', spansOf({ attributes: [{ key: 'a', value: 1 }] }), 'attributes[0].value is 1, not'],
    ['a number', pointOf({ sum: { dataPoints: [{ asInt: 'x' }] } }), 'asInt is "x", not a number'],
    [
      'a bucket',
      pointOf({ histogram: { dataPoints: [{ bucketCounts: ['1', ''] }] } }),
      'bucketCounts[1] is "", not a number',
    ],
    ['a flag', pointOf({ sum: { isMonotonic: 1 } }), 'sum.isMonotonic is 1, not true or false'],
    ['a metric', pointOf({}), 'metrics[0] is {"name":"m"}, not a metric with sum, histogram'],
  ];

  it.each(wrong)('is told with its place: %s', (_what, request, message) => {
    const read = (): unknown => readRequest(request, { place: 'here' });
    expect(read).toThrow(OtlpError);
    expect(read).toThrow(message);
  });

  it.each(wrong)('is left out where that is asked for: %s', (_what, request) => {
    expect(() => readRequest(request, { isLenient: true })).not.toThrow();
  });

  it('leaves what is around it', () => {
    const attributes = [
      { key: 'a', value: { intValue: '1' } },
      { key: 'b', value: 1 },
      5,
      { key: 'c', value: { stringValue: 'd' } },
    ];
    const request = spansOf(7, { name: 'chat', kind: 9, spanId: 5, attributes }, null);
    const { spans } = readRequest(request, { isLenient: true });
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({ name: 'chat', kind: 'unspecified', spanId: '' });
    expect(toPlainObject(spans[0]!.attributes)).toEqual({ a: 1, b: null, c: 'd' });
    expect(readRequest('text', { isLenient: true }).spans).toEqual([]);
  });
});
