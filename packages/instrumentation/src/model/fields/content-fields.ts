// Part of the table of fields: what is said, and what is told of it.

import { any, int, text } from './field.ts';

/** Content, and what stands for it. */
export const CONTENT = {
  systemInstructions: any('gen_ai.system_instructions', {
    on: ['inference'],
    text: 'Content. Instructions that stand apart from the messages.',
  }),
  inputMessages: any('gen_ai.input.messages', {
    on: ['inference'],
    text: 'Content. The messages of the request, in order.',
  }),
  outputMessages: any('gen_ai.output.messages', {
    on: ['inference', 'request'],
    text: 'Content. One message for each choice of the response; of a stream, what of it was read.',
  }),
  toolDefinitions: any('gen_ai.tool.definitions', {
    on: ['inference'],
    text: 'Content. The tools that the model may call, as `LLM_OTEL_TOOL_DEFINITIONS` says.',
  }),
  toolCallArguments: any('gen_ai.tool.call.arguments', {
    on: ['tool'],
    text: 'Content. From `tool(..., { arguments })`. What is no object is wrapped in one.',
  }),
  toolCallResult: any('gen_ai.tool.call.result', {
    on: ['tool'],
    text: 'Content. What the callback of `tool` returned. What is no object is wrapped in one.',
  }),
  retrievalQueryText: text('gen_ai.retrieval.query.text', {
    on: ['retrieval'],
    text: 'Content. What was searched for.',
  }),
  retrievalDocuments: any('gen_ai.retrieval.documents', {
    on: ['retrieval'],
    text: 'Content. Id and score of the documents found.',
  }),
  memoryQueryText: text('gen_ai.memory.query.text', {
    on: ['memory'],
    in141: null,
    text: 'Content. What was searched for in a memory.',
  }),
  memoryRecords: any('gen_ai.memory.records', {
    on: ['memory'],
    in141: null,
    text: 'Content. What was kept in a memory or found there.',
  }),
  promptVariable: text('gen_ai.prompt.variable', {
    on: ['inference'],
    text: 'Content. What a variable of the prompt stands for; its name follows after a dot.',
  }),
  requestMessageCount: int('llm_otel.request.message_count', {
    on: ['inference'],
    text: 'Messages in the request, where content is recorded.',
  }),
  promptLength: int('llm_otel.prompt.length', {
    on: ['inference'],
    text: 'Characters of text in its messages and instructions, likewise, before anything is cut.',
  }),
  promptHash: text('llm_otel.prompt.hash', {
    on: ['inference'],
    text: '128 bits of an HMAC-SHA-256 of what is said to the model, with `LLM_OTEL_HMAC_KEY`: equal prompts have equal ones.',
  }),
  hashKeyId: text('llm_otel.hash.key_id', {
    on: ['every span'],
    text: 'Which key made the hashes, from `LLM_OTEL_HMAC_KEY_ID`.',
  }),
  systemInstructionsRef: text('gen_ai.system_instructions_ref', {
    on: ['inference'],
    text: 'Where the instructions are stored, with `OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK=upload`: a URI.',
  }),
  inputMessagesRef: text('gen_ai.input.messages_ref', {
    on: ['inference'],
    text: 'The same of the request.',
  }),
  outputMessagesRef: text('gen_ai.output.messages_ref', {
    on: ['inference'],
    text: 'The same of the response.',
  }),
  toolDefinitionsRef: text('gen_ai.tool.definitions_ref', {
    on: ['inference'],
    text: 'The same of the tools on offer.',
  }),
  contentOmitted: text('llm_otel.content.omitted', {
    on: ['every span'],
    text: '`rate_limit` where `LLM_OTEL_CAPTURE_PER_MINUTE` left out the content.',
  }),
  contentDropped: int('llm_otel.content.dropped_characters', {
    on: ['every span'],
    text: 'Characters of content that were too many to be recorded.',
  }),
} as const;
