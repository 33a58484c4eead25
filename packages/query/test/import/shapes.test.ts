// Files that hold OTLP in another shape than the collector's: read if there is no doubt, else counted.
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../records.ts';
import { chat, importOf, type Json, requestOf, span } from './otlp-request.ts';

const one = (number: number): Json => requestOf([chat(number)]);
const text = (...requests: readonly unknown[]): string =>
  requests.map((request) => JSON.stringify(request)).join('\n');
const idsOf = (records: readonly Json[]): unknown[] =>
  records.map(({ span_id: id }) => id).toSorted();
const ids = (...numbers: readonly number[]): string[] => numbers.map((number) => hex(number, 16));

const renamed = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(
      /"(\w+)":/g,
      (_, key: string) => `"${key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}":`,
    ),
  );
const older = (request: Json): Json =>
  JSON.parse(
    JSON.stringify(request).replaceAll('"scopeSpans"', '"instrumentationLibrarySpans"'),
  ) as Json;
const batches = (request: Json): Json => ({ batches: request['resourceSpans'] });

describe('is read', () => {
  const readable: readonly (readonly [string, string | Buffer, number[]])[] = [
    ['pretty-printed', JSON.stringify(one(1), null, 2), [1]],
    [
      'pretty-printed, several',
      [1, 2].map((n) => JSON.stringify(one(n), null, '\t')).join('\n'),
      [1, 2],
    ],
    ['a list on one line', JSON.stringify([one(1), one(2)]), [1, 2]],
    ['a list over many lines', JSON.stringify([one(1), one(2)], null, 2), [1, 2]],
    ['a list with a request on each line', `[\n${text(one(1))},\n${text(one(2))}\n]`, [1, 2]],
    ['glued', JSON.stringify(one(1)) + JSON.stringify(one(2)), [1, 2]],
    ['glued to a list', JSON.stringify(one(1)) + JSON.stringify([one(2)]), [1, 2]],
    ['with a mark and CRLF', `\uFEFF${text(one(1), one(2)).replaceAll('\n', '\r\n')}\r\n`, [1, 2]],
    ['with empty lines', `\n\n${text(one(1))}\n\n \n${text(one(2))}\n\n`, [1, 2]],
    ['UTF-16', Buffer.from(`\uFEFF${text(one(1))}\n`, 'utf16le'), [1]],
    ['with names in snake case', text(renamed(one(1))), [1]],
    [
      'with names in snake case below',
      text({ resourceSpans: (renamed(one(1)) as Json)['resource_spans'] }),
      [1],
    ],
    ['with libraries for scopes', text(older(one(1))), [1]],
    ['of Tempo', text(batches(one(1))), [1]],
    ['of Tempo, newer', text({ trace: batches(one(1)) }), [1]],
    ["of Jaeger's API in OTLP", text({ result: one(1) }), [1]],
    [
      'compressed twice in a row',
      Buffer.concat([gzipSync(text(one(1))), gzipSync(`\n${text(one(2))}`)]),
      [1, 2],
    ],
  ];

  it.each(readable)('%s', async (_what, content, numbers) => {
    const { counts, records, status } = await importOf(content);
    expect(idsOf(records)).toEqual(ids(...numbers));
    expect(counts).toMatchObject({
      added: numbers.length,
      bad: 0,
      unread: {},
      lines: numbers.length,
    });
    expect(status).toBe(0);
  });

  it('whatever form ids, times, numbers and enumerations have', async () => {
    const base64 = (number: number, bytes: number): string =>
      Buffer.from(hex(number, bytes * 2), 'hex').toString('base64');
    const call = { traceId: base64(1, 16), spanId: base64(2, 8), parentSpanId: base64(1, 8) };
    const bare = {
      spanId: base64(3, 8).replace(/=+$/, ''),
      traceId: base64(1, 16).replace(/=+$/, ''),
    };
    const upper = { traceId: 'ABCDEF00'.padEnd(32, '1'), spanId: 'ABCDEF01'.padEnd(16, '2') };
    const named = {
      kind: 'SPAN_KIND_CLIENT',
      status: { code: 'STATUS_CODE_ERROR', message: 'no' },
    };
    const short = { status: { code: 'Error' } };
    const numbers = {
      startTimeUnixNano: 1_790_000_000_000_000_000,
      endTimeUnixNano: 1_790_000_000_100_000_000,
    };
    const { records, counts } = await importOf([
      requestOf([
        chat(1, call),
        chat(1, bare),
        chat(4, upper),
        chat(5, named),
        chat(6, short),
        chat(7, numbers),
      ]),
    ]);
    expect(counts).toMatchObject({ added: 6, unread: {} });
    const of = (id: string) => records.find((record) => record['span_id'] === id);
    expect(of(hex(2, 16))).toMatchObject({ trace_id: hex(1, 32), parent_span_id: hex(1, 16) });
    expect(of(hex(3, 16))).toMatchObject({ trace_id: hex(1, 32) });
    expect(of(upper.spanId.toLowerCase())).toMatchObject({ trace_id: upper.traceId.toLowerCase() });
    expect(of(hex(5, 16))).toMatchObject({ success: false, error_text: 'no' });
    expect(of(hex(6, 16))).toMatchObject({ success: false });
    expect(of(hex(7, 16))).toMatchObject({ latency_ms: 100 });
  });
});

describe('is counted by its reason', () => {
  const cut = JSON.stringify(one(9)).slice(0, -40);
  const unreadable: readonly (readonly [string, string | Buffer, Json])[] = [
    ['no JSON', 'oops\n', { no_json: 1 }],
    ['a cut line before a good one', `${cut}\n${text(one(1))}\n`, { cut_off: 1 }],
    ['a cut text before a good line', `{"resourceSpans":[{"res\n${text(one(1))}\n`, { cut_off: 1 }],
    ['a cut document glued to a good one', `${cut}${text(one(1))}\n`, { cut_off: 1 }],
    ['a cut pretty document', JSON.stringify(one(9), null, 2).slice(0, -30), { cut_off: 1 }],
    ['Jaeger', text({ data: [{ traceID: '1', spans: [] }] }), { jaeger: 1 }],
    ['Zipkin', text([{ traceId: '1', id: '2', name: 'chat', timestamp: 1 }]), { zipkin: 1 }],
    [
      'call records',
      text({ schema_version: '1.1', log_type: 'step_completed' }),
      { call_records: 1 },
    ],
    ['other JSON', text({ a: 1 }), { no_otlp: 1 }],
  ];

  it.each(unreadable)('%s', async (_what, content, unread) => {
    const { counts, records, status, stderr } = await importOf(content);
    expect(counts.unread).toEqual(unread);
    const isGood = content.includes(`"spanId":"${hex(1, 16)}"`);
    expect(idsOf(records)).toEqual(isGood ? ids(1) : []);
    expect(status).toBe(isGood ? 0 : 2);
    expect(stderr.includes('nothing was understood')).toBe(!isGood);
  });

  it('compression that is cut off, with what is before the cut', async () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      requestOf([chat(at + 1, { name: randomUUID() })]),
    );
    const whole = gzipSync(text(...many));
    const { counts, records } = await importOf(whole.subarray(0, whole.length / 2));
    expect(records.length).toBeGreaterThan(50);
    expect(counts.unread).toEqual({ cut_off: 1, damaged_compression: 1 });
  });

  const damaged: readonly (readonly [string, Json, string])[] = [
    ['without an end', { endTimeUnixNano: undefined }, 'no_end'],
    ['with the end 0', { endTimeUnixNano: '0' }, 'no_end'],
    ['without a start', { startTimeUnixNano: '0' }, 'no_start'],
    ['with a start that is a date', { startTimeUnixNano: '2026-10-05T10:00:00Z' }, 'no_start'],
    ['with the trace id 0', { traceId: '0'.repeat(32) }, 'invalid_id'],
    ['with a short span id', { spanId: 'abc' }, 'invalid_id'],
    ['with the span id 0 in base64', { spanId: 'AAAAAAAAAAA=' }, 'invalid_id'],
    ['with base64 of another length', { traceId: 'AAAAAAAAAAE=' }, 'invalid_id'],
    ['without ids', { traceId: undefined, spanId: undefined }, 'invalid_id'],
    ['with attributes that are no list', { attributes: {} }, 'damaged_span'],
  ];

  it.each(damaged)('a span %s', async (_what, fields, reason) => {
    const { counts, records } = await importOf([requestOf([chat(1, fields), chat(2)])]);
    expect(counts).toMatchObject({ unread: { [reason]: 1 }, other: 0, bad: 0 });
    expect(idsOf(records)).toEqual(ids(2));
  });

  it('what is no object where spans belong', async () => {
    const spans = [5, null, 'span', chat(1)];
    const { counts } = await importOf([
      requestOf(spans),
      { resourceSpans: [{ scopeSpans: 7 }, 'x'] },
      { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'm', gauge: {} }] }] }] },
    ]);
    expect(counts).toMatchObject({ added: 1, unread: { damaged_span: 5, metrics: 1 } });
  });

  it('what is nested without an end', async () => {
    const deep = (open: string, inner: string, close: string): string =>
      open.repeat(200_000) + inner + close.repeat(200_000);
    const value = deep('{"arrayValue":{"values":[', '', ']}}');
    const attribute = `{"key":"gen_ai.request.model","value":${value}}`;
    const inSpan = JSON.stringify(requestOf([chat(1)])).replace(
      '"attributes":[',
      `"attributes":[${attribute},`,
    );
    const inText = requestOf([chat(2, {}, { 'gen_ai.input.messages': deep('[', '', ']') })]);
    const inKeys = `{"resource_spans":${deep('[', '', ']')}}`;
    const { counts, records } = await importOf([inSpan, JSON.stringify(inText), inKeys].join('\n'));
    expect(counts).toMatchObject({ added: 1 });
    expect(counts.unread).toEqual({ too_deep: 2 });
    expect(records[0]).not.toHaveProperty('input_messages');
  });

  it('what is doubtful is added, and said', async () => {
    const backwards = {
      startTimeUnixNano: '1790000000100000000',
      endTimeUnixNano: '1790000000000000000',
    };
    const old = { startTimeUnixNano: '1000', endTimeUnixNano: '2000' };
    const late = {
      startTimeUnixNano: '4102444800000000000',
      endTimeUnixNano: '4102444800000000001',
    };
    const twice = chat(4);
    (twice['attributes'] as Json[]).push({
      key: 'gen_ai.request.model',
      value: { stringValue: 'last' },
    });
    const requests = [requestOf([chat(1, backwards), chat(2, old), chat(3, late), twice])];
    const { counts, records } = await importOf(requests);
    expect(counts).toMatchObject({
      added: 4,
      unread: {},
      doubtful: { ends_before_start: 1, unlikely_time: 2 },
    });
    expect(records.find(({ span_id: id }) => id === hex(1, 16))).toMatchObject({ latency_ms: 0 });
    expect(records.find(({ span_id: id }) => id === hex(4, 16))).toMatchObject({
      model_id: 'last',
    });
  });

  it('and names the scopes of what is about something else', async () => {
    const method = { 'http.request.method': 'GET', 'sentry.op': 'http.client' };
    const http = requestOf([span(1, method)], 'http');
    const { counts, status } = await importOf([http]);
    expect(counts).toMatchObject({ added: 0, other: 1, other_scopes: { http: 1 }, unread: {} });
    expect(status).toBe(0);
  });
});
