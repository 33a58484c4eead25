// The server of a call, which a client finds out right before its request.

import { runScenario, startOtlpSink } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const PROGRAM = `
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const requestHandler = { handle: async () => { throw new TypeError('no network'); } };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };
const command = new ConverseCommand({ modelId: 'some-model', messages: [{ role: 'user', content: [{ text: 'Hello' }] }] });
const inChina = new BedrockRuntimeClient({ region: async () => 'cn-north-1', maxAttempts: 1, credentials, requestHandler });
const own = new BedrockRuntimeClient({ endpoint: 'http://gateway.example:8080/bedrock', region: 'us-east-1', maxAttempts: 1, credentials, requestHandler });
for (const client of [inChina, inChina, own]) {
  await client.send(command).catch((error) => { console.log(error.message, client.config.endpointProvider.name, client.config.endpointProvider.length); });
}
`;

it('is that of the region, or of the endpoint of the application', async () => {
  const sink = await startOtlpSink();
  try {
    const run = (env: Record<string, string>, nodeArguments: string[]) =>
      runScenario({ format: 'esm', source: PROGRAM, env, nodeArguments });
    const bare = await run({}, []);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const traced = await run(env, ['--require', 'llm-otel/register']);
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    const servers = sink
      .traces()
      .map(({ attributes }) => `${attributes['server.address']}:${attributes['server.port']}`);
    expect(servers).toEqual([
      'bedrock-runtime.cn-north-1.amazonaws.com.cn:443',
      'bedrock-runtime.cn-north-1.amazonaws.com.cn:443',
      'gateway.example:8080',
    ]);
  } finally {
    await sink.close();
  }
});
