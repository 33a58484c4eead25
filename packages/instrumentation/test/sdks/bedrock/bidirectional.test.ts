// A conversation in both directions: the application sends and hears what it does without us, and the counts of the whole
// conversation are counted once.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { toEventStream } from '../event-stream.ts';

const usage = (given: number, said: number): object => ({
  usageEvent: {
    totalInputTokens: given,
    totalOutputTokens: said,
    totalTokens: given + said,
    details: {
      total: {
        input: { speechTokens: given - 4, textTokens: 4 },
        output: { speechTokens: said - 2, textTokens: 2 },
      },
    },
  },
});
const ANSWERS = [
  { completionStart: { completionId: 'c-1' } },
  usage(20, 6),
  { textOutput: { content: 'quokka says hello' } },
  { contentEnd: { stopReason: 'PARTIAL_TURN' } },
  usage(30, 12),
  { contentEnd: { stopReason: 'END_TURN' } },
  { completionEnd: { completionId: 'c-1' } },
];
const chunks = ANSWERS.map((event) => JSON.stringify({ chunk: { event } }));
const SOURCE = `
  import { BedrockRuntimeClient, InvokeModelWithBidirectionalStreamCommand } from '@aws-sdk/client-bedrock-runtime';
  import { HttpResponse } from '@smithy/protocol-http';
  import { Readable } from 'node:stream';
  const sent = [];
  const requestHandler = {
    metadata: { handlerProtocol: 'h2' },
    async handle({ body }) {
      const reading = (async () => { for await (const part of body) sent.push(part.length > 0); })();
      await reading;
      const headers = { 'content-type': 'application/vnd.amazon.eventstream' };
      return { response: new HttpResponse({ statusCode: 200, headers, body: Readable.from([Buffer.from(process.env.ANSWER, 'base64')]) }) };
    },
  };
  const client = new BedrockRuntimeClient({ region: 'us-east-1', maxAttempts: 1, requestHandler,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' } });
  async function* body() {
    for (const event of [{ sessionStart: {} }, { textInput: { content: 'quokka?' } }, { sessionEnd: {} }]) {
      yield { chunk: { bytes: Buffer.from(JSON.stringify({ event })) } };
    }
  }
  const command = new InvokeModelWithBidirectionalStreamCommand({ modelId: 'amazon.nova-sonic-v1:0', body: body() });
  const answer = await client.send(command);
  for await (const { chunk } of answer.body) console.log(Buffer.from(chunk.bytes).toString());
  console.log(sent.length > 0, Object.keys(answer));`;

it('is one operation, with the last counts', async () => {
  const ANSWER = toEventStream(chunks.join('\n')).toString('base64');
  const run = (nodeArguments: readonly string[]) =>
    runScenario({ format: 'esm', source: SOURCE, env: { ANSWER }, nodeArguments });
  const [bare, traced] = await Promise.all([run([]), run(['--require', 'llm-otel/register'])]);
  expect(bare).toMatchObject({ exitCode: 0 });
  expect(bare.stdout).toContain('quokka says hello');
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  const records = traced.callRecords().filter((record) => 'outcome' in record);
  expect(records).toMatchObject([
    {
      operation: 'generate_content',
      provider: 'aws.bedrock',
      model_id: 'amazon.nova-sonic-v1:0',
      outcome: 'completed',
      stream: true,
      prompt_tokens: 30,
      completion_tokens: 12,
      finish_reasons: ['stop'],
    },
  ]);
  expect(JSON.stringify(records)).not.toContain('quokka');
});
