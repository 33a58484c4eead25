// A process that loads an LLM SDK and makes no call: what is loaded with it leaves nothing and holds nothing.

import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runScenario, type ScenarioResult, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterAll(() => sink.close());

const PRELOAD = ['--require', 'llm-otel/register'];
const WAYS: Readonly<Record<string, () => Record<string, string>>> = {
  'the call log': () => ({}),
  'OTLP over HTTP': () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url }),
  'OTLP over gRPC': () => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  }),
  'uploads and content': () => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only',
    OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
    OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: './uploads',
  }),
};
/**
 * What would hold the process, what listens to its end, what is registered. Only sdk-node reads a file meanwhile, which
 * holds nothing once it is read.
 */
const PROGRAM = `import OpenAI from 'openai'; new OpenAI({ apiKey: 'unused' });
  await new Promise(setImmediate);
  const { trace } = globalThis[Symbol.for('opentelemetry.js.api.1')] ?? {};
  const handles = process.getActiveResourcesInfo().filter((name) => name !== 'FSReqPromise');
  console.log(JSON.stringify({ handles, trace: trace !== undefined,
    listeners: ['beforeExit', 'exit', 'SIGTERM', 'SIGINT'].map((name) => process.listenerCount(name)) }));`;

async function run(
  env: Record<string, string>,
  nodeArguments: readonly string[],
): Promise<ScenarioResult & { readonly left: readonly string[] }> {
  const result = await runScenario({
    format: 'esm',
    source: PROGRAM,
    env,
    nodeArguments,
    keepDirectory: true,
  });
  const left = ['llm_logs', 'uploads'].filter((name) =>
    existsSync(path.join(result.directory, name)),
  );
  rmSync(result.directory, { recursive: true, force: true });
  return { ...result, left };
}

describe.each(Object.entries(WAYS))('with %s', (_name, env) => {
  it('leaves nothing, sends nothing, and looks as it does without us', async () => {
    sink.reset();
    const bare = await run({}, []);
    const traced = await run(env(), PRELOAD);
    const { exitCode, stdout, stderr } = bare;
    expect(traced).toMatchObject({ exitCode, stdout, stderr, left: [] });
    expect(sink.requests).toEqual([]);
  });
});

describe('an SDK that is loaded late', () => {
  it.each(['--require', '--import'])('is traced through the loader thread (%s)', async (flag) => {
    const result = await runScenario({
      format: 'esm',
      files: { 'without-hooks.cjs': `delete require('node:module').registerHooks;` },
      source: `const { default: OpenAI } = await import('openai');
        const client = new OpenAI({ apiKey: 'unused', fetch: async () => Response.json({ choices: [] }) });
        await client.chat.completions.create({ model: 'gpt-4o', messages: [] }); console.log('done');`,
      nodeArguments: ['--require', './without-hooks.cjs', flag, 'llm-otel/register'],
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(result.callRecords()).toMatchObject([{ model_id: 'gpt-4o' }]);
  });
});
