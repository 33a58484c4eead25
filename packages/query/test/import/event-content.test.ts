// Content that events tell, on the span or as log records before and after it.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startMockLlm, startOtlpSink } from '@llm-otel/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../hosted-command.ts';
import { directory, hex } from '../records.ts';
import {
  chat,
  importOf,
  type Json,
  logsOf,
  recordsIn,
  requestOf,
  toAttributes,
  span,
} from './otlp-request.ts';

const asked = [{ role: 'user', parts: [{ type: 'text', content: 'question' }] }];
const answered = [
  { role: 'assistant', parts: [{ type: 'text', content: 'answer' }], finish_reason: 'stop' },
];

/** A log record of the span `number`. */
function event(number: number, eventName: string, fields: Json): Json {
  const ids = { traceId: hex(1, 32), spanId: hex(number, 16) };
  return { eventName, timeUnixNano: '1790000000000000000', ...ids, ...fields };
}

const body = (value: Json): Json => ({
  body: { kvlistValue: { values: toAttributes(value) } },
});
const details = (number: number): Json =>
  event(number, 'gen_ai.client.inference.operation.details', {
    attributes: toAttributes({
      'gen_ai.input.messages': JSON.stringify(asked),
      'gen_ai.output.messages': JSON.stringify(answered),
      'gen_ai.system_instructions': '[{"type":"text","content":"be brief"}]',
    }),
  });
const messages = (number: number): Json[] => [
  event(number, 'gen_ai.system.message', body({ content: 'be brief' })),
  event(number, 'gen_ai.user.message', body({ content: 'question' })),
  event(
    number,
    'gen_ai.choice',
    body({ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'answer' } }),
  ),
];
const content = {
  system_instructions: [{ type: 'text', content: 'be brief' }],
  input_messages: asked,
  output_messages: answered,
};

describe('content of log records is in the record of its span', () => {
  const orders: readonly (readonly [string, readonly Json[]])[] = [
    ['after it', [requestOf([chat(1)]), logsOf([details(1)])]],
    ['before it', [logsOf([details(1)]), requestOf([chat(1)])]],
    ['as messages after it', [requestOf([chat(1)]), logsOf(messages(1))]],
    ['as messages before it', [logsOf(messages(1)), requestOf([chat(1)])]],
    [
      'named in an attribute',
      [
        logsOf(
          messages(1).map(({ eventName, ...log }) => ({
            ...log,
            attributes: toAttributes({ 'event.name': eventName }),
          })),
        ),
        requestOf([chat(1)]),
      ],
    ],
  ];

  it.each(orders)('%s', async (_what, requests) => {
    const { records, counts } = await importOf(requests);
    expect(counts).toMatchObject({ added: 1, other: 0, unread: {} });
    expect(records[0]).toMatchObject(content);
  });

  it('or of the span itself', async () => {
    const old = (name: string, attributes: Json): Json => ({
      name,
      attributes: toAttributes(attributes),
    });
    const events = [
      old('gen_ai.content.prompt', { 'gen_ai.prompt': 'question' }),
      old('gen_ai.content.completion', { 'gen_ai.completion': 'answer' }),
    ];
    const { records } = await importOf([requestOf([chat(1, { events })])]);
    expect(records[0]).toMatchObject({ input_messages: asked });
    expect(JSON.stringify(records[0]!['output_messages'])).toContain('answer');
  });

  it('and counted if there is none, or if it came too late', async () => {
    const { counts, log } = await importOf([requestOf([chat(1)]), logsOf([details(2)])]);
    expect(counts).toMatchObject({ added: 1, unread: { event_without_span: 1 } });
    const source = path.join(directory(), 'later.json');
    writeFileSync(
      source,
      [requestOf([chat(1)]), logsOf([details(1)])].map((one) => JSON.stringify(one)).join('\n'),
    );
    expect(await ask(log, 'import', source)).toMatchObject({
      added: 0,
      already: 1,
      unread: { event_too_late: 1 },
    });
  });

  it('and exceptions of what is about something else are counted as such', async () => {
    const thrown = [event(1, 'exception', {}), event(2, 'exception', {})];
    const http = span(1, { 'http.request.method': 'GET' });
    const { counts } = await importOf([logsOf(thrown), requestOf([http])]);
    expect(counts).toMatchObject({ added: 0, other: 3, unread: {} });
  });

  it('with tool calls and their results', async () => {
    const logs = [
      event(
        1,
        'gen_ai.assistant.message',
        body({
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
          ],
        }),
      ),
      event(1, 'gen_ai.tool.message', body({ id: 'c1', content: 'sunny' })),
    ];
    const { records } = await importOf([logsOf(logs), requestOf([chat(1)])]);
    expect(records[0]!['input_messages']).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'tool_call', id: 'c1', name: 'f', arguments: { a: 1 } }],
      },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'sunny' }] },
    ]);
  });
});

it('llm-otel with content on events only, as the collector would write it', async () => {
  const mock = await startMockLlm();
  const sink = await startOtlpSink();
  onTestFinished(async () => {
    await mock.close();
    await sink.close();
  });
  await runScenario({
    format: 'esm',
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'event_only',
    },
    source: `
      import OpenAI from 'openai';
      const messages = [{ role: 'user', content: 'What is a trace?' }];
      await new OpenAI().chat.completions.create({ model: 'gpt-4o-mini', messages });`,
  });
  await sink.waitFor(() => sink.traces().length > 0 && sink.logs().length > 0);
  const bodies = sink.requests.map(({ rawBody }) => rawBody);
  for (const lines of [bodies, bodies.toReversed()]) {
    const source = path.join(directory(), 'source.jsonl');
    writeFileSync(source, lines.join('\n'));
    const log = path.join(directory(), 'log');
    expect(await ask(log, 'import', source)).toMatchObject({ added: 1, other: 0, bad: 0 });
    expect(readdirSync(log)).not.toEqual([]);
    const [record] = recordsIn(log);
    expect(record!['input_messages']).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'What is a trace?' }] },
    ]);
    expect(JSON.stringify(record!['output_messages'])).toContain('vendor-neutral');
  }
});
