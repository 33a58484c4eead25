// What the service answers, over logs of real programs and of records made for the test.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProgramLog, programLog } from './program-log.ts';
import { call, failedCall, feedback, hex, logOf, write } from './records.ts';
import { serve, type Served, startServing, YEAR } from './served.ts';
import { FIELDS } from '../src/schema.ts';

const CONTENT = new Set(FIELDS.filter(({ isContent }) => isContent).map(({ name }) => name));

let log: ProgramLog;
let served: Served;
beforeAll(async () => {
  log = await programLog();
  served = await startServing(log.directory);
});
afterAll(async () => void (await served.stop()));

const ofModel = () => log.records.filter(({ model_id: model }) => model !== undefined);

describe('S2-71: GET /v1/logs', () => {
  it('answers with the records of a time, without their content', async () => {
    const { status, json } = await served.get(`/v1/logs?${YEAR}`);
    const withoutContent = log.records.map((record) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !CONTENT.has(name))),
    );
    expect({ status, ...json }).toEqual({
      status: 200,
      logs: expect.arrayContaining(withoutContent),
      count: 5,
      // Two more are about configurations.
      log: { read: 7, bad: 0, pending: 0, joined: 0 },
    });
  });

  it.each([
    ['model=gpt-4o', 2],
    ['model=gpt-4o&status=failure', 1],
    ['user_id=user-1', 5],
    ['session_id=session-1&type=tool', 1],
    ['user_id=somebody', 0],
    ['where=total_tokens%3E0&model=gpt-4o-mini', 1],
    ['provider=openai&error_class=rate_limit', 1],
    ['tool_name=look-up', 1],
  ])('filters by %s', async (query, count) => {
    const { json } = await served.get(`/v1/logs?${YEAR}&${query}`);
    expect(json.count).toBe(count);
  });

  it('filters by trace', async () => {
    const { trace_id: trace } = log.records.find(
      ({ log_type: type }) => type === 'step_completed',
    )!;
    const { json } = await served.get(`/v1/logs?${YEAR}&trace_id=${String(trace)}`);
    expect(json.count).toBe(4);
  });

  it('includes its start and not its end', async () => {
    const records = [1, 2, 3].map((n) => call({ timestamp: `2026-03-0${n}T00:00:00.000Z` }));
    const { get } = await serve(logOf(records));
    const { json } = await get(
      '/v1/logs?start_time=2026-03-01T00:00:00Z&end_time=2026-03-03T02:00:00%2B02:00',
    );
    expect(json.logs).toEqual(records.slice(0, 2));
  });

  it.each(['asc', 'desc'])(
    'gives every record once, page by page, %s, while more come',
    async (order) => {
      const timestamp = '2026-10-05T10:00:00.000Z';
      const records = Array.from({ length: 10 }, () => call({ timestamp }));
      const folder = logOf(records);
      const { get } = await serve(folder);
      const found: unknown[] = [];
      let cursor = '';
      do {
        const { json } = await get(`/v1/logs?${YEAR}&limit=3&order=${order}${cursor}`);
        found.push(...json.logs);
        if (cursor === '')
          write(
            folder,
            [call({ timestamp: '2026-10-04T10:00:00.000Z' })],
            'llm_logs_2026-10-04.jsonl',
          );
        cursor = json.next_cursor === undefined ? '' : `&cursor=${json.next_cursor}`;
      } while (cursor !== '');
      expect(found.slice(0, 10)).toEqual(order === 'asc' ? records : records.toReversed());
    },
  );

  it('ends a page early that would be too large', async () => {
    const topic = 'x'.repeat(1_000_000);
    const { get } = await serve(logOf(Array.from({ length: 40 }, () => call({ topic }))));
    const { json } = await get(`/v1/logs?${YEAR}&limit=40`);
    const { json: rest } = await get(`/v1/logs?${YEAR}&limit=40&cursor=${json.next_cursor}`);
    expect([json.count, rest.count, rest.next_cursor]).toEqual([33, 7, undefined]);
  });

  it('sees a record that was written a moment ago, and leaves half of one alone', async () => {
    const folder = logOf([call()]);
    const { get } = await serve(folder);
    const before = (await get(`/v1/logs?${YEAR}`)).json.count;
    const [first, second] = [JSON.stringify(call()), JSON.stringify(call())];
    writeFileSync(
      path.join(folder, 'llm_logs_2026-10-05.jsonl'),
      `${first}\n${second.slice(0, 50)}`,
      { flag: 'a' },
    );
    const half = (await get(`/v1/logs?${YEAR}`)).json;
    writeFileSync(path.join(folder, 'llm_logs_2026-10-05.jsonl'), `${second.slice(50)}\n`, {
      flag: 'a',
    });
    const whole = (await get(`/v1/logs?${YEAR}`)).json;
    expect([before, half.count, whole.count, whole.log.bad]).toEqual([1, 2, 3, 0]);
  });
});

describe('S2-73: GET /v1/traces/{trace_id}', () => {
  it('tells the spans of a trace', async () => {
    const step = log.records.find(({ log_type: type }) => type === 'step_completed')!;
    const { json } = await served.get(`/v1/traces/${String(step['trace_id'])}`);
    expect(json).toMatchObject({ trace_id: step['trace_id'], count: 4 });
    const record = ofModel().find(({ model_id: model }) => model === 'gpt-4o')!;
    const chat = json.spans.find(
      ({ span_id: id }: { span_id: string }) => id === record['span_id'],
    );
    expect(chat).toMatchObject({
      span_id: record['span_id'],
      parent_id: step['span_id'],
      start_time: record['timestamp'],
      duration_ms: record['latency_ms'],
      status: 'success',
      attributes: {
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.input_tokens': record['prompt_tokens'],
      },
    });
    expect(chat.attributes).not.toHaveProperty(['gen_ai.input.messages']);
    expect(Date.parse(chat.end_time) - Date.parse(chat.start_time)).toBe(
      Math.floor(chat.duration_ms),
    );
    expect(
      json.spans.find(({ name }: { name: string }) => name === step['name']).parent_id,
    ).toBeNull();
  });

  it('says whether it tells all of them', async () => {
    const trace_id = hex(0xfeed, 32);
    const records = Array.from({ length: 10_001 }, () => call({ trace_id }));
    const all = await serve(logOf(records.slice(1)));
    const where = `/v1/traces/${trace_id}`;
    expect((await all.get(where)).json).toMatchObject({ count: 10_000, truncated: false });
    const some = await serve(logOf(records));
    expect((await some.get(where)).json).toMatchObject({ count: 10_000, truncated: true });
  });

  it('says when there is none', async () => {
    expect((await served.get(`/v1/traces/${hex(1, 32)}`)).status).toBe(404);
  });
});

describe('GET /v1/calls/{id} and /v1/sessions/{id}', () => {
  it('finds a call by both of its ids, with the feedback about it', async () => {
    const one = call({ response_id: 'chatcmpl-1' });
    const other = feedback({ feedback_request_id: one['request_id'], feedback_score: 1 });
    const { get } = await serve(logOf([one, call(), other]));
    for (const id of [one['request_id'], 'chatcmpl-1']) {
      expect((await get(`/v1/calls/${String(id)}`)).json).toEqual({
        record: one,
        feedback: [other],
      });
    }
    expect((await get('/v1/calls/nothing')).status).toBe(404);
  });

  it('tells what happened in a session', async () => {
    const { json } = await served.get('/v1/sessions/session-1');
    expect(json).toMatchObject({
      session_id: 'session-1',
      count: 5,
      summary: { count: 3, errors: 1 },
    });
    expect((await served.get('/v1/sessions/none')).status).toBe(404);
  });
});

describe('numbers', () => {
  it('S2-74: GET /v1/metrics has the seven keys', async () => {
    const records = [
      ...Array.from({ length: 99 }, (_, n) => call({ latency_ms: n + 1, cost_usd: 0.1 })),
      failedCall({ latency_ms: 100, total_tokens: undefined, cost_usd: null }),
    ];
    const { get } = await serve(logOf(records));
    expect((await get('/v1/metrics')).json).toEqual({
      total_requests: 100,
      total_tokens: 99 * 15,
      total_errors: 1,
      total_cost: 9.9,
      p50_latency_ms: 50.5,
      p95_latency_ms: 95.05,
      p99_latency_ms: 99.01,
    });
    expect((await get('/v1/metrics?start_time=2026-11-01T00:00:00Z')).json).toMatchObject({
      total_requests: 0,
      total_cost: null,
      p50_latency_ms: null,
    });
  });

  it('GET /v1/stats groups', async () => {
    const { json } = await served.get('/v1/stats?group_by=model,status&order_by=count');
    expect(json.groups.map(({ group, count }: never) => [group, count])).toEqual([
      [{ model: 'gpt-4o', status: 'failure' }, 1],
      [{ model: 'gpt-4o', status: 'success' }, 1],
      [{ model: 'gpt-4o-mini', status: 'success' }, 1],
    ]);
  });
});
