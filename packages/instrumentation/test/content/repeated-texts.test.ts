// Conversations repeat their texts: what was found once counts for the next call, as long as the rules stay.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = (before: string): string => `
  import OpenAI from 'openai';
  import { setRedactionHook } from 'llm-otel';
  const client = new OpenAI();
  const clean = 'The invoice of the harbour master follows on Tuesday, as agreed.';
  const dirty = 'Please answer to jane.doe@example.com before the end of the week.';
  const huge = 'All of the sentences in this text are clean. '.repeat(20_000);
  for (let turn = 0; turn < 3; turn++) {
    ${before}
    await client.chat.completions.create({ model: 'm', messages: [clean, dirty, huge].map((content) => ({ role: 'user', content })) });
  }`;

async function textsOf(source: string): Promise<string[][]> {
  const capture = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY' };
  const { exitCode, stderr } = await start(source, capture).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink()
    .traces()
    .map(({ attributes }) => {
      const messages = attributes['gen_ai.input.messages'] as { parts: { content: string }[] }[];
      return messages.map(({ parts }) => parts[0]!.content.slice(0, 80));
    });
}

const CLEAN = 'The invoice of the harbour master follows on Tuesday, as agreed.';
const DIRTY = 'Please answer to [EMAIL] before the end of the week.';

describe('a text that comes again', () => {
  it('is redacted as before', async () => {
    const calls = await textsOf(program(''));
    expect(calls).toHaveLength(3);
    for (const [clean, dirty, huge] of calls) {
      expect([clean, dirty]).toEqual([CLEAN, DIRTY]);
      expect(huge).toMatch(/^All of the sentences in this text are clean\./);
    }
  });

  it('is told from one that differs in a few characters', async () => {
    // A template: the second call has a value where the first has words, in each place that a value can stand.
    const calls = await textsOf(`
      import OpenAI from 'openai';
      const client = new OpenAI();
      const clean = '. '.repeat(60);
      const value = 'a@b.co';
      for (let turn = 0; turn < 3; turn++) {
        await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: clean }] });
      }
      for (let at = 0; at < 40; at++) {
        const content = clean.slice(0, at) + value + clean.slice(at + value.length);
        await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] });
      }`);
    const [first, second, third, ...others] = calls.map(([text]) => text!);
    expect([second, third]).toEqual([first, first]);
    expect(others).toHaveLength(40);
    expect(others.filter((text) => !text.includes('[EMAIL]'))).toEqual([]);
  });

  it('goes through a hook that was set in between, and through each answer of it', async () => {
    const hook = `if (turn > 0) setRedactionHook((text) => text.replaceAll('harbour', 'place ' + turn).replaceAll('week', 'month'));`;
    const calls = await textsOf(program(hook));
    expect(calls.map(([clean]) => clean)).toEqual([
      CLEAN,
      CLEAN.replace('harbour', 'place 1'),
      CLEAN.replace('harbour', 'place 2'),
    ]);
    expect(calls.map(([, dirty]) => dirty)).toEqual([
      DIRTY,
      DIRTY.replace('week', 'month'),
      DIRTY.replace('week', 'month'),
    ]);
  });

  it('is passed again to a hook that changes its mind', async () => {
    const hook = `if (turn === 0) { setRedactionHook((text) => text.replaceAll('harbour', 'place ' + ++globalThis.count)); globalThis.count = 0; }`;
    const calls = await textsOf(program(hook));
    const places = calls.map(([clean]) => /place \d+/.exec(clean!)?.[0]);
    expect(new Set(places).size).toBe(3);
  });
});
