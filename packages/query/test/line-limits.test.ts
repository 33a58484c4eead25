// No command writes a line that the command does not read.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { FileStorage } from '../src/index.ts';
import { ask, run } from './hosted-command.ts';
import { faultsOf } from './record-faults.ts';
import { call, directory, LOG, logOf, toLines } from './records.ts';
import { spansFile, type TestSpan, type WireValue } from './spans.ts';

const MIB = 1024 * 1024;
const text = (stringValue: string): WireValue => ({ stringValue });
const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
const prompt = (content: string): string =>
  JSON.stringify([{ role: 'user', parts: [{ type: 'text', content }] }]);

const spans: readonly (readonly [string, TestSpan, readonly string[] | undefined])[] = [
  [
    'a long prompt',
    { attributes: { 'gen_ai.input.messages': text(prompt('x'.repeat(1_200_000))) } },
    ['input_messages'],
  ],
  [
    'many long attributes',
    {
      attributes: Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [`app.${at}`, text('y'.repeat(100_000))]),
      ),
    },
    ['attributes'],
  ],
  [
    '100,000 attributes',
    {
      attributes: Object.fromEntries(
        Array.from({ length: 100_000 }, (_, at) => [`app.key.${at}`, text('value')]),
      ),
    },
    ['attributes'],
  ],
  ['a long text of an error', { status: { code: 2, message: 'ü'.repeat(MIB) } }, ['error_text']],
  [
    'a long model and a long id',
    {
      name: 'n'.repeat(MIB),
      attributes: {
        'gen_ai.request.model': text('m'.repeat(MIB)),
        'gen_ai.response.id': text('\u0001'.repeat(MIB)),
      },
    },
    // The name of the scope is an attribute.
    ['attributes', 'name', 'model_id', 'response_id'],
  ],
  [
    'deep content',
    { attributes: { 'gen_ai.input.messages': text(nested(100_000)) } },
    ['input_messages'],
  ],
  [
    'content that is not deep',
    {
      attributes: {
        'gen_ai.input.messages': text(
          `[{"role":"user","parts":[${'{"a":'.repeat(60)}1${'}'.repeat(60)}]}]`,
        ),
      },
    },
    undefined,
  ],
  [
    'halves of characters and NULs',
    {
      name: 'a\ud800b\0',
      attributes: { 'app.half\udc00': text('\\\ud83d'), 'app.nul': text('a\0b') },
    },
    undefined,
  ],
  [
    'no number',
    { attributes: { 'app.score': { doubleValue: 'NaN' }, 'app.ok': text('x') } },
    undefined,
  ],
];

it.each(spans)(
  'imports a span with %s once, as a line that is read',
  async (_what, span, truncated) => {
    const file = spansFile([span]);
    const log = path.join(directory(), 'log');
    expect(await ask(log, 'import', file)).toMatchObject({ added: 1, already: 0 });
    const [name] = readdirSync(log).filter((one) => one.endsWith('.jsonl'));
    const line = readFileSync(path.join(log, name!), 'utf8');
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(MIB);
    expect(line).not.toMatch(/\\ud[89a-f]/);
    const record = JSON.parse(line) as Record<string, unknown>;
    expect(record['truncated']).toEqual(truncated);
    expect(faultsOf(record)).toEqual([]);
    expect(await ask(log, 'import', file)).toMatchObject({ added: 0, already: 1 });
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, log: { read: 1, bad: 0 } });
  },
);

it('keeps the beginning of what it shortens', async () => {
  const file = spansFile([spans[0]![1]]);
  const log = path.join(directory(), 'log');
  await ask(log, 'import', file);
  const { stdout } = await run(['export', '--dir', log]);
  const [message] = (JSON.parse(stdout) as { input_messages: [{ parts: [{ content: string }] }] })
    .input_messages;
  expect(message.parts[0].content).toBe(
    `${'x'.repeat(16 * 1024)}… [truncated: 1200000 characters]`,
  );
});

it('exports lines that it reads', async () => {
  // Each of the characters becomes an escape of six.
  const log = logOf([call({ query: '\u202e'.repeat(300_000), name: 'long' }), call()]);
  const { stdout } = await run(['export', '--aliases', '--dir', log]);
  const again = logOf(stdout);
  expect(await ask(again, 'stats')).toMatchObject({ total_requests: 2, log: { read: 2, bad: 0 } });
  expect((await ask(again, 'logs', '--where', 'name=long')).records).toHaveLength(1);
  expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ truncated: ['query'] });
});

it('migrates to lines that it reads', async () => {
  const long = call({ schema_version: '0.1', user_id: 'u'.repeat(1_113_000) });
  const log = logOf([long]);
  expect(await ask(log, 'migrate')).toMatchObject({ files: [{ records: 1 }] });
  const line = readFileSync(path.join(log, LOG), 'utf8');
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(MIB);
  expect(JSON.parse(line)).toMatchObject({ truncated: ['user_id'] });
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, log: { bad: 0 } });
});

it('stores records as lines that it reads', async () => {
  const place = path.join(directory(), 'made');
  const storage = new FileStorage(place);
  const fields = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, at) => [`field_${at}`, 'value']),
  );
  storage.store(call({ ...fields, query: 'q'.repeat(2 * MIB) }));
  storage.store(call({ deep: JSON.parse(nested(5000)) as unknown }));
  const lines = readFileSync(path.join(place, LOG), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => Buffer.byteLength(line) < MIB)).toEqual([true, true]);
  expect(JSON.parse(lines[1]!)).toMatchObject({ truncated: ['deep'] });
  expect(await ask(place, 'stats')).toMatchObject({ total_requests: 2, log: { bad: 0 } });
});

it('says that a line is too long', async () => {
  const log = logOf(toLines([call(), call({ query: 'x'.repeat(2 * MIB) })]));
  writeFileSync(path.join(log, 'other.jsonl'), toLines([call()]));
  const { status, stderr } = await run(['stats', '--dir', log]);
  expect(status).toBe(0);
  expect(stderr).toMatch(/2 records read, 1 bad.*longer than the limit \(\d+ bytes\)/);
});
