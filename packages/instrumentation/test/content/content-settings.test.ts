// Where content is recorded, and how much of it, under the preload; and what of it needs the preload.

import { describe, expect, it } from 'vitest';
import { anthropicEntryOf } from '../support/traced-anthropic.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();

const VARIABLE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const INPUT = 'gen_ai.input.messages';
const TOOLS = 'gen_ai.tool.definitions';
const asked = [{ role: 'user', parts: [{ type: 'text', content: 'What is a span?' }] }];

/** The same question to both SDKs, with a tool that has more than a name. */
const program = `
  import OpenAI from 'openai';
  import Anthropic from '@anthropic-ai/sdk';
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const about = { name: 'weather', description: 'Tells it.' };
  const parameters = { type: 'object', properties: { city: { type: 'string' } } };
  await new OpenAI().chat.completions.create({ model: 'm', messages,
    tools: [{ type: 'function', function: { ...about, parameters } }] });
  await new OpenAI().responses.create({ model: 'm', input: messages,
    tools: [{ type: 'function', ...about, parameters }] });
  await new Anthropic().messages.create({ model: 'm', max_tokens: 9, messages,
    tools: [{ ...about, input_schema: parameters }] });`;

/** What of `name` is on the spans, and what on the events. */
async function recorded(
  name: string,
  env: Readonly<Record<string, string>>,
  source = program,
): Promise<{ onSpans: readonly unknown[]; onEvents: readonly unknown[] }> {
  const { exitCode } = await traced.start(source, {
    ANTHROPIC_BASE_URL: traced.mock().anthropicUrl,
    ANTHROPIC_API_KEY: 'unused',
    ...env,
  }).finished;
  expect(exitCode).toBe(0);
  return {
    onSpans: traced
      .sink()
      .traces()
      .map(({ attributes }) => attributes[name]),
    onEvents: traced
      .sink()
      .logs()
      .map(({ attributes }) => attributes[name]),
  };
}

const none = [undefined, undefined, undefined];
const everywhere = [asked, asked, asked];

describe('content', () => {
  it.each([
    ['NO_CONTENT', none, none],
    ['SPAN_ONLY', everywhere, none],
    ['EVENT_ONLY', none, everywhere],
    ['SPAN_AND_EVENT', everywhere, everywhere],
  ])('is recorded with %s where that says, as structures', async (value, onSpans, onEvents) => {
    expect(await recorded(INPUT, { [VARIABLE]: value, LLM_OTEL_DETAILS_EVENT: 'always' })).toEqual({
      onSpans,
      onEvents,
    });
  });

  it('has the names of tools, and all of them if that is asked for', async () => {
    const name = { type: 'function', name: 'weather' };
    const names = [[name], [name], [name]];
    expect((await recorded(TOOLS, { [VARIABLE]: 'true' })).onSpans).toEqual(names);
    traced.sink().reset();
    const parameters = { type: 'object', properties: { city: { type: 'string' } } };
    const whole = [{ ...name, description: 'Tells it.', parameters }];
    const env = { [VARIABLE]: 'true', LLM_OTEL_TOOL_DEFINITIONS: 'full' };
    expect((await recorded(TOOLS, env)).onSpans).toEqual([whole, whole, whole]);
  });

  it("has Anthropic's legacy completions, plain and streamed", async () => {
    const source = `import { createRequire } from 'node:module';
      const { Anthropic } = createRequire(import.meta.url)(${JSON.stringify(anthropicEntryOf('0.39.0'))});
      const asked = { model: 'm', max_tokens_to_sample: 99, prompt: 'What is a span?' };
      const client = new Anthropic();
      console.log((await client.completions.create(asked)).completion);
      for await (const _ of await client.completions.create({ ...asked, stream: true }));`;
    const { onSpans } = await recorded(INPUT, { [VARIABLE]: 'true' }, source);
    expect(onSpans).toEqual([asked, asked]);
    const outputs = traced
      .sink()
      .traces()
      .map(({ attributes }) => attributes['gen_ai.output.messages']);
    const parts = [{ type: 'text', content: expect.stringContaining('span') }];
    expect(outputs[0]).toEqual([{ role: 'assistant', parts, finish_reason: 'stop' }]);
    expect(outputs[1]).toEqual(outputs[0]);
  });
});
