// The wire form of POST /v1/responses: reads its request as a conversation and writes a reply as a
// response object or as its typed stream events.
import {
  type Answer,
  type AnswerSeed,
  createdAt,
  InvalidRequest,
  type JsonObject,
  type ServerEvent,
  toResponseModel,
} from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { toServiceTier } from './chat-completions.ts';
import { toFilters } from './content-filter.ts';
import { type Conversation, type JsonSchema, toText, type Turn } from './conversation.ts';
import { type Reply, toReply } from './reply.ts';
import { toItemEvents, toOutputItems } from './response-items.ts';

interface ResponsesRequest {
  readonly model?: unknown;
  readonly input?: string | readonly InputItem[];
  readonly instructions?: string | null;
  readonly tools?: readonly {
    readonly type: string;
    readonly name?: string;
    readonly description?: string | null;
    readonly parameters?: JsonSchema | null;
  }[];
  readonly tool_choice?: string | { name?: string };
  readonly text?: { format?: { type: string; schema?: JsonSchema } };
  readonly max_output_tokens?: number | null;
  readonly reasoning?: { effort?: string | null } | null;
  readonly stream?: boolean | null;
  readonly service_tier?: string | null;
  readonly previous_response_id?: string | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly metadata?: JsonObject | null;
}

interface InputItem {
  readonly type?: string;
  readonly role?: string;
  readonly content?: unknown;
  readonly output?: unknown;
}

/**
 * Answers a Responses request.
 *
 * @throws {InvalidRequest} when `model` or `input` is missing
 */
export function answerResponses(
  request: JsonObject,
  behaviour: Behaviour,
  seed: AnswerSeed,
): Answer {
  const asked = request as ResponsesRequest;
  if (typeof asked.model !== 'string')
    throw new InvalidRequest('you must provide a model parameter');
  if (asked.input === undefined) throw new InvalidRequest("Missing required parameter: 'input'.");

  const model = behaviour.responseModel ?? toResponseModel(asked.model);
  const reply = toReply(toConversation(asked), behaviour, seed.id);
  const begun = toBegun(asked, model, seed.id);
  const { fault, filtered } = behaviour;
  const ended = fault === 'failed-response' ? toFailed(begun) : toFinished(begun, reply, seed);
  const body = filtered === undefined ? ended : { ...ended, content_filters: toFilters(filtered) };
  if (asked.stream !== true) return { body };
  return { body, events: [...toEvents(begun, body, reply, seed)] };
}

/** Answers a request to compact a conversation. */
export function answerCompact(request: JsonObject, id: string): Answer {
  const usage = { input_tokens: 40, output_tokens: 8, total_tokens: 48 };
  const output = [{ type: 'compaction', id: `cmp_${id}`, encrypted_content: 'opaque' }];
  const head = { id: `resp_${id}`, object: 'response.compaction', created_at: createdAt };
  return { body: { ...head, model: request['model'], output, usage } };
}

function toConversation(asked: ResponsesRequest): Conversation {
  const { input, tool_choice: choice } = asked;
  const format = asked.text?.format;
  const instructions: Turn[] = asked.instructions
    ? [{ role: 'system', text: asked.instructions }]
    : [];
  const turns: Turn[] =
    typeof input === 'string' ? [{ role: 'user', text: input }] : (input ?? []).flatMap(toTurn);
  const forced = typeof choice === 'object' ? choice?.name : undefined;
  return {
    turns: [...instructions, ...turns],
    tools: (asked.tools ?? [])
      .filter(({ type }) => type === 'function' || type === 'custom')
      .map((tool) => ({
        name: tool.name ?? 'unnamed',
        description: tool.description ?? '',
        schema: tool.parameters ?? undefined,
        isCustom: tool.type === 'custom',
      })),
    toolChoice: forced === undefined ? (choice === 'none' ? 'none' : 'auto') : { name: forced },
    answerSchema:
      format?.type === 'json_schema' || format?.type === 'json_object'
        ? (format.schema ?? {})
        : undefined,
    maxTokens: asked.max_output_tokens ?? undefined,
    reasoningEffort: asked.reasoning?.effort ?? undefined,
    choiceCount: 1,
  };
}

function toTurn(item: InputItem): Turn[] {
  if (item.type === 'function_call_output' || item.type === 'custom_tool_call_output') {
    return [{ role: 'tool', text: toText(item.output) }];
  }
  if (item.type !== undefined && item.type !== 'message') return [];
  if (item.role === 'system' || item.role === 'developer') {
    return [{ role: 'system', text: toText(item.content) }];
  }
  return [{ role: item.role === 'assistant' ? 'assistant' : 'user', text: toText(item.content) }];
}

function toBegun(asked: ResponsesRequest, model: string, id: string): JsonObject {
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: createdAt,
    status: 'in_progress',
    background: false,
    error: null,
    incomplete_details: null,
    instructions: asked.instructions ?? null,
    max_output_tokens: asked.max_output_tokens ?? null,
    metadata: asked.metadata ?? {},
    model,
    output: [],
    parallel_tool_calls: true,
    previous_response_id: asked.previous_response_id ?? null,
    reasoning: { effort: asked.reasoning?.effort ?? null, summary: null },
    service_tier: toServiceTier(asked.service_tier),
    store: true,
    temperature: asked.temperature ?? 1,
    text: asked.text ?? { format: { type: 'text' } },
    tool_choice: asked.tool_choice ?? 'auto',
    tools: asked.tools ?? [],
    top_p: asked.top_p ?? 1,
    truncation: 'disabled',
    usage: null,
  };
}

function toFinished(begun: JsonObject, reply: Reply, seed: AnswerSeed): JsonObject {
  const reasons: Readonly<Record<string, string>> = {
    length: 'max_output_tokens',
    content_filter: 'content_filter',
  };
  const reason = reasons[reply.choices[0]!.finishReason];
  return {
    ...begun,
    status: reason === undefined ? 'completed' : 'incomplete',
    completed_at: createdAt,
    incomplete_details: reason === undefined ? null : { reason },
    output: toOutputItems(reply, seed.id),
    usage: toUsage(reply),
  };
}

function toFailed(begun: JsonObject): JsonObject {
  return {
    ...begun,
    status: 'failed',
    error: { code: 'server_error', message: 'The model failed to generate a response.' },
  };
}

function toUsage(reply: Reply): JsonObject {
  return {
    input_tokens: reply.inputTokens,
    input_tokens_details: { cached_tokens: reply.cachedTokens, cache_write_tokens: 0 },
    output_tokens: reply.outputTokens,
    output_tokens_details: { reasoning_tokens: reply.reasoningTokens },
    total_tokens: reply.inputTokens + reply.outputTokens,
  };
}

function* toEvents(
  begun: JsonObject,
  finished: JsonObject,
  reply: Reply,
  seed: AnswerSeed,
): Generator<ServerEvent> {
  let sequence = 0;
  const toEvent = (type: string, fields: JsonObject): ServerEvent => {
    const data = { type, sequence_number: sequence, ...fields };
    sequence += 1;
    return { name: type, data };
  };
  yield toEvent('response.created', { response: begun });
  yield toEvent('response.in_progress', { response: begun });
  if (finished['status'] !== 'failed') {
    for (const { type, ...fields } of toItemEvents(reply, seed.id)) yield toEvent(type, fields);
  }
  yield toEvent(`response.${String(finished['status'])}`, { response: finished });
}
