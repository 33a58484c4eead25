// The ends and the turning points of @anthropic-ai/sdk: the application behaves as without us, and
// every call is recorded once. 0.134 began to trace itself.

import type { MockLlm } from '@llm-otel/testkit';
import { makeCalls as makeOpenAiCalls, type Program } from './program-shapes.ts';
import type { RuntimeCase } from './runtime-case.ts';
import { areRecorded, NEWEST_OPENAI } from './sdk-cases.ts';

const RELEASES = ['0.39.0', '0.133.0', '0.134.0', '0.137.0', '1.0.0', '1.12.0', '1.14.0'];
const CALLS = ['chat', 'chat streamed', 'chat streamed'];

const makeCalls = `
async function askClaude(client) {
  const question = { model: 'claude-opus-5', max_tokens: 99, messages: [{ role: 'user', content: 'What is a span?' }] };
  const message = await client.messages.create(question);
  console.log('message:', message.content[0].text, message.usage.output_tokens);
  let text = '';
  const stream = await client.messages.create({ ...question, stream: true });
  for await (const event of stream) text += event.delta?.text ?? '';
  console.log('stream:', stream.constructor.name, text);
  console.log('helper:', await client.messages.stream(question).finalText());
}`;

const programs: Readonly<Record<'esm' | 'cjs', Program>> = {
  esm: {
    format: 'esm',
    source: `import Anthropic from '@anthropic-ai/sdk';${makeCalls}\nawait askClaude(new Anthropic());`,
  },
  cjs: {
    format: 'cjs',
    source: `const { Anthropic } = require('@anthropic-ai/sdk');${makeCalls}\nvoid askClaude(new Anthropic());`,
  },
};

const withOpenAi: Program = {
  format: 'esm',
  source: `import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';${makeCalls}${makeOpenAiCalls}
await askClaude(new Anthropic());
await makeCalls(new OpenAI());`,
};

/** Each release in both formats, and the last beside a release of openai. */
export function anthropicCases(
  mock: MockLlm,
  releases = RELEASES,
  openai = NEWEST_OPENAI,
): RuntimeCase[] {
  const env = { ANTHROPIC_BASE_URL: mock.anthropicUrl, ANTHROPIC_API_KEY: 'unused' };
  const newest = { '@anthropic-ai/sdk': releases.at(-1)!, openai };
  return [
    ...releases.flatMap((release) =>
      (['esm', 'cjs'] as const).map((format) => ({
        name: `@anthropic-ai/sdk ${release} ${format}`,
        run: () =>
          areRecorded(mock, { '@anthropic-ai/sdk': release }, programs[format], CALLS, env),
      })),
    ),
    {
      name: '@anthropic-ai/sdk beside openai',
      run: () =>
        areRecorded(
          mock,
          newest,
          withOpenAi,
          [...CALLS, 'chat', 'chat streamed', 'chat', 'embeddings'],
          env,
        ),
    },
  ];
}
