// What the GenAI tab of Jaeger's page reads of a span, in the shapes in which it reads it. The page is in the image of
// a newer version than can be built here; its API is the same.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startMockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { type JaegerSpan, jaegerSpans } from './backends.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);
const top = path.join(import.meta.dirname, '../..');

describe.skipIf(missing.length > 0 && !mustRun)('a program with a tool, in Jaeger', () => {
  let directory: string;
  let stack: Stack;
  let spans: readonly JaegerSpan[];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-genai-'));
    stack = await startStack({ directory, ports: 'free' });
    const mock = await startMockLlm();
    await run(process.execPath, ['--require', 'llm-otel/register', 'examples/tools/tools.mjs'], {
      cwd: top,
      env: {
        PATH: process.env['PATH'],
        OPENAI_API_KEY: 'unused',
        OPENAI_BASE_URL: mock.url,
        OTEL_SERVICE_NAME: 'tools',
        OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      },
    });
    await mock.close();
    spans = await eventually('the spans in Jaeger', async () => {
      const found = await jaegerSpans(stack.endpoints.jaeger, 'tools');
      return found.some(({ tags }) => operationOf(tags) === 'execute_tool') ? found : undefined;
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The tags of the spans of an operation, JSON read. */
  function tagsOf(operation: string): Record<string, unknown>[] {
    return spans
      .filter(({ tags }) => operationOf(tags) === operation)
      .map(({ tags }) => Object.fromEntries(tags.map(({ key, value }) => [key, read(value)])));
  }

  it('has the messages of calls as lists of parts with a type', () => {
    const calls = tagsOf('chat');
    const asks = calls.find((call) => !JSON.stringify(call).includes('tool_call_response'))!;
    const answers = calls.find((call) => JSON.stringify(call).includes('tool_call_response'))!;
    expect(asks['gen_ai.input.messages']).toEqual(
      expect.arrayContaining([
        { role: 'user', parts: [{ type: 'text', content: expect.any(String) }] },
      ]),
    );
    expect(asks['gen_ai.output.messages']).toEqual([
      {
        role: 'assistant',
        parts: [
          {
            type: 'tool_call',
            id: expect.any(String),
            name: expect.any(String),
            arguments: expect.any(Object),
          },
        ],
        finish_reason: expect.any(String),
      },
    ]);
    expect(answers['gen_ai.input.messages']).toEqual(
      expect.arrayContaining([
        {
          role: 'tool',
          parts: [
            { type: 'tool_call_response', id: expect.any(String), response: expect.anything() },
          ],
        },
      ]),
    );
  });

  it('has who answered and what it used', () => {
    for (const call of tagsOf('chat')) {
      expect(call).toMatchObject({
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': expect.any(String),
        'gen_ai.response.model': expect.any(String),
        'gen_ai.usage.input_tokens': expect.any(Number),
        'gen_ai.usage.output_tokens': expect.any(Number),
      });
    }
  });

  it('has the tool, its arguments and its result', () => {
    expect(tagsOf('execute_tool')[0]).toMatchObject({
      'gen_ai.tool.name': expect.any(String),
      'gen_ai.tool.call.arguments': expect.anything(),
      'gen_ai.tool.call.result': expect.anything(),
    });
  });
});

function operationOf(tags: JaegerSpan['tags']): unknown {
  return tags.find(({ key }) => key === 'gen_ai.operation.name')?.value;
}

/** Jaeger has lists and maps as JSON. */
function read(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  return JSON.parse(value);
}
