// What the shared calls of watsonx.ai do not show: deployments, and streams that are refused.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { runScenario } from '@llm-otel/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const text = '/ml/v1/deployments/island/text';
const ANSWERS: Readonly<Record<string, string>> = {
  [`${text}/chat`]: read('chat.json'),
  [`${text}/chat_stream`]: read('chat.sse'),
  [`${text}/generation`]: read('generation.json'),
  [`${text}/generation_stream`]: read('generation.sse'),
};

let server: Server;
beforeEach(async () => {
  server = createServer((request, response) => {
    const body = ANSWERS[request.url!.split('?')[0]!];
    request.resume().on('end', () => {
      const type = body?.startsWith('id:') ? 'text/event-stream' : 'application/json';
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
      response.end(body ?? '{"errors":[{"code":"model_not_supported"}]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => server.close());

async function run(use: string) {
  const { port } = server.address() as AddressInfo;
  const { exitCode, stdout, stderr, callRecords } = await runScenario({
    format: 'esm',
    source: `
      import { WatsonXAI } from '@ibm-cloud/watsonx-ai';
      const client = new WatsonXAI({
        version: '2024-05-31',
        serviceUrl: process.env.SERVER,
        authenticator: { authenticate: async () => {}, authenticationType: () => 'noAuth' },
        projectId: 'x',
      });
      const idOrName = 'island';
      const messages = [{ role: 'user', content: 'Where?' }];
      ${use}`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { SERVER: `http://127.0.0.1:${port}` },
  });
  if (exitCode !== 0) throw new Error(stderr);
  return { stdout, records: callRecords() };
}

it('records calls of deployments under their names', async () => {
  const { records } = await run(`
    await client.deploymentsTextChat({ idOrName, messages });
    for await (const line of await client.deploymentsTextChatStream({ idOrName, messages })) void line;
    const input = 'The quokka';
    await client.deploymentGenerateText({ idOrName, input });
    for await (const line of await client.deploymentGenerateTextStream({ idOrName, input })) void line;`);
  const model = { model_id: 'island', model_version: 'ibm/granite-3-3-8b-instruct' };
  const chat = { ...model, operation: 'chat', prompt_tokens: 71, completion_tokens: 18 };
  const generation = { ...model, operation: 'text_completion', prompt_tokens: 5 };
  expect(records).toMatchObject([
    chat,
    { ...chat, stream: true },
    { ...generation, completion_tokens: 8 },
    { ...generation, completion_tokens: 8, stream: true },
  ]);
});

it('knows the status of a stream that is refused, and nothing more', async () => {
  const { stdout, records } = await run(`
    await client.textChatStream({ modelId: 'no', messages })
      .catch((error) => console.log(error.status, error.message));`);
  expect(stdout).toContain('404 Not Found');
  expect(records).toMatchObject([
    { outcome: 'error', error_code: '404', error_class: 'invalid_request', model_id: 'no' },
  ]);
});
