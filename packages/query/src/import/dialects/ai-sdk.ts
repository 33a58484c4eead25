// The AI SDK of Vercel, versions 3 to 6: `ai.*`. A run such as `ai.generateText` holds its calls of
// the model (`ai.generateText.doGenerate`), so the run is no call. Version 7 speaks the conventions.

import { type Dialect, objectOf, parsed, type Said, textOf, type Told } from './dialect.ts';
import { toMessages, withoutInstructions } from './messages.ts';

const CALL = /\.do(?:Generate|Stream)$/;
const EMBED_CALL = /\.doEmbed$/;
const RUN = /^ai\.(?:generate|stream)/;

/** Spans of the AI SDK. */
export const aiSdk: Dialect = {
  producer: "Vercel's AI SDK 3 to 6 (`ai`, `experimental_telemetry`)",
  reads:
    'calls (`ai.*.doGenerate`, `doStream`, `doEmbed`), runs (`ai.generateText`) as `invoke_agent`, tools, tokens, time to the first chunk, parameters, messages, `sessionId` and `userId` of the metadata',
  leavesOut:
    'headers of requests, vectors, schemas, definitions of tools, metadata of the provider',
  marks: /^ai\.(?:operationId|model\.|usage\.|toolCall\.|response\.|prompt)/,
  content:
    /^ai\.(?:prompt|response\.(?:text|object|reasoning|toolCalls|files|providerMetadata)|result|toolCall\.(?:args|result)|values?|embeddings?|schema|request\.headers)(?:\..*)?$/,
  names: {
    provider: ['ai.model.provider'],
    model_id: ['ai.model.id'],
    model_version: ['ai.response.model'],
    response_id: ['ai.response.id'],
    prompt_tokens: ['ai.usage.inputTokens', 'ai.usage.promptTokens', 'ai.usage.tokens'],
    completion_tokens: ['ai.usage.outputTokens', 'ai.usage.completionTokens'],
    total_tokens: ['ai.usage.totalTokens'],
    cache_read_tokens: ['ai.usage.inputTokenDetails.cacheReadTokens', 'ai.usage.cachedInputTokens'],
    cache_write_tokens: ['ai.usage.inputTokenDetails.cacheWriteTokens'],
    reasoning_tokens: ['ai.usage.outputTokenDetails.reasoningTokens', 'ai.usage.reasoningTokens'],
    finish_reasons: ['ai.response.finishReason', 'ai.finishReason'],
    tool_name: ['ai.toolCall.name'],
    tool_call_id: ['ai.toolCall.id'],
    agent_name: ['ai.telemetry.functionId'],
    session_id: ['ai.telemetry.metadata.sessionId'],
    user_id: ['ai.telemetry.metadata.userId'],
    temperature: ['ai.settings.temperature'],
    max_tokens: ['ai.settings.maxOutputTokens', 'ai.settings.maxTokens'],
    top_p: ['ai.settings.topP'],
    top_k: ['ai.settings.topK'],
    frequency_penalty: ['ai.settings.frequencyPenalty'],
    presence_penalty: ['ai.settings.presencePenalty'],
  },
  operation: (said) => {
    const id = textOf(said, 'ai.operationId');
    if (id === undefined) return undefined;
    if (CALL.test(id)) return 'chat';
    if (EMBED_CALL.test(id)) return 'embeddings';
    if (id === 'ai.toolCall') return 'execute_tool';
    return RUN.test(id) ? 'invoke_agent' : 'step';
  },
  fields: (said) => ({
    ...(textOf(said, 'ai.operationId')?.startsWith('ai.stream') === true && { stream: true }),
    time_to_first_chunk_ms: millisecondsOf(said),
    ...askedOf(said),
    output_messages: answerOf(said),
    tool_arguments: parsed(said.get('ai.toolCall.args')),
    tool_result: parsed(said.get('ai.toolCall.result')),
  }),
};

function millisecondsOf(said: Said): number | undefined {
  const value = said.get('ai.response.msToFirstChunk') ?? said.get('ai.stream.msToFirstChunk');
  return typeof value === 'number' && value >= 0 ? Math.round(value * 100) / 100 : undefined;
}

function askedOf(said: Said): Told {
  const messages = parsed(said.get('ai.prompt.messages'));
  if (Array.isArray(messages)) return withoutInstructions(toMessages(messages, 'user'));
  const { system, prompt, messages: list } = objectOf(said, 'ai.prompt');
  const values =
    said.get('ai.values') ?? (said.has('ai.value') ? [said.get('ai.value')] : undefined);
  const texts = Array.isArray(values) ? values.map(parsed) : undefined;
  return withoutInstructions([
    ...(toMessages(system, 'system') ?? []),
    ...(toMessages(list ?? prompt ?? texts, 'user') ?? []),
  ]);
}

function answerOf(said: Said): unknown {
  const text =
    said.get('ai.response.text') ?? said.get('ai.response.object') ?? said.get('ai.result.text');
  const reasoning = said.get('ai.response.reasoning');
  const calls = parsed(said.get('ai.response.toolCalls') ?? said.get('ai.result.toolCalls'));
  const message = {
    role: 'assistant',
    ...(typeof reasoning === 'string' && { reasoning_content: reasoning }),
    ...(typeof text === 'string' && { content: text }),
    ...(Array.isArray(calls) && { tool_calls: calls }),
  };
  return Object.keys(message).length === 1 ? undefined : toMessages(message, 'assistant');
}
