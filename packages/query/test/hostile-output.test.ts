// Control characters and directions of text in records: no answer has one, whatever shows it, and an
// answer in JSON has the same text when it is parsed.
import { describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { call, logOf, type TestRecord } from './records.ts';
import { serve, YEAR } from './served.ts';

/** Without tab and newline, which are text. */
const CODES = [
  ...Array.from({ length: 0xa0 }, (_, code) => code).filter(
    (code) => (code < 0x20 && code !== 9 && code !== 10) || code >= 0x7f,
  ),
  0x61c,
  0x200e,
  0x200f,
  0x2028,
  0x2029,
  0x202a,
  0x202b,
  0x202c,
  0x202d,
  0x202e,
  0x2066,
  0x2067,
  0x2068,
  0x2069,
];
const CONTROL = new Set(CODES.map((code) => String.fromCharCode(code)));
// A database has no text with a zero byte.
const evil = `a${[...CONTROL].filter((one) => one !== '\0').join('b')}\r\n=cmd\u200Dé"\\u001b`;
const evils = (text: string): string[] =>
  [...text.replaceAll('\r\n', '\n')].filter((one) => CONTROL.has(one));

const record = (): TestRecord =>
  call({
    name: evil,
    model_id: evil,
    session_id: 's1',
    error_code: evil,
    topic: evil,
    attributes: { [`x${evil}`]: evil },
    input_messages: [{ role: evil, parts: [{ type: 'text', content: evil }] }],
  });

describe('an answer of the command', () => {
  it.each([
    ['logs', '--json'],
    ['get', 'ID', '--json'],
    ['trace', 'TRACE', '--json'],
    ['session', 's1', '--json'],
    ['search', 'cmd', '--json'],
    ['stats', '--group-by', 'model,name', '--json'],
    ['top', '--by', 'name', '--json'],
    ['sql', 'SELECT name FROM calls', '--json'],
    ['sql', 'SELECT 1 AS "cmd\u009B\u202E"', '--json'],
    ['sql', 'SELECT 1 AS "cmd\u009B\u202E"'],
    ['tail', '--no-follow', '--json'],
    ['export', '--format', 'jsonl'],
    ['export', '--format', 'json'],
    ['export', '--format', 'csv'],
    ['logs', '--columns', 'request_id,name,topic'],
    ['get', 'ID'],
  ])('%j has none', async (...args) => {
    const stored = record();
    const log = logOf([stored]);
    const ids: Record<string, unknown> = { ID: stored['request_id'], TRACE: stored['trace_id'] };
    const { status, stdout, stderr } = await run([
      ...args.map((arg) => String(ids[arg] ?? arg)),
      '--dir',
      log,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(evils(stdout)).toEqual([]);
    expect(stdout).toMatch(/cmd|^request_id/);
  });

  it.each(['json', 'jsonl'])('is equal to the record after parsing: %s', async (format) => {
    const stored = record();
    const { stdout } = await run(['export', '--format', format, '--dir', logOf([stored])]);
    expect(JSON.parse(stdout)).toEqual(format === 'json' ? [stored] : stored);
    expect(stdout).toContain('\\u001b');
    expect(stdout).toContain('\\u009b');
    expect(stdout).toContain('\\u202e');
  });

  it('has a mark for each in CSV, and the text around it', async () => {
    const log = logOf([
      call({ topic: 'a\u001B[31m\u009B\u202Eb\r\nc\td\re', session_id: '\n=cmd()' }),
    ]);
    const { stdout } = await run(['export', '--format', 'csv', '--dir', log]);
    expect(stdout).toContain(',"a\uFFFD[31m\uFFFD\uFFFDb\r\nc\td\uFFFDe",');
    expect(stdout).toContain(`,"'\n=cmd()",`);
  });
});

describe('an answer of the service', () => {
  it('has none', async () => {
    const stored = record();
    const { get } = await serve(logOf([stored]), ['--content']);
    const paths = [
      `/v1/logs?${YEAR}`,
      `/v1/calls/${String(stored['request_id'])}`,
      `/v1/sessions/s1`,
      `/v1/traces/${String(stored['trace_id'])}`,
      '/v1/stats?group_by=name,model_id',
      '/v1/export?format=json',
      '/v1/export?format=jsonl',
      '/v1/export?format=csv',
      '/v1/metrics/prometheus',
    ];
    for (const where of paths) {
      const { status, body } = await get(where);
      expect({ where, status, evils: evils(body) }).toEqual({ where, status: 200, evils: [] });
      expect(body).toContain('cmd');
    }
    expect((await get(`/v1/logs?${YEAR}`)).json.logs).toEqual([stored]);
    const refused = await get(`/v1/logs?${YEAR}&%C2%9B%E2%80%AE=1`);
    expect([refused.status, evils(refused.body)]).toEqual([400, []]);
    expect(refused.json.detail).toContain('\u009B\u202E');
  });

  it('counts models once for Prometheus that differ in such characters alone', async () => {
    const { get } = await serve(
      logOf([call({ model_id: 'm\u001B' }), call({ model_id: 'm\u009B' })]),
    );
    const { body } = await get('/v1/metrics/prometheus');
    expect(body).toContain('llm_requests_total{model="m\uFFFD",status="success"} 2\n');
  });
});
