// Files of the collector: into the log, and back to a backend.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { startOtlpSink } from '@llm-otel/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { faultsOf } from './record-faults.ts';
import { ask, run } from './command.ts';
import { call, directory, failedCall, feedback, hex, LOG, logOf } from './records.ts';

const text = (stringValue: string): object => ({ stringValue });
const attribute = (key: string, value: object): object => ({ key, value });

/** An export request with one span of a call. */
function request(number: number, fields: object = {}, attributes: readonly object[] = []): object {
  return {
    resourceSpans: [
      {
        resource: {
          attributes: [
            attribute('service.name', text('shop')),
            attribute('deployment.environment.name', text('staging')),
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'llm-otel' },
            spans: [
              {
                traceId: hex(number, 32),
                spanId: hex(number, 16),
                parentSpanId: '',
                name: 'chat gpt-4o',
                kind: 3,
                startTimeUnixNano: `${1_790_000_000_000 + number}123456`,
                endTimeUnixNano: `${1_790_000_000_250 + number}123456`,
                attributes: [
                  attribute('gen_ai.operation.name', text('chat')),
                  attribute('gen_ai.provider.name', text('openai')),
                  attribute('gen_ai.request.model', text('gpt-4o')),
                  attribute('gen_ai.usage.input_tokens', { intValue: '12' }),
                  attribute('gen_ai.usage.output_tokens', { intValue: '30' }),
                  ...attributes,
                ],
                status: {},
                ...fields,
              },
            ],
          },
        ],
      },
    ],
  };
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;

async function records(log: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await run(['export', '--format', 'json', '--dir', log]);
  return JSON.parse(stdout) as Record<string, unknown>[];
}

it('imports calls as llm-otel would have written them, once', async () => {
  const source = path.join(directory(), 'traces.jsonl');
  const messages = [{ role: 'user', parts: [{ type: 'text', content: 'hello' }] }];
  const attributes = [
    attribute('gen_ai.response.model', text('gpt-4o-2024')),
    attribute('gen_ai.response.finish_reasons', { arrayValue: { values: [text('stop')] } }),
    attribute('gen_ai.response.time_to_first_chunk', { doubleValue: 0.125 }),
    attribute('gen_ai.request.stream', { boolValue: true }),
    attribute('gen_ai.input.messages', text(JSON.stringify(messages))),
    attribute('app.tenant', text('blue')),
  ];
  const failed = { status: { code: 2, message: 'too many' } };
  writeFileSync(
    source,
    line(request(1, {}, attributes)) +
      line(request(2, failed, [attribute('error.type', text('429'))])) +
      line({
        resourceSpans: [
          { scopeSpans: [{ spans: [{ name: 'GET /', spanId: hex(9, 16), attributes: [] }] }] },
        ],
      }) +
      line({
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    eventName: 'gen_ai.evaluation.result',
                    timeUnixNano: '1790000000000000000',
                    traceId: hex(1, 32),
                    attributes: [
                      attribute('gen_ai.evaluation.name', text('thumbs')),
                      attribute('gen_ai.evaluation.score.value', { doubleValue: 0.5 }),
                    ],
                  },
                ],
              },
            ],
          },
        ],
      }),
  );
  const log = path.join(directory(), 'logs');
  const counts = { added: 3, already: 0, other: 1, lines: 4, bad: 0, joined: 0 };
  expect(await ask(log, 'import', source)).toMatchObject(counts);
  const found = await records(log);
  for (const record of found) expect(faultsOf(record)).toEqual([]);
  expect(found.find((one) => one['span_id'] === hex(1, 16))).toMatchObject({
    log_type: 'generation_completed',
    latency_ms: 250,
    time_to_first_chunk_ms: 125,
    model_version: 'gpt-4o-2024',
    total_tokens: 42,
    finish_reasons: ['stop'],
    stream: true,
    service_name: 'shop',
    environment: 'staging',
    input_messages: messages,
    attributes: { 'app.tenant': 'blue' },
  });
  expect(found.find((one) => one['success'] === false)).toMatchObject({
    log_type: 'request_failed',
    error_code: '429',
    error_class: 'rate_limit',
    error_message: 'too many',
  });
  expect(found.find((one) => one['log_type'] === 'feedback')).toMatchObject({
    feedback_name: 'thumbs',
    feedback_score: 0.5,
  });
  expect(readdirSync(log).filter((name) => name.endsWith('.jsonl'))).toEqual([
    'llm_logs_2026-09-21.001.jsonl',
  ]);
  expect(statSync(path.join(log, 'llm_logs_2026-09-21.001.jsonl')).mode & 0o077).toBe(0);
  expect(await ask(log, 'import', source)).toMatchObject({ added: 0, already: 3 });
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 2 });
});

it('reads rotated and compressed files, and joins what rotation tore', async () => {
  const source = directory();
  const torn = line(request(3));
  const frame = zstdCompressSync(Buffer.from(JSON.stringify(request(6))));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(frame.length);
  const put = (name: string, content: string | Buffer): void =>
    writeFileSync(path.join(source, name), content);
  put('traces-2026-10-05T10-00-00.000.jsonl', line(request(1)) + torn.slice(0, 200));
  put('traces-2026-10-05T11-00-00.000.jsonl.gz', gzipSync(torn.slice(200) + line(request(4))));
  put('traces-2026-10-05T12-00-00.000.jsonl.zst', zstdCompressSync(line(request(5))));
  put('traces-2026-10-05T13-00-00.000.jsonl', Buffer.concat([length, frame, length, frame]));
  put('traces-2026-10-05T14-00-00.000.jsonl', `\0\0${line(request(7))}oops\n${torn.slice(0, 50)}`);
  put('traces.jsonl', line(request(8)));
  put('zebra.jsonl.gz', gzipSync(line(request(9))).subarray(0, -12));
  const log = directory();
  expect(await ask(log, 'import', source)).toMatchObject({ joined: 1, already: 1 });
  const spans = (await records(log)).map((record) => record['span_id']);
  const wanted = [1, 3, 4, 5, 6, 7, 8].map((number) => hex(number, 16));
  expect(spans).toEqual(expect.arrayContaining(wanted));
  const strict = await run(['import', source, '--dir', log, '--strict', '--json']);
  expect(strict.status).toBe(2);
  expect(JSON.parse(strict.stdout).bad).toBeGreaterThanOrEqual(2);
});

it('replays line by line, remembers how far, and goes on there', async () => {
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  const source = path.join(directory(), 'traces.jsonl');
  const cwd = directory();
  const replay = async (...args: string[]) => {
    const result = await run(['replay', source, '--endpoint', sink.url, '--json', ...args], {
      cwd,
    });
    return { ...result, answer: result.stdout === '' ? {} : JSON.parse(result.stdout) };
  };
  writeFileSync(source, line(request(1)) + line(request(2)) + line(request(3)).slice(0, -20));
  expect((await replay('--dry-run')).answer).toMatchObject({ lines: 2, requests: 2 });
  expect(sink.traces()).toHaveLength(0);
  expect((await replay()).answer).toMatchObject({ lines: 2, requests: 2, skipped: 0 });
  expect(sink.traces()).toHaveLength(2);
  writeFileSync(source, line(request(1)) + line(request(2)) + line(request(3)));
  expect((await replay()).answer).toMatchObject({ lines: 1, requests: 1, skipped: 2 });
  expect((await replay()).answer).toMatchObject({ lines: 0, requests: 0, skipped: 3 });
  expect(sink.traces().map(({ spanId }) => spanId)).toEqual([1, 2, 3].map((id) => hex(id, 16)));
  expect((await replay('--restart')).answer).toMatchObject({ lines: 3, skipped: 0 });
  sink.behave({ status: 400 });
  const refused = await replay('--restart');
  expect(refused).toMatchObject({ status: 2, answer: { refused: 3 } });
  expect(refused.answer.first_refusal).toContain('line 1: status 400');
});

it('waits for a backend that is busy, and says when there is none', async () => {
  const sink = await startOtlpSink();
  const log = logOf([call({ attributes: { 'app.tenant': 'blue' } }), failedCall()]);
  const cwd = directory();
  const args = ['replay', path.join(log, LOG), '--json', '--endpoint', sink.url];
  sink.behave({ status: 503 });
  const running = run(args, { cwd });
  await sink.waitFor(() => sink.requests.length > 0);
  sink.behave();
  expect((await running).status).toBe(0);
  const [first, second] = sink.traces();
  expect(first).toMatchObject({
    name: 'chat gpt-4o',
    attributes: {
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'app.tenant': 'blue',
    },
  });
  expect(second!.attributes).toMatchObject({ 'error.type': '429' });
  await sink.close();
  const { status, stderr } = await run([...args, '--restart'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain('/v1/traces does not take telemetry');
  expect(stderr).toContain('ECONNREFUSED');
});

it('imports what was exported from call records', async () => {
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  const original = call({ time_to_first_chunk_ms: 20, session_id: 's', temperature: 0.5 });
  const { success: _, status: __, latency_ms: ___, ...start } = original;
  // Spans that have ended are sent, and only what has ended is there already.
  const started = { ...start, log_type: 'request_started' };
  const said = feedback({ trace_id: start['trace_id'], span_id: start['span_id'] });
  const cwd = directory();
  const source = path.join(logOf([started, original, said]), LOG);
  await run(['replay', source, '--endpoint', sink.url], { cwd });
  expect(sink.traces()).toHaveLength(1);
  const file = path.join(cwd, 'sent.jsonl');
  writeFileSync(file, line(sink.requests[0]!.body as object));
  const log = logOf([started]);
  expect(await ask(log, 'import', file)).toMatchObject({ added: 1 });
  const record = (await records(log)).find((one) => one['latency_ms'] !== undefined);
  const { request_id: ____, ...rest } = original;
  expect(record).toMatchObject(rest);
});
