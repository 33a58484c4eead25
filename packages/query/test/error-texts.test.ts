// Whole texts of errors are content: the cache has none, and the service shows them with `--content` only.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './hosted-command.ts';
import { directory, failedCall, logOf, toLines, type TestRecord } from './records.ts';
import { serve, YEAR } from './served.ts';

const CANARY = 'quokka';
const whole = `no answer to ${CANARY}`;
const ofToday = { error_message: '400 invalid_request_error', error_text: whole };

const ANSWERS = [
  `/v1/logs?${YEAR}`,
  `/v1/logs?${YEAR}&status=failure`,
  `/v1/stats?${YEAR}&group_by=error_code`,
  `/v1/export?format=csv&${YEAR}`,
  `/v1/export?format=jsonl&${YEAR}`,
  '/v1/metrics/prometheus',
];

/** The log of one call, with the cache that the command has made of it. */
async function cached(record: TestRecord): Promise<{ log: string; cache: string }> {
  const log = logOf(toLines([record]));
  const { status, stderr } = await run(['stats', '--dir', log]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const names = readdirSync(log).filter((name) => name.startsWith('.llm-otel.duckdb'));
  expect(names).not.toEqual([]);
  return { log, cache: names.map((name) => readFileSync(path.join(log, name), 'latin1')).join('') };
}

describe.each([
  ['a record', failedCall(ofToday)],
  ['a record of version 1.0', failedCall({ schema_version: '1.0', error_message: whole })],
  ['a record of version 0.1', failedCall({ schema_version: '0.1', error_message: whole })],
])('the whole text of an error in %s', (_what, record) => {
  it('is not in the cache', async () => {
    const { cache } = await cached(record);
    expect(cache).toContain(String(record['trace_id']));
    expect(cache).not.toContain(CANARY);
  });

  it('is only shown with --content', async () => {
    const { log } = await cached(record);
    const { get } = await serve(log);
    for (const where of ANSWERS) {
      const { status, body } = await get(where);
      expect({ where, status }).toEqual({ where, status: 200 });
      expect(body).not.toContain(CANARY);
    }
    const open = await serve(log, ['--content']);
    expect((await open.get(`/v1/logs?${YEAR}`)).json.logs).toMatchObject([{ error_text: whole }]);
  });
});

it('shows the message of an error without content', async () => {
  const { get } = await serve(logOf(toLines([failedCall(ofToday)])));
  expect((await get(`/v1/logs?${YEAR}`)).json.logs).toMatchObject([
    { error_message: '400 invalid_request_error' },
  ]);
});

describe('an imported span', () => {
  const imported = async (scope: string): Promise<TestRecord> => {
    const span = {
      traceId: '1'.repeat(32),
      spanId: '1'.repeat(16),
      name: 'chat',
      startTimeUnixNano: '1790000000000000000',
      endTimeUnixNano: '1790000000250000000',
      attributes: [
        { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
        { key: 'llm_otel.error.text', value: { stringValue: 'all of it' } },
      ],
      status: { code: 2, message: whole },
    };
    const source = path.join(directory(), 'traces.jsonl');
    const scopeSpans = [{ scope: { name: scope }, spans: [span] }];
    writeFileSync(source, `${JSON.stringify({ resourceSpans: [{ scopeSpans }] })}\n`);
    const log = path.join(directory(), 'logs');
    expect(await run(['import', source, '--dir', log])).toMatchObject({ status: 0 });
    const { stdout } = await run(['logs', '--json', '--dir', log]);
    return (JSON.parse(stdout) as { records: TestRecord[] }).records[0]!;
  };

  it('of this package keeps both texts apart', async () => {
    expect(await imported('llm-otel')).toMatchObject({
      error_message: whole,
      error_text: 'all of it',
    });
  });

  it('of another instrumentation may quote content in its status', async () => {
    const record = await imported('another');
    expect(record).toMatchObject({ error_text: whole });
    expect(record).not.toHaveProperty('error_message');
  });
});
