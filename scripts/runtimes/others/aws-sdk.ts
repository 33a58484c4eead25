// OpenTelemetry's own instrumentation of AWS, which makes spans of inference for Bedrock: its spans stay as they are, ours are
// left out, and metrics and call records are made all the same.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OtlpSink, type ScenarioResult, startOtlpSink } from '@llm-otel/testkit';
import { runInApplication } from '../application.ts';
import { CALL_RECORDS_LINE, expectSame, expectSameRun } from '../comparison.ts';
import { nodeBinary } from '../node-binaries.ts';
import { NEWEST_OF_24, type RuntimeCase } from '../runtime-case.ts';
import { type Format, otlpVariables, setUp } from './other-tool.ts';
import { foreignSpans, OUR_SCOPE } from './spans.ts';

const OURS = 'llm-otel/register';
const dependencies = {
  '@aws-sdk/client-bedrock-runtime': '3.1164.0',
  '@opentelemetry/api': '1.10.0',
  '@opentelemetry/instrumentation-aws-sdk': '0.79.0',
  '@opentelemetry/sdk-node': '0.301.0',
};
const ANSWERS: Readonly<Record<string, object>> = {
  converse: {
    output: { message: { role: 'assistant', content: [{ text: 'On an island.' }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 12, outputTokens: 5, totalTokens: 17 },
  },
  invoke: { inputTextTokenCount: 7, results: [{ tokenCount: 3, outputText: 'There.' }] },
  apply: { action: 'NONE', outputs: [], assessments: [] },
};

const start = (format: Format): ReturnType<typeof setUp> => {
  const names = { sdk: '@opentelemetry/sdk-node', aws: '@opentelemetry/instrumentation-aws-sdk' };
  const imports =
    format === 'esm'
      ? `import { NodeSDK } from '${names.sdk}'; import { AwsInstrumentation } from '${names.aws}';`
      : `const { NodeSDK } = require('${names.sdk}'); const { AwsInstrumentation } = require('${names.aws}');`;
  return setUp(
    format,
    `${imports}
const sdk = new NodeSDK({ instrumentations: [new AwsInstrumentation()] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());`,
  );
};

const source = (format: Format): string => `
${
  format === 'esm'
    ? `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime'; import { trace } from '@opentelemetry/api'; import { NodeHttpHandler } from '@smithy/node-http-handler';`
    : `const { BedrockRuntime } = require('@aws-sdk/client-bedrock-runtime'); const { trace } = require('@opentelemetry/api'); const { NodeHttpHandler } = require('@smithy/node-http-handler');`
}
trace.getTracer('application').startActiveSpan('question', async (span) => {
  const client = new BedrockRuntime({
    endpoint: process.env.SERVER, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler(),
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
  });
  const modelId = 'amazon.titan-text-express-v1';
  const messages = [{ role: 'user', content: [{ text: 'Where?' }] }];
  console.log((await client.converse({ modelId, messages })).stopReason);
  const body = JSON.stringify({ inputText: 'Where?' });
  console.log((await client.invokeModel({ modelId, body })).body.transformToString());
  const guardrail = { guardrailIdentifier: 'g', guardrailVersion: '1', source: 'INPUT', content: [{ text: { text: 'x' } }] };
  console.log((await client.applyGuardrail(guardrail)).action);
  span.end();
});`;

interface Run {
  readonly result: ScenarioResult;
  readonly spans: ReturnType<OtlpSink['traces']>;
  readonly metrics: ReturnType<OtlpSink['metrics']>;
}

/** Both formats, and both orders of loading. */
export const awsSdkCases: readonly RuntimeCase[] = (['cjs', 'esm'] as const).flatMap((format) => {
  const { start: theirs, files } = start(format);
  const last = format === 'esm' ? '--import' : '--require';
  const orders = {
    'ours first': ['--require', OURS, ...theirs],
    'ours last': [...theirs, last, OURS],
  };
  return Object.entries(orders).map(([name, nodeArguments]) => ({
    name: `instrumentation-aws-sdk 0.79.0 ${format} ${name}`,
    run: async () => {
      const without = await run(format, files, theirs);
      const withUs = await run(format, files, nodeArguments);
      expectSameRun(
        { without: without.result, withUs: withUs.result },
        { stderr: [CALL_RECORDS_LINE] },
        () => judge(without, withUs),
      );
      return `${foreignSpans(withUs.spans).length} spans of theirs and of the application`;
    },
  }));
});

function judge(without: Run, withUs: Run): void {
  expectSame('their spans', foreignSpans(withUs.spans), foreignSpans(without.spans));
  const inference = withUs.spans.filter(
    ({ attributes }) => attributes['gen_ai.system'] === 'aws.bedrock',
  );
  expectSame('their spans of inference', inference.length, 2);
  const ours = withUs.spans.filter(({ scope }) => scope.name === OUR_SCOPE);
  // They make no span of a guardrail's decision.
  expectSame(
    'our spans',
    ours.map(({ name }) => name),
    ['g'],
  );
  const records = withUs.result.callRecords().filter((record) => 'outcome' in record);
  expectSame(
    'tokens of the call records',
    records.map(({ prompt_tokens: input, completion_tokens: output }) => [input, output]),
    [
      [12, 5],
      [7, 3],
      [undefined, undefined],
    ].map((counts) => counts.map((count) => count ?? null)),
  );
  const traces = new Set(withUs.spans.map(({ traceId }) => traceId));
  expectSame('traces', [...new Set(records.map((record) => record['trace_id']))], [...traces]);
  const measured = withUs.metrics
    .filter(({ name }) => name === 'gen_ai.client.inference.duration')
    .flatMap(({ points }) => points)
    .filter(({ attributes }) => attributes['gen_ai.provider.name'] === 'aws.bedrock');
  expectSame('measured operations', measured.length, 2);
}

async function run(
  format: Format,
  files: Readonly<Record<string, string>>,
  nodeArguments: readonly string[],
): Promise<Run> {
  const sink = await startOtlpSink();
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(ANSWERS[request.url!.split('/').at(-1)!]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const result = await runInApplication(dependencies, {
      format,
      source: source(format),
      files,
      nodePath: await nodeBinary(NEWEST_OF_24),
      nodeArguments,
      env: {
        SERVER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        LLM_OTEL_LOG_DIR: './llm_logs',
        ...otlpVariables({ sink }),
      },
    });
    return { result, spans: sink.traces(), metrics: sink.metrics() };
  } finally {
    server.close();
    await sink.close();
  }
}
