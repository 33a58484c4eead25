// What is logged while somebody looks.
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from './command.ts';
import { call, directory, failedCall, LOG, logOf, toLines, write } from './records.ts';
import { tail } from './tail-process.ts';

it('follows a log that grows, rotates and is cut', async () => {
  const records = Array.from({ length: 4 }, (_, at) => call({ name: `old-${at}` }));
  const log = logOf(records);
  const file = path.join(log, LOG);
  const { child, until, printed } = tail(log, '--lines', '2');
  await until('old-3');
  expect(printed()).not.toContain('old-1');
  const text = toLines([call({ name: 'new-1' }), failedCall({ name: 'new-2' })]);
  appendFileSync(file, text.slice(0, 40));
  appendFileSync(file, text.slice(40));
  await until('new-2');
  expect(printed()).toMatch(/✗ {2}new-2 .*429/);
  write(log, [call({ name: 'rotated' })], 'llm_logs_2026-10-05.001.jsonl');
  await until('rotated');
  // Other commands have the cache meanwhile.
  const { stderr } = await run(['stats', '--dir', log]);
  expect(stderr).toBe('');
  writeFileSync(file, toLines([call({ name: 'after the cut' })]));
  await until('after the cut');
  expect(printed().match(/new-1/g)).toHaveLength(1);
  expect(printed().match(/rotated/g)).toHaveLength(1);
  renameSync(file, path.join(log, 'llm_logs_2026-10-05.old.jsonl'));
  write(log, [call({ name: 'after the renaming' })]);
  await until('after the renaming');
  expect(printed().match(/after the cut/g)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('follows what a filter lets pass, as JSON lines', async () => {
  const log = logOf([call({ name: 'a' }), call({ name: 'b', model_id: 'other' })]);
  const { until, printed } = tail(log, '--model', 'other', '--json');
  await until('"b"');
  const last = call({ name: 'd', model_id: 'other' });
  appendFileSync(path.join(log, LOG), toLines([call({ name: 'c' }), last]));
  await until('"d"');
  const lines = printed().trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).name)).toEqual(['b', 'd']);
});

it.each([
  ['does not exist', 'llm_logs/of/a/program'],
  ['has no log', '.'],
])('waits where the directory %s yet', async (_what, name) => {
  const log = path.join(directory(), name);
  const { until, printed } = tail(log, '--json');
  await until('--dir');
  mkdirSync(log, { recursive: true });
  write(log, [call({ name: 'first' })]);
  await until('"first"');
  appendFileSync(path.join(log, LOG), toLines([call({ name: 'second' })]));
  await until('"second"');
  const [said, ...lines] = printed().trimEnd().split('\n');
  expect(said).toBe(
    `llm-otel: waiting for a log in ${path.resolve(log)}; --dir or LLM_OTEL_LOG_DIR names another directory`,
  );
  expect(lines.map((line) => JSON.parse(line).name)).toEqual(['first', 'second']);
});

it('does not wait where it does not follow', async () => {
  const log = path.join(directory(), 'llm_logs');
  const { status, stderr } = await run(['tail', '--no-follow', '--dir', log]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `llm-otel: the log directory ${log} does not exist; name another with --dir or LLM_OTEL_LOG_DIR\n`,
  });
});
