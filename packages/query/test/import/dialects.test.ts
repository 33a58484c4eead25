// Attributes of producers that have no fixture, and what several producers have in common.
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../record-faults.ts';
import { hex } from '../records.ts';
import { chat, importOf, type Json, recordOf, requestOf, span } from './otlp-request.ts';

const asked = [{ role: 'user', parts: [{ type: 'text', content: 'secret question' }] }];
const answered = [{ role: 'assistant', parts: [{ type: 'text', content: 'secret answer' }] }];
const messages = JSON.stringify([{ role: 'user', content: 'secret question' }]);
const answer = JSON.stringify({ role: 'assistant', content: 'secret answer' });
const content = { input_messages: asked, output_messages: answered };
const tokens = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const call = { log_type: 'generation_completed', operation: 'chat', model_id: 'gpt-4o' };

const spoken: readonly (readonly [string, Json, Json])[] = [
  [
    'old conventions, numbers as texts',
    {
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.prompt_tokens': '10',
      'gen_ai.usage.completion_tokens': '5',
      'gen_ai.response.finish_reasons': 'stop',
      'gen_ai.prompt.0.role': 'user',
      'gen_ai.prompt.0.content': 'secret question',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.content': 'secret answer',
    },
    { ...call, ...tokens, ...content, provider: 'openai', finish_reasons: ['stop'] },
  ],
  [
    'a total alone',
    { 'llm.request.type': 'completion', 'gen_ai.request.model': 'gpt-4o', 'llm.usage.total_tokens': 15 },
    { ...call, operation: 'text_completion', total_tokens: 15 },
  ],
  [
    'a workflow of Traceloop',
    { 'traceloop.span.kind': 'workflow', 'traceloop.entity.input': 'secret question' },
    { log_type: 'step_completed', stage: 'span 1' },
  ],
  [
    'a tool of Traceloop',
    {
      'traceloop.span.kind': 'tool',
      'traceloop.entity.name': 'weather',
      'traceloop.entity.input': '{"city":"Oslo"}',
      'traceloop.entity.output': '"secret answer"',
    },
    { log_type: 'tool_completed', tool_name: 'weather', tool_arguments: { city: 'Oslo' }, tool_result: 'secret answer' },
  ],
  [
    'Sentry',
    {
      'sentry.op': 'gen_ai.chat',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.request.messages': messages,
      'gen_ai.response.text': '["secret answer"]',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.input_tokens.cached': 4,
      'gen_ai.usage.output_tokens': 5,
    },
    { ...call, ...tokens, ...content, cache_read_tokens: 4 },
  ],
  [
    'OpenLIT, with a cost',
    {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.cost': 0.25,
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.request.max_tokens': -1,
    },
    { ...call, ...tokens, cost_usd: 0.25, cost_source: 'local', max_tokens: undefined },
  ],
  [
    'a cost of 0, which is none',
    { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.cost': 0 },
    { ...call, cost_usd: undefined, cost_source: undefined },
  ],
  [
    'OpenInference, with a cost and a completion',
    {
      'openinference.span.kind': 'LLM',
      'llm.model_name': 'gpt-4o',
      'llm.cost.total': 0.25,
      'llm.cost.prompt': 0.1,
      'llm.prompts.0.prompt.text': 'secret question',
      'llm.choices.0.completion.text': 'secret answer',
    },
    { ...call, ...content, operation: 'text_completion', cost_usd: 0.25, cost_input_usd: 0.1 },
  ],
  [
    'a retriever of OpenInference',
    {
      'openinference.span.kind': 'RETRIEVER',
      'input.value': 'secret question',
      'retrieval.documents.0.document.id': 'd1',
      'retrieval.documents.0.document.score': 0.5,
      'retrieval.documents.0.document.content': 'secret answer',
      'retrieval.documents.1.document.id': 'd2',
    },
    {
      log_type: 'retrieval_completed',
      operation: 'retrieval',
      query: 'secret question',
      documents: [{ id: 'd1', score: 0.5, content: 'secret answer' }, { id: 'd2' }],
    },
  ],
  [
    'an agent of OpenInference',
    { 'openinference.span.kind': 'AGENT', 'agent.name': 'helper', 'input.value': 'secret question' },
    { log_type: 'step_completed', operation: 'invoke_agent', agent_name: 'helper' },
  ],
  [
    'Langfuse',
    {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.input': messages,
      'langfuse.observation.output': answer,
      'langfuse.observation.usage_details': '{"input":10,"output":5,"total":15}',
      'langfuse.observation.cost_details': '{"total":0.25}',
      'langfuse.observation.model.parameters': '{"temperature":0.5}',
      'langfuse.session.id': 's1',
    },
    { ...call, ...tokens, ...content, cost_usd: 0.25, temperature: 0.5, session_id: 's1' },
  ],
  [
    'a failure of Langfuse',
    {
      'langfuse.observation.type': 'generation',
      'langfuse.observation.model.name': 'gpt-4o',
      'langfuse.observation.level': 'ERROR',
      'langfuse.observation.status_message': 'Error code: 429 - secret answer',
    },
    {
      log_type: 'request_failed',
      success: false,
      error_class: 'rate_limit',
      error_text: 'Error code: 429 - secret answer',
    },
  ],
  [
    'LangSmith',
    {
      'langsmith.span.kind': 'llm',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.prompt': `{"messages":${messages}}`,
      'gen_ai.completion': answer,
      'langsmith.trace.session_id': 's1',
    },
    { ...call, ...tokens, ...content, session_id: 's1' },
  ],
  [
    'MLflow',
    {
      'mlflow.spanType': '"CHAT_MODEL"',
      'mlflow.spanInputs': `{"model":"gpt-4o","messages":${messages}}`,
      'mlflow.spanOutputs': `{"choices":[{"message":${answer}}]}`,
      'mlflow.chat.tokenUsage': '{"input_tokens":10,"output_tokens":5,"total_tokens":15}',
    },
    { ...call, ...tokens, ...content },
  ],
  [
    'Genkit',
    {
      'genkit:type': 'action',
      'genkit:metadata:subtype': 'model',
      'genkit:name': 'openai/gpt-4o',
      'genkit:input': '{"messages":[{"role":"user","content":[{"type":"text","text":"secret question"}]}]}',
      'genkit:output': `{"message":${answer},"finishReason":"stop","usage":{"inputTokens":10,"outputTokens":5}}`,
    },
    { ...call, ...tokens, ...content, provider: 'openai', finish_reasons: ['stop'] },
  ],
  [
    'Mastra',
    {
      'mastra.span.type': 'model_generation',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
    },
    { ...call, ...tokens },
  ],
  [
    'a step of a generation of Mastra',
    { 'mastra.span.type': 'model_step', 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o' },
    { log_type: 'step_completed', operation: undefined },
  ],
  [
    'Logfire with whole requests and responses',
    {
      'logfire.span_type': 'span',
      'logfire.msg': 'secret question',
      'gen_ai.request.model': 'gpt-4o',
      request_data: `{"model":"gpt-4o","temperature":0.5,"messages":${messages}}`,
      response_data: `{"message":${answer},"usage":{"prompt_tokens":10,"completion_tokens":5}}`,
    },
    { ...call, ...tokens, ...content, temperature: 0.5 },
  ],
  [
    'an operation of an unknown name that has tokens',
    {
      'gen_ai.operation.name': 'transcribe',
      'gen_ai.request.model': 'whisper',
      'gen_ai.usage.input_tokens': 10,
    },
    { log_type: 'generation_completed', operation: 'transcribe', model_id: 'whisper' },
  ],
  [
    'an agent with the model and tokens of its calls',
    {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
    },
    { log_type: 'step_completed', operation: 'invoke_agent', ...tokens },
  ],
  [
    'numbers that are none',
    {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': -10,
      'gen_ai.usage.output_tokens': 1.5,
      'gen_ai.usage.cost': -1,
    },
    { ...call, prompt_tokens: undefined, completion_tokens: undefined, cost_usd: undefined },
  ],
  [
    'indices that are none',
    {
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.prompt.4294967295.content': 'secret question',
      'gen_ai.prompt.__proto__.content': 'secret question',
      'gen_ai.prompt.7.role': 'user',
      'gen_ai.prompt.7.content': 'secret question',
    },
    { ...call, input_messages: asked },
  ],
];

describe('a call in the words of others', () => {
  it.each(spoken)('%s', async (_what, attributes, wanted) => {
    const record = await recordOf(attributes);
    expect(faultsOf(record)).toEqual([]);
    expect(record).toMatchObject(JSON.parse(JSON.stringify(wanted)) as Json);
    for (const [name, value] of Object.entries(wanted)) {
      if (value === undefined) expect(record).not.toHaveProperty(name);
    }
    const open = { attributes: record['attributes'], name: record['name'], stage: record['stage'] };
    expect(JSON.stringify(open)).not.toContain('secret');
  });
});

it('a failure that only an HTTP status or an exception tells', async () => {
  const thrown = (type: string, message: string): Json => ({
    events: [
      {
        name: 'exception',
        timeUnixNano: '1790000000000000000',
        attributes: [
          { key: 'exception.type', value: { stringValue: type } },
          { key: 'exception.message', value: { stringValue: message } },
        ],
      },
    ],
  });
  const ask = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.operation.name': 'chat' };
  const { records } = await importOf([
    requestOf([
      span(1, { ...ask, 'http.response.status_code': 503 }),
      span(2, { ...ask, 'http.status_code': '429' }),
      span(3, ask, thrown('openai.RateLimitError', 'slow down')),
      span(4, ask, { ...thrown('Error', '401 no key'), status: { code: 2 } }),
      chat(5, thrown('Retry', 'once more'), { 'gen_ai.response.id': 'r1' }),
      span(6, { ...ask, 'http.response.status_code': 200 }),
      span(7, { ...ask, 'error.type': 'timeout' }, { status: { code: 1 } }),
      span(8, { ...ask, 'http.response.status_code': 404 }, { status: { code: 1 } }),
    ]),
  ]);
  const found = records.map((record) => [
    Number.parseInt(String(record['span_id']), 16),
    record['error_code'],
    record['error_class'],
  ]);
  expect(found).toEqual([
    [1, '503', 'server'],
    [2, '429', 'rate_limit'],
    [3, 'openai.RateLimitError', 'rate_limit'],
    [4, 'Error', 'auth'],
    [5, undefined, undefined],
    [6, undefined, undefined],
    [7, 'timeout', 'timeout'],
    [8, undefined, undefined],
  ]);
  expect(records[2]).toMatchObject({ error_text: 'slow down' });
  expect(records[0]).toMatchObject({ span_id: hex(1, 16) });
});
