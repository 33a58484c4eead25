// Hashes of prompts and users: keyed, or not there.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const KEY = { LLM_OTEL_HMAC_KEY: 'k', LLM_OTEL_HMAC_KEY_ID: '2026-11' };
const HASH = 'llm_otel.prompt.hash';

const program = `
  import OpenAI from 'openai';
  import { llmCall, withConversation } from 'llm-otel';
  const ask = (content) => new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] });
  await ask('What is a  caf\\u0065\\u0301?');
  await ask('What is\\n a caf\\u00e9? ');
  await ask('What is a cafe?');
  llmCall({ model: 'other', provider: 'p', input: 'What is a caf\\u00e9?' }, () => 1);
  await ask('a'.repeat(50000) + 'b');
  await ask('a'.repeat(50000) + 'c');
  await withConversation({ userId: 'kim@example.com' }, () => ask('hi'));`;

async function attributesOf(
  env: Readonly<Record<string, string>>,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { exitCode, stderr } = await start(program, env).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink()
    .traces()
    .map(({ attributes }) => attributes);
}

describe('the hash of a prompt', () => {
  it('is the same for the same words, however they are spaced and composed', async () => {
    const hashes = (await attributesOf(KEY)).map((attributes) => attributes[HASH]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[3]).toBe(hashes[0]);
    // Of prompts that differ far behind what is ever recorded as well.
    expect(new Set(hashes).size).toBe(5);
  });

  it('stands beside the name of its key, and is another with another key', async () => {
    const [one] = await attributesOf(KEY);
    sink().reset();
    const [other] = await attributesOf({ ...KEY, LLM_OTEL_HMAC_KEY: 'l' });
    expect(one).toMatchObject({ 'llm_otel.hash.key_id': '2026-11' });
    expect(one![HASH]).not.toBe(other![HASH]);
  });

  it('is there where no content is recorded, and nothing else of the prompt is', async () => {
    const text = JSON.stringify(await attributesOf(KEY));
    expect(text).toContain(HASH);
    expect(text).not.toMatch(/caf|aaaa|gen_ai\.input/);
  });

  it('is that of prompts to models alone, and needs no other content to be read', async () => {
    const source = `
      import { chainStep, llmCall, tool } from 'llm-otel';
      const seen = [];
      const watched = (name) => ({ get [name]() { seen.push(name); return 'x'; } });
      chainStep('s', { input: 'x' }, () => llmCall({ model: 'm', provider: 'p', input: 'x' }, () => 1));
      tool('t', { arguments: watched('argument') }, () => watched('result'));
      console.log(seen.join());`;
    const { stdout } = await start(source, KEY).finished;
    expect(stdout).toBe('\n');
    const hashed = sink()
      .traces()
      .filter(({ attributes }) => HASH in attributes);
    expect(hashed.map(({ name }) => name)).toEqual(['llm.call']);
  });

  it('is not there without a key', async () => {
    const capture = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
    const text = JSON.stringify(await attributesOf(capture));
    expect(text).not.toMatch(/hash/);
  });
});

describe('the hash of a user', () => {
  it('stands in place of the id', async () => {
    const spans = await attributesOf({ ...KEY, LLM_OTEL_USER_ID: 'hmac' });
    expect(spans.at(-1)).toMatchObject({
      'user.hash': expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      'llm_otel.hash.key_id': '2026-11',
    });
    expect(JSON.stringify(spans)).not.toContain('kim@');
  });

  it('is not there without a key, and neither is the id', async () => {
    const { stderr } = await start(program, { LLM_OTEL_USER_ID: 'hmac' }).finished;
    expect(stderr).toContain('LLM_OTEL_HMAC_KEY');
    const spans = sink()
      .traces()
      .map(({ attributes }) => attributes);
    expect(JSON.stringify(spans)).not.toMatch(/kim@|hash/);
  });
});
