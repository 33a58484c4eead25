// What real programs have logged.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { ask, run } from './hosted-command.ts';

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
    // Two more are about configurations.
    log: { read: 5, bad: 0, pending: 0, joined: 0 },
  });
  const { records } = await ask(log, 'session', 's-1');
  expect(records).toHaveLength(3);
  const trace = await run(['trace', String(records[0].trace_id)], { cwd: directory });
  expect(trace.stdout).toMatch(
    /chain.step answer[^]*├ llm.call gpt-4o-mini[^]*└ llm.call gpt-4o .*failed: /,
  );
  const [failed] = (await ask(log, 'logs', '--status', 'failure')).records;
  expect((await ask(log, 'get', failed.request_id)).record).toMatchObject({ model_id: 'gpt-4o' });
  expect((await ask(log, 'doctor')).files[0].versions).toEqual({ '1.1': 5 });
});
