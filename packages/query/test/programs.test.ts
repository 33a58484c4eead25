// What real programs have logged, and what they log while somebody looks.
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { ask, main, run } from './command.ts';
import { call, failedCall, LOG, logOf, toLines, write } from './records.ts';

it('answers about a program that calls a model', async () => {
  const mock = await startMockLlm();
  onTestFinished(() => mock.close());
  const { directory, exitCode, stderr } = await runScenario({
    format: 'esm',
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', OTEL_SERVICE_NAME: 'shop' },
    source: `
      import OpenAI from 'openai';
      import { chainStep, withConversation } from 'llm-otel';
      const client = new OpenAI({ maxRetries: 0 });
      const messages = [{ role: 'user', content: 'What is a trace?' }];
      await withConversation({ sessionId: 's-1', userId: 'u-1' }, () =>
        chainStep('answer', async () => {
          await client.chat.completions.create({ model: 'gpt-4o-mini', messages });
          await client.chat.completions
            .create({ model: 'gpt-4o', messages }, { headers: { 'x-mock-status': '429' } })
            .catch(() => {});
        }));`,
  });
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const log = path.join(directory, 'llm_logs');
  expect(await ask(log, 'stats')).toMatchObject({
    total_requests: 2,
    total_errors: 1,
    log: { read: 3, bad: 0, pending: 0, joined: 0 },
  });
  const { records } = await ask(log, 'session', 's-1');
  expect(records).toHaveLength(3);
  const trace = await run(['trace', String(records[0].trace_id)], { cwd: directory });
  expect(trace.stdout).toMatch(
    /chain.step answer[^]*├ llm.call gpt-4o-mini[^]*└ llm.call gpt-4o .*failed: /,
  );
  const [failed] = (await ask(log, 'logs', '--status', 'failure')).records;
  expect((await ask(log, 'get', failed.request_id)).record).toMatchObject({ model_id: 'gpt-4o' });
  expect((await ask(log, 'doctor')).files[0].versions).toEqual({ '1.1': 3 });
});

/** `llm-otel tail`, and what it has printed. */
function tail(log: string, ...args: string[]) {
  const child = spawn(process.execPath, [main, 'tail', '--dir', log, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      for (const look of waiting) look();
    });
  }
  return {
    child,
    printed: () => output,
    async until(text: string): Promise<void> {
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (output.includes(text)) resolve();
        };
        waiting.add(look);
        look();
        child.once('exit', () => reject(new Error(`it ended before "${text}": ${output}`)));
      });
    },
  };
}

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
