// Images make bodies that take longer to parse than the settings in them are worth: the model's name says the family, and
// the answer is read as ever. What is said in them is read where content is recorded.

import { expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const MODEL = 'us.anthropic.claude-opus-5-5-v1:0';
const PROGRAM = `
import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
const data = 'A'.repeat(2 ** 20);
const body = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 9,
  messages: [{
    role: 'user',
    content: [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data } },
      { type: 'text', text: 'Where is this?' },
    ],
  }],
});
const { body: bytes } = await new BedrockRuntime(options).invokeModel({ modelId: '${MODEL}', body });
console.log(bytes.transformToString());`;
const ANSWERS = {
  [`/model/${encodeURIComponent(MODEL)}/invoke`]: {
    json: {
      id: 'm1',
      role: 'assistant',
      model: 'claude-opus-5-5',
      content: [{ type: 'text', text: 'On an island.' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 1600, output_tokens: 5 },
    },
  },
};
const TOLD = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.model': 'claude-opus-5-5',
  'gen_ai.usage.input_tokens': 1600,
  'gen_ai.usage.output_tokens': 5,
};

it('is not read for its settings', async () => {
  const { spans } = await runProgram(PROGRAM, ANSWERS);
  expect(spans).toHaveLength(1);
  expect(spans[0]!.attributes).toMatchObject(TOLD);
  expect(spans[0]!.attributes).not.toHaveProperty('gen_ai.request.max_tokens');
});

it('is read where content is recorded', async () => {
  const { spans } = await runProgram(PROGRAM, ANSWERS, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
  });
  expect(spans[0]!.attributes).toMatchObject(TOLD);
  expect(JSON.stringify(spans[0]!.attributes['gen_ai.input.messages'])).toContain('Where is this?');
});
