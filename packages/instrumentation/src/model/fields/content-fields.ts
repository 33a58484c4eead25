// Part of the table of fields: content, and data about content.

import { any, int, text } from './field.ts';

/** Content, and its substitutes. */
export const CONTENT = {
  systemInstructions: any('gen_ai.system_instructions', {
    on: ['inference', 'mcp'],
    text: 'Content. Instructions that are separate from the messages.',
  }),
  inputMessages: any('gen_ai.input.messages', {
    on: ['inference', 'mcp'],
    text: 'Content. The messages of the request, in order.',
  }),
  outputMessages: any('gen_ai.output.messages', {
    on: ['inference', 'request', 'mcp'],
    text: 'Content. One message per choice of the response; for a stream, the part that was read.',
  }),
  toolDefinitions: any('gen_ai.tool.definitions', {
    on: ['inference', 'mcp'],
    text: 'Content. The tools that the model may call, as set by `LLM_OTEL_TOOL_DEFINITIONS`.',
  }),
  toolCallArguments: any('gen_ai.tool.call.arguments', {
    on: ['tool', 'mcp'],
    text: 'Content. From `tool(..., { arguments })`, or sent over MCP. A value that is not an object is wrapped in one.',
  }),
  toolCallResult: any('gen_ai.tool.call.result', {
    on: ['tool', 'mcp'],
    text: 'Content. The value that the callback of `tool` returned, or the result over MCP. A value that is not an object is wrapped in one.',
  }),
  retrievalQueryText: text('gen_ai.retrieval.query.text', {
    shape: 'text',
    on: ['retrieval', 'rerank'],
    text: 'Content. The search query, or what documents are reranked by.',
  }),
  retrievalDocuments: any('gen_ai.retrieval.documents', {
    on: ['retrieval', 'rerank'],
    text: 'Content. Ids and scores of the documents found; of a rerank also their texts, and the ids are their places in the request.',
  }),
  memoryQueryText: text('gen_ai.memory.query.text', {
    shape: 'text',
    on: ['memory'],
    in141: null,
    text: 'Content. The search query in a memory.',
  }),
  memoryRecords: any('gen_ai.memory.records', {
    on: ['memory'],
    in141: null,
    text: 'Content. The records that were stored in a memory or found there.',
  }),
  promptVariable: text('gen_ai.prompt.variable', {
    shape: 'text',
    on: ['inference', 'mcp'],
    text: 'Content. The value of a prompt variable; the name of the variable follows after a dot.',
  }),
  resourceUri: text('mcp.resource.uri', {
    shape: 'text',
    on: ['mcp'],
    text: 'Content. The resource that is read or subscribed to over MCP.',
  }),
  resourceContents: any('llm_otel.mcp.resource.contents', {
    on: ['mcp'],
    text: 'Content. What a resource over MCP contains.',
  }),
  promptMessages: any('llm_otel.mcp.prompt.messages', {
    on: ['mcp'],
    text: 'Content. The messages of a prompt over MCP.',
  }),
  elicitationMessage: text('llm_otel.mcp.elicitation.message', {
    shape: 'text',
    on: ['mcp'],
    text: 'Content. What a server over MCP asks the user.',
  }),
  elicitationAnswer: any('llm_otel.mcp.elicitation.answer', {
    on: ['mcp'],
    text: 'Content. What the user answers: the values of the form.',
  }),
  errorText: text('llm_otel.error.text', {
    shape: 'text',
    on: ['every span', 'events'],
    text: 'Content. The whole text of an error, which may quote any content: only if all kinds of content are recorded.',
  }),
  requestMessageCount: int('llm_otel.request.message_count', {
    on: ['inference'],
    text: 'Number of messages in the request.',
  }),
  promptLength: int('llm_otel.prompt.length', {
    on: ['inference', 'embeddings', 'rerank'],
    text: 'Number of text characters in its messages and instructions, in what is embedded, or in a query and the documents to rerank.',
  }),
  promptHash: text('llm_otel.prompt.hash', {
    shape: 'id',
    on: ['inference'],
    text: '128 bits of an HMAC-SHA-256 of the prompt, with `LLM_OTEL_HMAC_KEY`: equal prompts have equal hashes.',
  }),
  hashKeyId: text('llm_otel.hash.key_id', {
    shape: 'name',
    on: ['every span'],
    text: 'The name of the key of the hashes, from `LLM_OTEL_HMAC_KEY_ID`.',
  }),
  systemInstructionsRef: text('gen_ai.system_instructions_ref', {
    shape: 'text',
    on: ['inference', 'mcp'],
    text: 'URI of the stored instructions, with `OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK=upload`.',
  }),
  inputMessagesRef: text('gen_ai.input.messages_ref', {
    shape: 'text',
    on: ['inference', 'mcp'],
    text: 'URI of the stored messages of the request, likewise.',
  }),
  outputMessagesRef: text('gen_ai.output.messages_ref', {
    shape: 'text',
    on: ['inference', 'mcp'],
    text: 'URI of the stored messages of the response, likewise.',
  }),
  toolDefinitionsRef: text('gen_ai.tool.definitions_ref', {
    shape: 'text',
    on: ['inference', 'mcp'],
    text: 'URI of the stored tool definitions, likewise.',
  }),
  contentOmitted: text('llm_otel.content.omitted', {
    shape: 'word',
    on: ['every span'],
    text: '`rate_limit` if content was left out because of `LLM_OTEL_CAPTURE_PER_MINUTE`.',
  }),
  contentDropped: int('llm_otel.content.dropped_characters', {
    on: ['every span'],
    text: 'Number of characters of content that were dropped because of the limits.',
  }),
} as const;
