// Part of the table of fields: requests.

import { count, double, flag, int, oneOf, text, texts } from './field.ts';

/** Request fields, by their keys in the model. */
export const REQUEST = {
  model: text('gen_ai.request.model', {
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
    on: ['inference'],
    record: 'stop',
    isFreeText: true,
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
    on: ['embeddings'],
    text: 'The requested encodings.',
  }),
  outputType: oneOf<'text' | 'json' | 'image' | 'speech'>('gen_ai.output.type', {
    on: ['inference'],
    record: 'output_type',
    text: 'The requested format: `text`, `json`, `image`, `speech`.',
  }),
  reasoningLevel: text('gen_ai.request.reasoning.level', {
    on: ['inference'],
    in141: null,
    record: 'reasoning_level',
    text: 'Reasoning effort, as sent.',
  }),
  previousResponseId: text('gen_ai.request.previous_response.id', {
    on: ['inference'],
    in141: null,
    text: 'The response that this call continues.',
  }),
  responseId: text('gen_ai.response.id', {
    on: ['request'],
    text: 'The requested response, if the reply has no id.',
  }),
  streamCursor: text('gen_ai.request.stream_cursor', {
    on: ['request'],
    in141: null,
    text: 'The position from which the stream of a fetched response resumes.',
  }),
  conversationId: text('gen_ai.conversation.id', {
    on: ['inference'],
    text: 'The conversation that the request names.',
  }),
  promptName: text('gen_ai.prompt.name', {
    on: ['inference'],
    in141: null,
    text: 'The prompt template, if the provider stores it.',
  }),
  promptVersion: text('gen_ai.prompt.version', {
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
    on: ['inference', 'request'],
    text: '`chat_completions`, `responses` or `realtime`.',
  }),
  openaiServiceTier: text('openai.request.service_tier', {
    on: ['inference'],
    omitted: 'auto',
    text: 'The requested service tier, if not `auto`.',
  }),
  anthropicServiceTier: text('anthropic.request.service_tier', {
    on: ['inference'],
    omitted: 'auto',
    text: 'The requested service tier of an Anthropic call, if not `auto`.',
  }),
  toolType: text('gen_ai.tool.type', {
    on: ['tool'],
    isEarly: true,
    record: 'tool_type',
    text: '`function`, `extension` or `datastore`.',
  }),
  toolCallId: text('gen_ai.tool.call.id', {
    on: ['tool'],
    isEarly: true,
    record: 'tool_call_id',
    text: 'The id that the model gave to its tool call.',
  }),
  skillName: text('gen_ai.skill.name', {
    in141: null,
    on: ['tool'],
    text: 'The skill that a tool loads or reads, if the adapter reports it.',
  }),
  toolDescription: text('gen_ai.tool.description', {
    on: ['tool'],
    isEarly: true,
    isFreeText: true,
    text: 'What the tool does, if given.',
  }),
  agentName: text('gen_ai.agent.name', {
    on: ['agent', 'remote_agent', 'agent_creation', 'plan', 'tool'],
    isEarly: true,
    record: 'agent_name',
    text: 'The agent; on a tool, the nearest agent around it.',
  }),
  agentDescription: text('gen_ai.agent.description', {
    on: ['agent', 'remote_agent', 'agent_creation'],
    isEarly: true,
    isFreeText: true,
    text: 'What the agent does, if given.',
  }),
  agentId: text('gen_ai.agent.id', {
    on: ['agent_creation', 'remote_agent'],
    isEarly: true,
    record: 'agent_id',
    text: "The provider's id of the agent.",
  }),
  agentVersion: text('gen_ai.agent.version', {
    on: ['agent_creation', 'remote_agent'],
    isEarly: true,
    record: 'attributes',
    text: 'The version of the agent.',
  }),
  memoryStoreId: text('gen_ai.memory.store.id', {
    on: ['memory'],
    in141: null,
    isEarly: true,
    record: 'attributes',
    text: 'The memory store.',
  }),
  memoryRecordId: text('gen_ai.memory.record.id', {
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
} as const;
