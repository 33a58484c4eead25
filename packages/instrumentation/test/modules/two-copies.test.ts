// Two copies of the package in one process, as a preload and a bundle are: they have one state.

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();
const root = fileURLToPath(new URL('../..', import.meta.url));
let other: string;

beforeAll(() => {
  const cache = path.join(root, '../../.cache');
  mkdirSync(cache, { recursive: true });
  other = mkdtempSync(path.join(cache, 'other-copy-'));
  cpSync(path.join(root, 'dist'), path.join(other, 'dist'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(other, 'package.json'));
});
afterAll(() => rmSync(other, { recursive: true, force: true }));

/** The preload traces the call; `second` is the copy that the application imports. */
const program = (body: string): string => `
  import OpenAI from 'openai';
  import { createRequire } from 'node:module';
  const second = createRequire(import.meta.url)(${JSON.stringify(path.join(other, 'dist/index.js'))});
  const client = new OpenAI();
  const call = () => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'canary-question' }] });
  ${body}
  console.log('done');`;
const capture = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
const records = async (
  body: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Record<string, unknown>[]> => {
  const result = await traced.run(env, program(body));
  expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
  return result.callRecords();
};

describe('a second copy', () => {
  it('keeps content from being recorded by the first', async () => {
    const [said, unsaid] = await records(
      'await call(); await second.withContent(false, call);',
      capture,
    );
    expect(JSON.stringify(said)).toContain('canary-question');
    expect(JSON.stringify(unsaid)).not.toContain('canary-question');
  });

  it('redacts what the first records', async () => {
    const [record] = await records(
      `second.setRedactionHook((text) => text.replaceAll('canary-question', 'hidden')); await call();`,
      capture,
    );
    expect(JSON.stringify(record)).toContain('hidden');
    expect(JSON.stringify(record)).not.toContain('canary-question');
  });

  it('has its records written by the first', async () => {
    const found = await records(
      `await call(); second.tool('look', () => 1); second.evaluation('relevance', { score: 1 });`,
    );
    expect(found.map((record) => record['log_type'])).toEqual([
      'generation_completed',
      'tool_completed',
      'feedback',
    ]);
  });

  it('configures the first', async () => {
    const [record] = await records(`second.configure({ spanNames: 'semconv' }); await call();`);
    expect(record).toMatchObject({ name: 'chat gpt-4o' });
  });

  it('counts with the first: one metric, each call once', async () => {
    const body = `await call(); await second.llmCall({ model: 'gpt-4o', provider: 'openai' }, () => 1);`;
    await records(body, { OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url });
    const durations = traced
      .sink()
      .metrics()
      .filter(({ name }) => name === 'gen_ai.client.inference.duration');
    expect(durations).toHaveLength(1);
    expect(durations[0]!.points.reduce((sum, { count }) => sum + Number(count), 0)).toBe(2);
    expect(traced.sink().traces()).toHaveLength(2);
  });
});
