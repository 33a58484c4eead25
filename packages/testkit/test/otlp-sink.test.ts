// The sink with export requests posted by hand.
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OtlpSink, parseOtlpLines, startOtlpSink } from '../src/index.ts';
import { logs, metrics, traces } from './otlp-exports.ts';

let sink: OtlpSink;
beforeEach(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.close());

function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const json = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = headers['content-encoding'] === 'gzip' ? gzipSync(json) : json;
  return fetch(sink.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: bytes,
  });
}

describe('the sink', () => {
  it('flattens spans with plain attributes, resource and scope', async () => {
    expect((await post('/v1/traces', traces)).status).toBe(200);
    expect(sink.traces()).toEqual([
      {
        name: 'chat gpt-4o-mini',
        traceId: 'aa',
        spanId: 'bb',
        parentSpanId: 'cc',
        traceState: '',
        kind: 'client',
        status: { code: 'error', message: 'rate limited' },
        attributes: {
          'gen_ai.usage.input_tokens': 12,
          reasons: ['stop'],
          nested: { role: 'user' },
          streamed: false,
          nothing: null,
        },
        events: [{ name: 'first', timeUnixNano: 5n, attributes: { a: 'b' } }],
        links: [{ traceId: 'dd', spanId: 'ee', attributes: {} }],
        startTimeUnixNano: 1768435200000000001n,
        endTimeUnixNano: 1768435201000000002n,
        resource: { 'service.name': 'shop' },
        scope: { name: 'llm-otel', version: '0.1.0' },
        schemaUrl: '',
      },
    ]);
  });

  it('flattens histograms with exemplars and sums', async () => {
    await post('/v1/metrics', metrics);
    const [duration, calls] = sink.metrics();
    expect(duration).toMatchObject({
      name: 'gen_ai.client.operation.duration',
      unit: 's',
      type: 'histogram',
      temporality: 'cumulative',
      points: [
        {
          attributes: { 'gen_ai.operation.name': 'chat' },
          count: 3,
          sum: 1.5,
          bucketCounts: [1, 2, 0],
          explicitBounds: [0.5, 1],
          exemplars: [{ value: 0.7, traceId: 'aa', spanId: 'bb', attributes: {} }],
        },
      ],
    });
    expect(calls).toMatchObject({
      type: 'sum',
      temporality: 'delta',
      monotonic: true,
      points: [{ value: 7 }],
    });
  });

  it('flattens log records, compressed ones too', async () => {
    await post('/v1/logs', logs, { 'content-encoding': 'gzip' });
    expect(sink.logs()).toMatchObject([
      {
        eventName: 'gen_ai.evaluation.result',
        severityNumber: 9,
        body: 'good',
        attributes: { score: 'high' },
        traceId: 'aa',
      },
    ]);
    expect(sink.requests[0]).toMatchObject({ path: '/v1/logs', rawBody: JSON.stringify(logs) });
  });

  it('wakes who waits when data arrives', async () => {
    const arrived = sink.waitFor(() => sink.traces().length === 2);
    await post('/v1/traces', traces);
    await post('/v1/traces', traces);
    await arrived;
    expect(sink.traces()).toHaveLength(2);
  });

  it('says what had arrived when nothing more comes', async () => {
    await post('/v1/traces', traces);
    await expect(sink.waitFor(() => false, { timeoutMs: 1 })).rejects.toThrow(
      /did not arrive within 1 ms[^]*chat gpt-4o-mini \[error\][^]*metrics: none/,
    );
  });

  it('hands an error of the predicate to who waits', async () => {
    const failing = sink.waitFor(() => {
      throw new Error('not so');
    });
    await expect(failing).rejects.toThrow('not so');
  });

  it.each([
    ['/v1/unknown', '{}', 'application/json', 404],
    ['/v1/traces', '{"resourceSpans":', 'application/json', 400],
    ['/v1/traces', '{}', 'application/x-protobuf', 415],
  ])('refuses %s with %s as %s', async (path, body, contentType, status) => {
    expect((await post(path, body, { 'content-type': contentType })).status).toBe(status);
    expect(sink.requests[0]?.accepted).toBe(false);
  });

  it('forgets on reset', async () => {
    await post('/v1/traces', traces);
    sink.reset();
    expect([sink.traces(), sink.requests]).toEqual([[], []]);
  });
});

describe('a bad backend', () => {
  it('answers with a status and Retry-After and does not keep what it refused', async () => {
    sink.behave({ status: 429, retryAfterSeconds: 2 });
    const response = await post('/v1/traces', traces);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2']);
    expect(sink.traces()).toEqual([]);
    sink.behave();
    await post('/v1/traces', traces);
    expect(sink.traces()).toHaveLength(1);
  });

  it('closes in the middle of its answer', async () => {
    sink.behave({ fault: 'close-mid-body' });
    const response = await post('/v1/traces', traces);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('never answers, and still closes', async () => {
    sink.behave({ fault: 'never-answer' });
    const answer = post('/v1/traces', traces).catch((error: unknown) => error);
    await sink.waitFor(() => sink.requests.length === 1);
    await sink.close();
    expect(await answer).toBeInstanceOf(TypeError);
    sink = await startOtlpSink();
  });
});

describe('a file of OTLP/JSON Lines', () => {
  it('holds the same records', () => {
    const records = parseOtlpLines(
      [traces, metrics, logs].map((line) => JSON.stringify(line)).join('\n'),
    );
    expect(records.spans[0]?.name).toBe('chat gpt-4o-mini');
    expect(records.metrics).toHaveLength(2);
    expect(records.logs).toHaveLength(1);
  });

  it('names the line that is broken', () => {
    expect(() => parseOtlpLines(`${JSON.stringify(logs)}\n{"resource`)).toThrow(
      'text:2 is no JSON',
    );
  });
});
