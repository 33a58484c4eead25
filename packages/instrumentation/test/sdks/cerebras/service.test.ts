// What only Cerebras does: its clients warm up a connection, and its responses say how long the service took.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const fixture = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Makes `calls` of a client, and returns the requests that arrived, with and without us, and the call records. */
async function run(calls: string) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      const isStreamed = /"stream":\s*true/.test(body);
      const type = isStreamed ? 'text/event-stream' : 'application/json';
      response.writeHead(200, { 'content-type': type });
      response.end(
        request.method === 'GET' ? '{}' : fixture(isStreamed ? 'chat.sse' : 'chat.json'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scenario = {
    format: 'esm' as const,
    source: `import Cerebras from '@cerebras/cerebras_cloud_sdk';
      const client = new Cerebras({ apiKey: 'unused', baseURL: process.env.URL });
      const params = { model: 'gpt-oss-120b', messages: [{ role: 'user', content: 'Hi' }], disable_reasoning: true };
      ${calls}`,
    env: {
      URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      LLM_OTEL_LOG_DIR: 'llm_logs',
    },
  };
  try {
    const bare = await runScenario(scenario);
    const bareRequests = requests.splice(0).toSorted();
    const traced = await runScenario({
      ...scenario,
      nodeArguments: ['--require', 'llm-otel/register'],
    });
    expect([traced.exitCode, traced.stdout]).toEqual([bare.exitCode, bare.stdout]);
    expect(requests.toSorted()).toEqual(bareRequests);
    return { requests: bareRequests, records: traced.callRecords() };
  } finally {
    server.close();
  }
}

it('warms up its connection unrecorded', async () => {
  const { requests, records } = await run('');
  expect(requests).toEqual(['GET /v1/tcp_warming']);
  expect(records).toEqual([]);
});

it.each([
  ['a response', 'await client.chat.completions.create(params);'],
  [
    'the last chunk of a stream',
    'for await (const _ of await client.chat.completions.create({ ...params, stream: true })) {}',
  ],
])('says in %s how long it took', async (_where, calls) => {
  const { requests, records } = await run(calls);
  expect(requests).toEqual(['GET /v1/tcp_warming', 'POST /v1/chat/completions']);
  // 118 tokens × 0.35 + 24 × 0.75, in millionths of a dollar: cached tokens have no price of their own
  expect(records).toMatchObject([
    {
      provider: 'cerebras',
      model_id: 'gpt-oss-120b',
      reasoning_level: 'none',
      backend_latency_ms: 18,
      cost_usd: 0.0000593,
      cost_source: 'local',
    },
  ]);
});
