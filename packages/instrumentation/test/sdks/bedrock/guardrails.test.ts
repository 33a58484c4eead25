// Guardrails: a check of their own, and what they did to the answer of a model. And what runs no model.

import { expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const CHECK = `
import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntime(options);
const { action } = await client.applyGuardrail({
  guardrailIdentifier: 'gr-7f3k2', guardrailVersion: '1', source: 'OUTPUT',
  content: [{ text: { text: 'Call the quokka at 555-0100.' } }],
});
console.log(action);`;
const PATH = '/guardrail/gr-7f3k2/version/1/apply';
const assessment = (action: string) => ({
  sensitiveInformationPolicy: { piiEntities: [{ type: 'PHONE', match: '555-0100', action }] },
});

it.each([
  ['allow', { action: 'NONE', outputs: [], assessments: [{}] }],
  ['block', { action: 'GUARDRAIL_INTERVENED', outputs: [{ text: 'No.' }], assessments: [] }],
  [
    'block',
    {
      action: 'GUARDRAIL_INTERVENED',
      outputs: [{ text: 'No.' }],
      assessments: [assessment('ANONYMIZED'), assessment('BLOCKED')],
    },
  ],
  [
    'modify',
    {
      action: 'GUARDRAIL_INTERVENED',
      outputs: [{ text: 'Call the quokka at {PHONE}.' }],
      assessments: [assessment('ANONYMIZED')],
    },
  ],
])('records the decision of a guardrail: %s', async (decision, json) => {
  const { spans, records, metrics, sent } = await runProgram(CHECK, { [PATH]: { json } });
  expect(spans).toHaveLength(1);
  expect(spans[0]!.attributes).toMatchObject({
    'aws.bedrock.guardrail.id': 'gr-7f3k2',
    'llm_otel.guardrail.name': 'gr-7f3k2',
    'llm_otel.guardrail.decision': decision,
  });
  expect(records).toMatchObject([{ outcome: 'completed' }]);
  const counted = metrics.find(({ name }) => name === 'llm_otel.guardrail')!;
  expect(counted.points[0]!.attributes).toMatchObject({ 'llm_otel.guardrail.decision': decision });
  expect(sent).not.toContain('555-0100');
});

const question = `{ modelId: 'some-model', messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
  guardrailConfig: { guardrailIdentifier: 'gr-7f3k2', guardrailVersion: '1' } }`;
const message = { role: 'assistant', content: [{ text: 'No.' }] };
const event = (type: string, payload: object) => ({
  headers: { ':message-type': 'event', ':event-type': type, ':content-type': 'application/json' },
  payload,
});
const body = { content: [{ type: 'text', text: 'No.' }], stop_reason: 'end_turn' };

it.each([
  [
    'Converse',
    `console.log((await client.converse(${question})).stopReason);`,
    '/model/some-model/converse',
    { json: { output: { message }, stopReason: 'guardrail_intervened' } },
  ],
  [
    'ConverseStream',
    `for await (const event of (await client.converseStream(${question})).stream) console.log(Object.keys(event));`,
    '/model/some-model/converse-stream',
    {
      events: [
        event('messageStart', { role: 'assistant' }),
        event('messageStop', { stopReason: 'guardrail_intervened' }),
      ],
    },
  ],
  [
    'InvokeModel',
    `await client.invokeModel({ modelId: 'some-model', guardrailIdentifier: 'gr-7f3k2', guardrailVersion: '1',
       body: '{"anthropic_version":"bedrock-2023-05-31","messages":[]}' });`,
    '/model/some-model/invoke',
    { json: { ...body, 'amazon-bedrock-guardrailAction': 'INTERVENED' } },
  ],
  [
    'InvokeModelWithResponseStream',
    `const { body } = await client.invokeModelWithResponseStream({ modelId: 'some-model', guardrailIdentifier: 'gr-7f3k2',
       body: '{"anthropic_version":"bedrock-2023-05-31","messages":[]}' });
     for await (const event of body) console.log(event.chunk.bytes.length);`,
    '/model/some-model/invoke-with-response-stream',
    {
      events: [
        { chunk: { type: 'message_delta', delta: { stop_reason: 'end_turn' } } },
        { chunk: { type: 'message_stop', 'amazon-bedrock-guardrailAction': 'INTERVENED' } },
      ],
    },
  ],
])('records what a guardrail did to an answer: %s', async (_name, use, path, answer) => {
  const { spans } = await runProgram(
    `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
     const client = new BedrockRuntime(options);
     ${use}`,
    { [path]: answer },
  );
  expect(spans).toHaveLength(1);
  expect(spans[0]!.attributes).toMatchObject({
    'aws.bedrock.guardrail.id': 'gr-7f3k2',
    'llm_otel.guardrail.decision': 'block',
  });
});

it('counts tokens without a call of a model', async () => {
  const { stdout, spans, records } = await runProgram(
    `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
     const converse = { messages: [{ role: 'user', content: [{ text: 'Hello' }] }] };
     console.log((await new BedrockRuntime(options).countTokens({ modelId: 'some-model', input: { converse } })).inputTokens);`,
    { '/model/some-model/count-tokens': { json: { inputTokens: 7 } } },
  );
  expect(stdout).toBe('7\n');
  expect(spans.map(({ name }) => name)).toEqual(['bedrock.countTokens']);
  expect(spans[0]!.attributes['gen_ai.request.model']).toBe('some-model');
  expect(records).toEqual([]);
});
