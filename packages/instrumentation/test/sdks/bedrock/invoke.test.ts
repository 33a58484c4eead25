// Each family of InvokeModel, plain and streamed, by the name of a model and by that of an inference profile: the
// application gets its bytes, and the spans say what is in them.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INVOKE_CASES, profileOf, startInvokeServer } from './invoke-cases.ts';

/** Asked for three times more: by the same command twice, and with a callback. */
const OFTEN = 'acme.seer-v1:0';

const SOURCE = `
import { BedrockRuntime, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
const client = new BedrockRuntime({
  endpoint: process.env.URL, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler(),
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' }, cacheMiddleware: true,
});
const text = (bytes) => Buffer.from(bytes).toString();
for (const { model, profile, request, isStreamed } of JSON.parse(process.env.CASES)) {
  const body = JSON.stringify(request);
  const bytes = Buffer.from(body);
  for (const modelId of [model, profile]) {
    const answer = await client.invokeModel({ modelId, body: bytes });
    console.log(Object.keys(answer), text(answer.body), answer.body.transformToString());
    if (text(bytes) !== body) console.log('the request has changed');
    if (!isStreamed) continue;
    const { body: stream } = await client.invokeModelWithResponseStream({ modelId, body });
    for await (const event of stream) console.log(Object.keys(event), text(event.chunk.bytes));
  }
}
const command = new InvokeModelCommand({ modelId: '${OFTEN}', body: '{}' });
const twice = [await client.send(command), await client.send(command)];
console.log(twice.map(({ body }) => text(body)), Object.keys(command), command.middlewareStack.identify());
client.send(command, (error, { body }) => console.log(error, text(body)));
`;

let server: Awaited<ReturnType<typeof startInvokeServer>>;
let sink: OtlpSink;
let outputs: readonly string[];
let spans: ReturnType<OtlpSink['traces']>;

beforeAll(async () => {
  [server, sink] = await Promise.all([startInvokeServer(), startOtlpSink()]);
  const cases = INVOKE_CASES.map((one) => ({
    model: one.model,
    profile: profileOf(one),
    request: one.request,
    isStreamed: one.chunks !== undefined,
  }));
  const env = { URL: server.url, CASES: JSON.stringify(cases) };
  const [bare, traced] = [
    await runScenario({ format: 'esm', source: SOURCE, env }),
    await runScenario({
      format: 'esm',
      source: SOURCE,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        ...env,
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
        LLM_OTEL_CAPTURE_MEDIA: 'full',
      },
    }),
  ];
  outputs = [bare.stdout, traced.stdout];
  if (bare.exitCode !== 0 || traced.exitCode !== 0) throw new Error(bare.stderr + traced.stderr);
  spans = sink.traces();
});
afterAll(async () => {
  server.close();
  await sink.close();
});

it('leaves the bytes of all requests and responses as they are', () => {
  expect(outputs[1]).toBe(outputs[0]);
  expect(outputs[0]).not.toContain('has changed');
});

describe.each(INVOKE_CASES)('$name', (family) => {
  const models = [family.model, profileOf(family)];

  it.each(models)('has a span that says what its bodies say, plain and streamed: %s', (model) => {
    const own = spans.filter(({ attributes }) => attributes['gen_ai.request.model'] === model);
    const streams = own.filter(({ attributes }) => attributes['gen_ai.request.stream'] === true);
    expect(streams).toHaveLength(family.chunks === undefined ? 0 : 1);
    expect(own.length - streams.length).toBe(model === OFTEN ? 4 : 1);
    for (const { attributes } of own) {
      expect(attributes).toMatchObject({
        'gen_ai.provider.name': 'aws.bedrock',
        'llm_otel.outcome': 'completed',
        ...family.span,
      });
      expect(attributes['gen_ai.input.messages']).toEqual(family.input);
      expect(attributes['gen_ai.output.messages']).toEqual(family.output);
    }
  });
});
