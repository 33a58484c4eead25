// The telemetry of @mistralai/mistralai itself: where its spans go to a provider of the application, a call has no span of
// ours; what is measured and recorded is ours. Spans for Mistral's own service are beside ours.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ANSWER = {
  id: 'cmpl-1',
  object: 'chat.completion',
  model: 'mistral-small-latest',
  created: 1,
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
};

let service: Server;
let sink: OtlpSink;
let url: string;
beforeAll(async () => {
  sink = await startOtlpSink();
  service = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ANSWER));
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(async () => {
  service.close();
  await sink.close();
});

/** A program with a client, of which `use` says what its telemetry does; it makes two calls. */
async function spansOf(use: string, env: Readonly<Record<string, string>> = {}) {
  const result = await runScenario({
    format: 'esm',
    source: `
      import { trace } from '@opentelemetry/api';
      import { Mistral } from '@mistralai/mistralai';
      import * as observability from '@mistralai/mistralai/extra/observability';
      const client = new Mistral({ apiKey: 'unused', serverURL: process.env.URL });
      const ask = () => client.chat.complete({ model: 'mistral-small-latest', messages: [{ role: 'user', content: 'Hello' }] });
      ${use}
      await ask();
      console.log((await ask()).choices[0].message.content);`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { URL: url, OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
  });
  expect(result).toMatchObject({ exitCode: 0, stdout: 'Hi\n' });
  const records = result.callRecords().filter((record) => 'outcome' in record);
  expect(records).toHaveLength(2);
  for (const record of records) {
    expect(record).toMatchObject({
      prompt_tokens: 3,
      completion_tokens: 1,
      provider: 'mistral_ai',
    });
  }
  const durations = sink
    .metrics()
    .filter(({ name }) => name === 'gen_ai.client.inference.duration');
  expect(durations.at(-1)!.points.map(({ count }) => count)).toEqual([2]);
  const tellers = sink.traces().map(({ scope }) => (scope.name === 'llm-otel' ? 'ours' : 'theirs'));
  sink.reset();
  return tellers;
}

it('makes no spans unless it is asked to', async () => {
  expect(await spansOf('')).toEqual(['ours', 'ours']);
  expect(await spansOf('', { MISTRAL_SDK_TELEMETRY: 'false' })).toEqual(['ours', 'ours']);
});

it.each([
  ['a variable', '', { MISTRAL_SDK_TELEMETRY: ' Global ' }],
  ['a call', "await observability.configureTelemetry(client, 'global', { redaction: false });", {}],
  [
    'a provider of the client',
    'await observability.configureTelemetry(client, trace.getTracerProvider(), { redaction: false });',
    {},
  ],
  [
    'a provider for all clients',
    'observability.registerTracerProvider(trace.getTracerProvider());',
    {},
  ],
])('makes the only spans if %s asks for them', async (_by, use, env) => {
  expect(await spansOf(use, env)).toEqual(['theirs', 'theirs']);
});
