// What the shared calls of cohere-ai do not show: raw responses, streams of completions, classification, transcripts,
// and the clients of AWS.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';

const meta = { api_version: { version: '1' }, billed_units: { input_tokens: 4, output_tokens: 6 } };
const CHAT = {
  id: 'c1',
  finish_reason: 'COMPLETE',
  message: { role: 'assistant', content: [{ type: 'text', text: 'Yes.' }] },
  usage: { billed_units: { input_tokens: 3, output_tokens: 2 } },
};
const GENERATED = [
  { event_type: 'text-generation', text: ' on an', is_finished: false },
  { event_type: 'text-generation', text: ' island.', is_finished: false },
  {
    event_type: 'stream-end',
    is_finished: true,
    finish_reason: 'COMPLETE',
    response: {
      id: 'g1',
      generations: [{ id: 'x', text: ' on an island.', finish_reason: 'MAX_TOKENS' }],
    },
  },
];
const lines = (events: readonly object[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
const ANSWERS: Readonly<Record<string, string>> = {
  '/v2/chat': JSON.stringify(CHAT),
  '/v1/generate': lines(GENERATED),
  '/v1/classify': JSON.stringify({ id: 'k1', classifications: [], meta }),
  '/v2/audio/transcriptions': JSON.stringify({ text: 'I am a quokka.' }),
  '/model/cohere.rerank-v3-5:0/invoke': JSON.stringify({
    results: [{ index: 0, relevance_score: 0.9 }],
  }),
  '/endpoints/my-command/invocations': JSON.stringify(CHAT),
};

let server: Server;
let sink: OtlpSink;
beforeEach(async () => {
  sink = await startOtlpSink();
  server = createServer((request, response) => {
    const body = ANSWERS[decodeURIComponent(request.url ?? '')];
    request.resume().on('end', () => {
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(body ?? request.url);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.close();
  await sink.close();
});

async function run(use: string) {
  const { port } = server.address() as AddressInfo;
  const { exitCode, stdout, stderr, callRecords } = await runScenario({
    format: 'esm',
    source: `
      import { CohereClient, CohereClientV2 } from 'cohere-ai';
      const environment = process.env.SERVER;
      const v1 = new CohereClient({ token: 'unused', environment, maxRetries: 0 });
      const v2 = new CohereClientV2({ token: 'unused', environment, maxRetries: 0 });
      const model = 'command-a-03-2025';
      const messages = [{ role: 'user', content: 'Is it?' }];
      ${use}`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      SERVER: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      LLM_OTEL_LOG_DIR: 'llm_logs',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    },
  });
  if (exitCode !== 0) throw new Error(stderr);
  return { stdout, records: callRecords(), spans: sink.traces() };
}

it('records a call once whose raw response is taken, alone or besides', async () => {
  const { stdout, records } = await run(`
    const { data, rawResponse } = await v2.chat({ model, messages }).withRawResponse();
    const promise = v2.chat({ model, messages });
    await promise;
    await promise.withRawResponse();
    console.log(data.id, rawResponse.status, promise.constructor.name);`);
  expect(stdout).toContain('c1 200 HttpResponsePromise');
  expect(records).toMatchObject([
    { prompt_tokens: 3, completion_tokens: 2 },
    { prompt_tokens: 3, completion_tokens: 2 },
  ]);
});

it('records the client of the second version that the first one holds', async () => {
  const { records } = await run(`await v1.v2.chat({ model, messages });`);
  expect(records).toMatchObject([{ response_id: 'c1', provider: 'cohere' }]);
});

it('records streamed completions', async () => {
  const { records } = await run(`
    const stream = await v1.generateStream({ model, prompt: 'It lives' });
    for await (const event of stream) void event;`);
  expect(records).toMatchObject([
    {
      operation: 'text_completion',
      stream: true,
      outcome: 'completed',
      response_id: 'g1',
      finish_reasons: ['length'],
      output_messages: [
        { role: 'assistant', parts: [{ type: 'text', content: ' on an island.' }] },
      ],
    },
  ]);
});

it('records what was streamed of completions that are left', async () => {
  const { records } = await run(`
    const stream = await v1.generateStream({ model, prompt: 'It lives' });
    for await (const event of stream) break;`);
  expect(records).toMatchObject([
    {
      outcome: 'aborted',
      output_messages: [{ parts: [{ content: ' on an' }], finish_reason: 'error' }],
    },
  ]);
});

it('shows a classification as a request', async () => {
  const { spans } = await run(`await v1.classify({ model, inputs: ['quokka'] });`);
  expect(spans).toMatchObject([
    { name: 'cohere.classify', attributes: { 'gen_ai.request.model': 'command-a-03-2025' } },
  ]);
});

it('records a transcript', async () => {
  const { records } = await run(`
    await v1.audio.transcriptions.create(Buffer.from('x'), { model, language: 'en' });`);
  expect(records).toMatchObject([
    {
      operation: 'generate_content',
      model_id: 'command-a-03-2025',
      output_messages: [{ parts: [{ content: 'I am a quokka.' }] }],
    },
  ]);
});

it('names the service of AWS that a client sends to', async () => {
  const { records, spans } = await run(`
    const { BedrockClientV2, SagemakerClientV2 } = await import('cohere-ai/aws');
    const options = {
      awsRegion: 'us-east-1',
      awsAccessKey: 'AKIDEXAMPLE',
      awsSecretKey: 'none',
      fetch: (url, init) => fetch(process.env.SERVER + new URL(url).pathname, init),
    };
    const query = 'Where?';
    await new BedrockClientV2(options)
      .rerank({ model: 'cohere.rerank-v3-5:0', query, documents: ['Here.'] });
    await new SagemakerClientV2(options).chat({ model: 'my-command', messages });`);
  expect(records).toMatchObject([
    { provider: 'aws.bedrock', operation: 'rerank', model_id: 'cohere.rerank-v3-5:0' },
    { provider: 'aws.sagemaker', operation: 'chat', prompt_tokens: 3 },
  ]);
  expect(spans.map(({ attributes }) => attributes['server.address'])).toEqual([
    'bedrock-runtime.us-east-1.amazonaws.com',
    'runtime.sagemaker.us-east-1.amazonaws.com',
  ]);
});

it('traces clients that an application passes by hand', async () => {
  const { records } = await run(`
    const { uninstrument, instrument } = await import('llm-otel');
    for (const client of [v1, v2]) uninstrument(client);
    await v2.chat({ model, messages });
    for (const client of [v1, v2]) instrument(client);
    await v2.chat({ model, messages });`);
  expect(records).toHaveLength(1);
});
