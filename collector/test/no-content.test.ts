// With the overlay `no-content` no content leaves the real collector, whatever recorded it; what is said about
// the calls does.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFields } from '../../packages/instrumentation/dist/model/fields/index.js';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { jaegerSpans } from './backends.ts';
import { eventually } from './eventually.ts';
import { type Plain, type PlainMap, sendLog, sendSpan, TRACE_ID } from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

/** Stands in every piece of content. */
const WORD = 'marmalade';
const MESSAGES: Plain = [{ role: 'user', parts: [{ type: 'text', content: `I like ${WORD}` }] }];

/** What the package records and calls content, by the table of its fields. */
const OURS = allFields().filter(({ text }) => text.startsWith('Content.'));
/** What others record. */
const TEXTS = [
  'gen_ai.prompt.variable.city',
  'gen_ai.prompt',
  'gen_ai.completion',
  'gen_ai.prompt.0.content',
  'gen_ai.completion.0.tool_calls.0.arguments',
  'gen_ai.content.prompt',
  'gen_ai.request.messages',
  'gen_ai.response.text',
  'input.value',
  'output.value',
  'llm.input_messages.0.message.content',
  'llm.output_messages.0.message.content',
  'llm.prompts',
  'llm.prompt_template.template',
  'llm.tools.0.tool.json_schema',
  'retrieval.documents.0.document.content',
  'embedding.embeddings.0.embedding.text',
  'reranker.query',
  'traceloop.entity.input',
  'traceloop.entity.output',
  'ai.prompt',
  'ai.prompt.messages',
  'ai.response.text',
  'ai.toolCall.args',
  'langfuse.observation.input',
  'mlflow.spanInputs',
  'pydantic_ai.all_messages',
  'tool_arguments',
  'http.request.body.content',
];
const CONTENT: PlainMap = {
  ...Object.fromEntries(TEXTS.map((name) => [name, `I like ${WORD}`])),
  ...Object.fromEntries(
    OURS.filter(({ attribute }) => attribute !== 'gen_ai.prompt.variable').map((field) => [
      field.attribute,
      field.shape === 'text' ? `I like ${WORD}` : MESSAGES,
    ]),
  ),
};
const METADATA: PlainMap = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-5.1',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.usage.input_tokens': 12,
  'gen_ai.prompt.name': 'greeting',
  'gen_ai.prompt.version': '3',
  'gen_ai.memory.record.count': 2,
  'gen_ai.tool.call.id': 'call_1',
  'gen_ai.evaluation.score.value': 0.5,
  'llm_otel.prompt.length': 1234,
  'llm.model_name': 'gpt-5.1',
  'llm.token_count.prompt': 12,
  'ai.model.id': 'gpt-5.1',
  'http.request.body.size': 1234,
  'error.type': 'timeout',
};
const EXCEPTION: PlainMap = {
  'exception.message': `no such thing as ${WORD}`,
  'exception.stacktrace': `Error: no such thing as ${WORD}\n    at main.js:1:2`,
};

describe.skipIf(missing.length > 0 && !mustRun)('the overlay `no-content`', () => {
  let directory: string;
  let stack: Stack;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-no-content-'));
    stack = await startStack({ directory, ports: 'free', overlays: ['no-content'] });
    const { otlpHttp } = stack.endpoints;
    const attributes = { ...CONTENT, ...METADATA };
    const resource = { 'service.name': 'talkative' };
    await sendSpan(otlpHttp, {
      resource,
      attributes: { ...attributes, ...EXCEPTION },
      event: { attributes: { ...attributes, ...EXCEPTION, 'exception.type': 'TypeError' } },
      status: `no such thing as ${WORD}`,
      link: CONTENT,
    });
    const message = { content: WORD, tool_calls: WORD, role: 'user', 'gen_ai.system': 'openai' };
    await sendSpan(otlpHttp, {
      resource,
      event: { name: 'gen_ai.user.message', attributes: message },
    });
    await sendLog(otlpHttp, { resource, attributes, body: 'ready', eventName: 'app.ready' });
    await sendLog(otlpHttp, {
      resource,
      attributes: { ...attributes, ...EXCEPTION },
      body: { messages: MESSAGES },
      eventName: 'gen_ai.client.inference.operation.details',
    });
    await sendLog(otlpHttp, {
      resource,
      attributes: { ...message, 'event.name': 'gen_ai.user.message' },
      body: { content: WORD },
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('writes no content to the files', async () => {
    expect(OURS.length).toBeGreaterThan(15);
    expect(await readFile(stack.files.traces, 'utf8')).not.toContain(WORD);
    expect(await readFile(stack.files.logs, 'utf8')).not.toContain(WORD);
  });

  it('sends no content to Jaeger', async () => {
    const spans = await eventually('spans in Jaeger', async () => {
      const all = await jaegerSpans(stack.endpoints.jaeger, 'talkative');
      return all.length > 0 ? all : undefined;
    });
    expect(JSON.stringify(spans)).not.toContain(WORD);
  });

  it('leaves what is said about a call', async () => {
    const { spans } = await readOtlpFile(stack.files.traces);
    expect(spans[0]).toMatchObject({ traceId: TRACE_ID, name: 'chat gpt-5.1' });
    expect(spans[0]?.attributes).toEqual(METADATA);
    expect(spans[0]?.status).toEqual({ code: 'error', message: '' });
    expect(spans[0]?.events[0]).toMatchObject({
      name: 'exception',
      attributes: { ...METADATA, 'exception.type': 'TypeError' },
    });
    expect(spans[0]?.links).toEqual([]);
  });

  it('leaves of messages as events who spoke', async () => {
    const { spans } = await readOtlpFile(stack.files.traces);
    expect(spans[1]?.events).toMatchObject([
      { name: 'gen_ai.user.message', attributes: { role: 'user', 'gen_ai.system': 'openai' } },
    ]);
  });

  it('leaves log records that are no messages', async () => {
    const { logs } = await readOtlpFile(stack.files.logs);
    expect(logs.map(({ body }) => body)).toEqual(['ready', '', '']);
    expect(logs[0]?.attributes).toEqual(METADATA);
    expect(logs[1]?.attributes).toEqual(METADATA);
    expect(logs[2]?.attributes).toEqual({
      role: 'user',
      'gen_ai.system': 'openai',
      'event.name': 'gen_ai.user.message',
    });
  });
});
