// A log that a real program has left: a session with a step, a tool and calls of models, one of which failed.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type MockLlm, runScenario, type ScenarioResult, startMockLlm } from '@llm-otel/testkit';
import { afterAll, expect, onTestFinished } from 'vitest';

/** What the model says. */
export const HOSTILE =
  '<img src=x onerror="window.wasRun=true"><script>window.wasRun=true</script>';

const SOURCE = `
  import OpenAI from 'openai';
  import { chainStep, tool, withConversation } from 'llm-otel';
  const client = new OpenAI({ maxRetries: 0 });
  const ask = (model, headers = {}) => client.chat.completions.create(
    { model, messages: [{ role: 'user', content: ${JSON.stringify(HOSTILE)} }] }, { headers });
  await withConversation({ sessionId: 'session-1', userId: 'user-1' }, async () => {
    await chainStep('answer', async () => {
      await tool('look-up', async () => 1);
      await ask('gpt-4o');
      await ask('gpt-4o-mini');
    });
    await ask('gpt-4o', { 'x-mock-status': '429' }).catch(() => undefined);
  });
`;

export interface ProgramLog {
  readonly directory: string;
  readonly records: readonly Record<string, unknown>[];
}

/** Runs the program; its log goes with the tests of the file. */
export async function programLog(): Promise<ProgramLog> {
  const mock = await startMockLlm();
  const result = await runScenario({
    source: SOURCE,
    format: 'esm',
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      LLM_OTEL_USER_ID: 'raw',
    },
  });
  await mock.close();
  afterAll(() => rmSync(result.directory, { recursive: true, force: true }));
  const directory = path.join(result.directory, 'llm_logs');
  const records = result.callRecords();
  if (records.length !== 5) throw new Error(`${records.length} records\n${result.stderr}`);
  return { directory, records };
}

/** Runs `source` under the preload, with clients of `mock`; its log goes with the test. */
export async function runLogged(
  mock: MockLlm,
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ScenarioResult & { readonly log: string }> {
  const result = await runScenario({
    source,
    format: 'esm',
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', ...env },
  });
  onTestFinished(() => rmSync(result.directory, { recursive: true, force: true }));
  expect(result).toMatchObject({ exitCode: 0 });
  return { ...result, log: path.join(result.directory, 'llm_logs') };
}
