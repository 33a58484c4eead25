// Calls the AI SDK as often as it is told; prints what each call costs. With `provider`, the application has an
// OpenTelemetry SDK of its own; with `theirs`, the package's own spans as well.

import { generateText, isStepCount, registerTelemetry, streamText, tool } from 'ai';
import { MockLanguageModelV3, simulateReadableStream } from 'ai/test';
import { z } from 'zod';
import { registerProvider } from '../provider.mjs';
import { costsOf } from '../costs.mjs';

const [, , calls, who] = process.argv;
const spans = who === 'bare' ? undefined : registerProvider();
if (who === 'theirs') {
  const { OpenTelemetry } = await import('@ai-sdk/otel');
  registerTelemetry(new OpenTelemetry());
}
globalThis.AI_SDK_LOG_WARNINGS = false;

const usage = {
  inputTokens: { total: 9, noCache: 9, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 3, text: 3, reasoning: 0 },
};
const stop = { unified: 'stop', raw: 'stop' };
const text = { type: 'text', text: 'ten chars!' };
const CHUNKS = [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: '1' },
  ...Array.from({ length: 10 }, () => ({ type: 'text-delta', id: '1', delta: 'word ' })),
  { type: 'text-end', id: '1' },
  { type: 'finish', finishReason: stop, usage },
];
const call = { type: 'tool-call', toolCallId: 'c-1', toolName: 'look', input: '{}' };
const asksFor = ({ prompt }) => (prompt.some(({ role }) => role === 'tool') ? [text] : [call]);
const modelOf = (contentOf) =>
  new MockLanguageModelV3({
    modelId: 'gpt-4o',
    provider: 'openai.chat',
    doGenerate: async (asked) => {
      const content = contentOf(asked);
      const finishReason =
        content[0] === call ? { unified: 'tool-calls', raw: 'tool_calls' } : stop;
      return { content, finishReason, usage, warnings: [] };
    },
    doStream: async () => ({
      stream: simulateReadableStream({
        chunks: CHUNKS,
        initialDelayInMs: null,
        chunkDelayInMs: null,
      }),
    }),
  });
const plain = modelOf(() => [text]);
const calling = modelOf(asksFor);
const look = tool({
  description: 'Looks.',
  inputSchema: z.object({}),
  execute: async () => 'seen',
});

const costs = await costsOf(
  {
    text: () => generateText({ model: plain, prompt: 'Hi' }),
    stream: async () => {
      for await (const part of streamText({ model: plain, prompt: 'Hi' }).textStream) void part;
    },
    tool: () =>
      generateText({ model: calling, prompt: 'Hi', tools: { look }, stopWhen: isStepCount(3) }),
  },
  Number(calls),
  spans,
);
console.log(JSON.stringify(costs));
