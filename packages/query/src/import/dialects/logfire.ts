// Logfire (Pydantic): the conventions, and in older versions the whole request and response as JSON.
// Of a streamed call it makes two spans; the log that follows the stream is the call.

import {
  asObject,
  type Dialect,
  objectOf,
  parsed,
  type Said,
  textOf,
  type Told,
} from './dialect.ts';
import { toMessages, withoutInstructions } from './messages.ts';
import { requestFields } from './request-parameters.ts';

const MS_PER_SECOND = 1000;

/** Spans of Logfire. */
export const logfire: Dialect = {
  producer: 'Logfire and Pydantic AI (`logfire`)',
  reads:
    'calls, `request_data` and `response_data` of older versions, messages, tools, costs (`operation.cost`); of a streamed call the log at its end, with its duration',
  leavesOut:
    'the span before a streamed response, which has neither tokens nor an answer, as a step; `logfire.*` except `logfire.tags`',
  speaks: /^logfire\./,
  content:
    /^(?:request_data|response_data|gen_ai\.usage\.raw|logfire\.(?:msg|msg_template|json_schema|exception\..*)|all_messages_events|pydantic_ai\.all_messages|events|final_result|tool_arguments|tool_response|agent_name_prompt|code\.(?:filepath|function|lineno))$/,
  names: { cost_usd: ['operation.cost'], agent_name: ['agent_name'] },
  operation: (said) =>
    said.get('logfire.span_type') === 'pending_span' || isBeforeStream(said) ? 'step' : undefined,
  fields: (said) => {
    const request = objectOf(said, 'request_data');
    const response = objectOf(said, 'response_data');
    const usage = asObject(response['usage']);
    const duration = said.get('duration');
    const isLog = said.get('logfire.span_type') === 'log';
    return {
      ...requestFields(request),
      ...messagesOf(said, request, response),
      prompt_tokens: usage['prompt_tokens'] ?? usage['input_tokens'],
      completion_tokens: usage['completion_tokens'] ?? usage['output_tokens'],
      tool_arguments: parsed(said.get('tool_arguments')),
      tool_result: parsed(said.get('tool_response')),
      ...(isLog && { stream: true }),
      ...(isLog &&
        typeof duration === 'number' &&
        duration >= 0 && { latency_ms: Math.round(duration * MS_PER_SECOND * 100) / 100 }),
    };
  },
};

/** The span that ends when a stream begins. */
function isBeforeStream(said: Said): boolean {
  if (said.get('logfire.span_type') !== 'span' || !said.has('request_data')) return false;
  if (textOf(said, 'gen_ai.operation.name') === 'embeddings') return false;
  const isFailed = Number(said.get('logfire.level_num') ?? 0) >= 17;
  const isTold = ['gen_ai.response.id', 'gen_ai.usage.input_tokens', 'response_data'].some((name) =>
    said.has(name),
  );
  return !isFailed && !isTold;
}

function messagesOf(said: Said, request: Told, response: Told): Told {
  const events = parsed(said.get('all_messages_events') ?? said.get('events'));
  const asked = request['messages'] ?? request['input'] ?? request['prompt'] ?? events;
  const system = toMessages(request['system'] ?? request['instructions'], 'system') ?? [];
  const answer = response['message'] ?? response['combined_chunk_content'] ?? response['text'];
  return {
    ...withoutInstructions([...system, ...(toMessages(asked, 'user') ?? [])]),
    output_messages: toMessages(answer, 'assistant'),
  };
}
