// Part of the table of fields: requests.

import { count, double, flag, int, oneOf, text, texts } from './field.ts';
import { IMAGE_REQUEST } from './image-fields.ts';
import { BEDROCK_REQUEST } from './bedrock-fields.ts';
import { MCP_REQUEST } from './mcp-fields.ts';

/** Request fields, by their keys in the model. */
export const REQUEST = {
  model: text('gen_ai.request.model', {
    shape: 'requestedModel',
    on: [
      'inference',
      'embeddings',
      'request',
      'retrieval',
      'agent',
      'remote_agent',
      'agent_creation',
    ],
    isEarly: true,
    record: 'model_id',
    text: 'The requested model.',
  }),
  stream: flag('gen_ai.request.stream', {
    on: ['inference'],
    omitted: false,
    record: 'stream',
    text: '`true` on streamed calls, otherwise absent.',
  }),
  temperature: double('gen_ai.request.temperature', {
    on: ['inference'],
    record: 'temperature',
    text: 'Sampling temperature.',
  }),
  topP: double('gen_ai.request.top_p', {
    on: ['inference'],
    record: 'top_p',
    text: 'Nucleus sampling.',
  }),
  topK: int('gen_ai.request.top_k', {
    on: ['inference'],
    record: 'top_k',
    text: 'Top-k sampling.',
  }),
  maxTokens: int('gen_ai.request.max_tokens', {
    on: ['inference'],
    record: 'max_tokens',
    text: 'Maximum number of output tokens.',
  }),
  frequencyPenalty: double('gen_ai.request.frequency_penalty', {
    on: ['inference'],
    record: 'frequency_penalty',
    text: 'Frequency penalty.',
  }),
  presencePenalty: double('gen_ai.request.presence_penalty', {
    on: ['inference'],
    record: 'presence_penalty',
    text: 'Presence penalty.',
  }),
  stopSequences: texts('gen_ai.request.stop_sequences', {
    shape: 'text',
    on: ['inference'],
    record: 'stop',
    text: 'Sequences at which the model stops.',
  }),
  seed: int('gen_ai.request.seed', {
    on: ['inference'],
    record: 'seed',
    text: 'Sampling seed.',
  }),
  choiceCount: int('gen_ai.request.choice.count', {
    on: ['inference'],
    omitted: 1,
    record: 'choice_count',
    text: 'Number of requested choices, if not 1.',
  }),
  encodingFormats: texts('gen_ai.request.encoding_formats', {
    shape: 'word',
    on: ['embeddings'],
    text: 'The requested encodings.',
  }),
  outputType: oneOf(
    'text',
    'json',
    'image',
    'speech',
  )('gen_ai.output.type', {
    on: ['inference'],
    record: 'output_type',
    text: 'The requested format: `text`, `json`, `image`, `speech`.',
  }),
  ...IMAGE_REQUEST,
  reasoningLevel: text('gen_ai.request.reasoning.level', {
    shape: 'word',
    on: ['inference'],
    in141: null,
    record: 'reasoning_level',
    text: 'Reasoning effort, as sent.',
  }),
  previousResponseId: text('gen_ai.request.previous_response.id', {
    shape: 'id',
    on: ['inference'],
    in141: null,
    text: 'The response that this call continues.',
  }),
  responseId: text('gen_ai.response.id', {
    shape: 'id',
    on: ['request'],
    text: 'The requested response, if the reply has no id.',
  }),
  streamCursor: text('gen_ai.request.stream_cursor', {
    shape: 'id',
    on: ['request'],
    in141: null,
    text: 'The position from which the stream of a fetched response resumes.',
  }),
  conversationId: text('gen_ai.conversation.id', {
    shape: 'id',
    on: ['inference', 'remote_agent'],
    text: 'The conversation that the request names.',
  }),
  promptName: text('gen_ai.prompt.name', {
    shape: 'name',
    on: ['inference'],
    in141: null,
    text: 'The prompt template, if the provider stores it.',
  }),
  promptVersion: text('gen_ai.prompt.version', {
    shape: 'name',
    on: ['inference'],
    in141: null,
    text: 'Its version.',
  }),
  retrievalTopK: int('gen_ai.retrieval.top_k', {
    on: ['retrieval'],
    in141: 'gen_ai.request.top_k',
    record: 'top_k',
    text: 'Number of requested documents.',
  }),
  openaiApiType: text('openai.api.type', {
    shape: 'word',
    on: ['inference', 'request'],
    text: '`chat_completions`, `responses` or `realtime`.',
  }),
  openaiServiceTier: text('openai.request.service_tier', {
    shape: 'word',
    on: ['inference'],
    omitted: 'auto',
    text: 'The requested service tier, if not `auto`.',
  }),
  anthropicServiceTier: text('anthropic.request.service_tier', {
    shape: 'word',
    on: ['inference'],
    omitted: 'auto',
    text: 'The requested service tier of an Anthropic call, if not `auto`.',
  }),
  toolType: text('gen_ai.tool.type', {
    shape: 'word',
    on: ['tool'],
    isEarly: true,
    record: 'tool_type',
    text: '`function`, `extension` or `datastore`.',
  }),
  toolCallId: text('gen_ai.tool.call.id', {
    shape: 'id',
    on: ['tool'],
    isEarly: true,
    record: 'tool_call_id',
    text: 'The id that the model gave to its tool call.',
  }),
  skillName: text('gen_ai.skill.name', {
    shape: 'name',
    in141: null,
    on: ['tool'],
    text: 'The skill that a tool loads or reads, if the adapter reports it.',
  }),
  toolDescription: text('gen_ai.tool.description', {
    shape: 'text',
    on: ['tool'],
    isEarly: true,
    text: 'What the tool does, if given.',
  }),
  agentName: text('gen_ai.agent.name', {
    shape: 'name',
    on: ['agent', 'remote_agent', 'agent_creation', 'plan', 'tool'],
    isEarly: true,
    record: 'agent_name',
    text: 'The agent; on a tool, the nearest agent around it.',
  }),
  agentDescription: text('gen_ai.agent.description', {
    shape: 'text',
    on: ['agent', 'remote_agent', 'agent_creation'],
    isEarly: true,
    text: 'What the agent does, if given.',
  }),
  agentId: text('gen_ai.agent.id', {
    shape: 'id',
    on: ['agent_creation', 'remote_agent'],
    isEarly: true,
    record: 'agent_id',
    text: "The provider's id of the agent.",
  }),
  agentVersion: text('gen_ai.agent.version', {
    shape: 'name',
    on: ['agent_creation', 'remote_agent'],
    isEarly: true,
    record: 'attributes',
    text: 'The version of the agent.',
  }),
  memoryStoreId: text('gen_ai.memory.store.id', {
    shape: 'name',
    on: ['memory'],
    in141: null,
    isEarly: true,
    record: 'attributes',
    text: 'The memory store.',
  }),
  memoryRecordId: text('gen_ai.memory.record.id', {
    shape: 'name',
    on: ['memory'],
    in141: null,
    isEarly: true,
    record: 'attributes',
    text: 'The record in it.',
  }),
  memoryRecordCount: count('gen_ai.memory.record.count', {
    on: ['memory'],
    in141: null,
    isEarly: true,
    record: 'attributes',
    text: 'Number of records that were stored or found.',
  }),
  guardrailPolicy: text('llm_otel.guardrail.policy', {
    shape: 'name',
    on: ['guardrail'],
    record: 'attributes',
    text: 'The policy that a guardrail enforces.',
  }),
  attempt: count('llm_otel.attempt', {
    on: ['tool'],
    omitted: 1,
    record: 'attributes',
    text: 'Which attempt of the tool it is, from 2 on.',
  }),
  ...BEDROCK_REQUEST,
  ...MCP_REQUEST,
} as const;
