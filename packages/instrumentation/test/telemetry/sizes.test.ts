// How long requests are: recorded of every call, read without content, and the same with it.

import { runScenario, startMockLlm, type MockLlm, type ScenarioResult } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

const text = (length: number): string => 'x'.repeat(length);

/** What is asked, and how long that is: characters and messages. */
const ASKED: readonly (readonly [
  call: string,
  params: object,
  size: readonly [characters?: number, messages?: number],
])[] = [
  ['chat', { messages: [{ role: 'user', content: text(7) }] }, [7, 1]],
  [
    'chat',
    {
      messages: [
        { role: 'system', content: text(20) },
        {
          role: 'user',
          content: [
            { type: 'text', text: text(3) },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            { type: 'text', text: text(4) },
          ],
        },
        { role: 'assistant', content: null, tool_calls: [] },
        { role: 'tool', tool_call_id: 't', content: text(500) },
      ],
    },
    [27, 4],
  ],
  ['responses', { input: text(5), instructions: text(6) }, [11, 1]],
  [
    'responses',
    {
      input: [
        { role: 'user', content: [{ type: 'input_text', text: text(8) }] },
        { type: 'function_call_output', call_id: 'c', output: text(500) },
      ],
    },
    [8, 2],
  ],
  ['completions', { prompt: text(9) }, [9, 1]],
  ['completions', { prompt: [text(1), text(2)] }, [3, 2]],
  ['embeddings', { input: text(14) }, [14, undefined]],
  ['embeddings', { input: [text(3), text(5)] }, [8, undefined]],
  ['embeddings', { input: [1, 2, 3] }, [undefined, undefined]],
  ['embeddings', { input: [[1, 2], [3]] }, [undefined, undefined]],
  ['images', { prompt: text(12) }, [12, 1]],
  ['speech', { input: text(13), voice: 'alloy', instructions: 'slow' }, [13, 1]],
  ['messages', { system: text(10), messages: [{ role: 'user', content: text(2) }] }, [12, 1]],
  [
    'messages',
    {
      system: [{ type: 'text', text: text(4) }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: text(5) }] },
        {
          role: 'assistant',
          content: [{ type: 'thinking', thinking: text(500), signature: '' }],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't', content: text(500) }],
        },
      ],
    },
    [9, 3],
  ],
  ['manual', { input: text(6), systemInstructions: text(2) }, [8, 1]],
  [
    'manual',
    {
      input: [
        { role: 'user', parts: [{ type: 'text', content: text(3) }] },
        { role: 'assistant', parts: [{ type: 'reasoning', content: text(500) }] },
      ],
    },
    [3, 2],
  ],
];

const SOURCE = `
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';
import { llmCall } from 'llm-otel';
const openai = new OpenAI({ maxRetries: 0 });
const anthropic = new Anthropic({ maxRetries: 0 });
const model = 'm';
const calls = {
  chat: (params) => openai.chat.completions.create({ model, ...params }),
  responses: (params) => openai.responses.create({ model, ...params }),
  completions: (params) => openai.completions.create({ model, ...params }),
  embeddings: (params) => openai.embeddings.create({ model, ...params }),
  images: (params) => openai.images.generate({ model, ...params }),
  speech: (params) => openai.audio.speech.create({ model, ...params }),
  messages: (params) => anthropic.messages.create({ model, max_tokens: 9, ...params }),
  manual: (params) => llmCall({ model, provider: 'p', ...params }, () => {}),
};`;

function run(source: string, env: Readonly<Record<string, string>> = {}): Promise<ScenarioResult> {
  return runScenario({
    format: 'esm',
    source: `${SOURCE} ${source}`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      ANTHROPIC_BASE_URL: mock.anthropicUrl,
      ANTHROPIC_API_KEY: 'unused',
      LLM_OTEL_LOG_DIR: './llm_logs',
      ...env,
    },
  });
}

describe('the size of a request', () => {
  it.each([
    ['off', {}],
    ['on', { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' }],
  ])('S0-21: is recorded, with content %s', async (_, env) => {
    const source = `for (const [call, params] of ${JSON.stringify(ASKED)}) await calls[call](params);`;
    const records = (await run(source, env)).callRecords();
    expect(
      records.map(({ prompt_length: length, message_count: count }, index) => [
        ASKED[index]![0],
        [length, count],
      ]),
    ).toEqual(ASKED.map(([call, , size]) => [call, size]));
  });

  it('is read from data alone: no getter runs once more, and what is no text has no size', async () => {
    const source = `
      let reads = 0;
      const message = { role: 'user', get content() { reads += 1; return 'secret'; } };
      await calls.chat({ messages: [message] });
      await calls.chat({ messages: [{ role: 'user', content: { toString: () => 'secret' } }] }).catch(() => {});
      await calls.chat({ messages: { length: 5 } }).catch(() => {});
      console.log(JSON.stringify(reads));`;
    const bare = await runScenario({
      format: 'esm',
      source: `${SOURCE.replace("import { llmCall } from 'llm-otel';", 'const llmCall = 0;')} ${source}`,
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        ANTHROPIC_API_KEY: 'unused',
      },
    });
    const traced = await run(source);
    expect(traced.stdout).toBe(bare.stdout);
    expect(traced.callRecords().map(({ prompt_length: length }) => length)).toEqual([
      0,
      0,
      undefined,
    ]);
  });
});
