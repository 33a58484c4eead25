// Calls in the words of older conventions, and of instrumentations of many SDKs.
import { asked, call, content, messages, tokens, type Spoken } from './spoken-calls.ts';

export const conventions: readonly Spoken[] = [
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
    {
      'llm.request.type': 'completion',
      'gen_ai.request.model': 'gpt-4o',
      'llm.usage.total_tokens': 15,
    },
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
    {
      log_type: 'tool_completed',
      tool_name: 'weather',
      tool_arguments: { city: 'Oslo' },
      tool_result: 'secret answer',
    },
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
    {
      'openinference.span.kind': 'AGENT',
      'agent.name': 'helper',
      'input.value': 'secret question',
    },
    { log_type: 'step_completed', operation: 'invoke_agent', agent_name: 'helper' },
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
  [
    'names that objects have',
    {
      'gen_ai.operation.name': 'constructor',
      'gen_ai.system': 'constructor',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.prompt.0.role': 'constructor',
      'gen_ai.prompt.0.content': 'secret question',
    },
    {
      log_type: 'generation_completed',
      operation: 'constructor',
      provider: 'constructor',
      input_messages: [{ ...asked[0], role: 'constructor' }],
    },
  ],
];
