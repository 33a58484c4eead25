// Records that cannot be spans: each is named, and the others are sent.
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { run } from './hosted-command.ts';
import { call, directory, hex, LOG, logOf, type TestRecord } from './records.ts';

const odd: readonly (readonly [field: string, values: readonly unknown[]])[] = [
  ['latency_ms', ['250 ms', null, {}, [], -1, 1e300, '5', true]],
  ['time_unix_nano', ['soon', null, {}, -5, 1.5, '99999999999999999999', [1], '']],
  ['trace_id', ['', 'none', null, 7, {}, '0'.repeat(32), hex(1, 31)]],
  ['span_id', ['', 'none', null, 7, {}, '0'.repeat(16), hex(1, 32)]],
];

async function replay(records: readonly TestRecord[]) {
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  const log = logOf(records);
  const result = await run(['replay', log, '--endpoint', sink.url, '--json'], { cwd: directory() });
  return { log, sink, status: result.status, answer: JSON.parse(result.stdout) };
}

it.each(odd)('sends the others where %s is odd', async (field, values) => {
  const records = values.flatMap((value) => [call({ [field]: value }), call({ name: 'good' })]);
  const { log, sink, status, answer } = await replay(records);
  expect(status).toBe(0);
  expect(answer).toMatchObject({ lines: records.length, bad: values.length, refused: 0 });
  expect(answer.first_bad).toContain(
    `${path.join(log, LOG)}, line 1: ${field} is ${JSON.stringify(values[0])}, not`,
  );
  expect(sink.traces().map(({ name }) => name)).toEqual(values.map(() => 'good'));
});

it('sends what is odd in other fields, as far as it can', async () => {
  const values = ['text', null, {}, [], -1, 1e300, [{}], [null], true, '\ud800'];
  const fields = [
    'name',
    'parent_span_id',
    'success',
    'error_message',
    'attributes',
    'prompt_tokens',
    'temperature',
    'finish_reasons',
    'input_messages',
    'service_name',
    'time_to_first_chunk_ms',
    'cost_usd',
    'model_id',
    'log_type',
    'timestamp',
  ];
  const records = fields.flatMap((field) => values.map((value) => ({ ...call(), [field]: value })));
  const { sink, status, answer } = await replay(records);
  expect([status, answer.bad, answer.refused]).toEqual([0, 0, 0]);
  expect(sink.traces()).toHaveLength(records.length);
});

it('names the record to people too', async () => {
  const sink = await startOtlpSink();
  onTestFinished(() => sink.close());
  const log = logOf([call(), call({ latency_ms: '250 ms' }), call()]);
  const { status, stderr } = await run(['replay', log, '--endpoint', sink.url], {
    cwd: directory(),
  });
  expect(status).toBe(0);
  expect(stderr).toBe(
    `llm-otel: left out: ${path.join(log, LOG)}, line 2: latency_ms is "250 ms", not a number of milliseconds\n`,
  );
});

it('sends many long records in requests that a collector takes', async () => {
  const records = Array.from({ length: 30 }, () => call({ query: 'q'.repeat(900_000) }));
  const { sink, answer } = await replay(records);
  expect(answer).toMatchObject({ lines: 30, refused: 0 });
  expect(sink.traces()).toHaveLength(30);
  for (const { rawBody } of sink.requests) expect(rawBody.length).toBeLessThan(20 * 1024 * 1024);
});
