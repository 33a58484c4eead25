// The output items of the Responses API and the stream events that build each of them.
import type { JsonObject } from './answer.ts';
import type { Reply, ReplyChoice, ToolCall } from './reply.ts';

/** An event of an item, still without its sequence number. */
export type ItemEvent = JsonObject & { readonly type: string };

/** All output items of a finished reply. */
export function toOutputItems(reply: Reply, id: string): JsonObject[] {
  const choice = reply.choices[0]!;
  const answer =
    choice.toolCalls.length > 0
      ? choice.toolCalls.map((call) => toCallItem(call, call.arguments, 'completed'))
      : [toMessageItem(choice, id)];
  return reply.reasoningTokens > 0 ? [toReasoningItem(id), ...answer] : answer;
}

/** The events that announce, fill and finish the items of {@link toOutputItems}. */
export function* toItemEvents(reply: Reply, id: string): Generator<ItemEvent> {
  const choice = reply.choices[0]!;
  let index = 0;
  if (reply.reasoningTokens > 0) {
    const item = toReasoningItem(id);
    yield { type: 'response.output_item.added', output_index: index, item };
    yield { type: 'response.output_item.done', output_index: index, item };
    index += 1;
  }
  if (choice.toolCalls.length === 0) yield* toMessageEvents(choice, id, index);
  for (const [position, call] of choice.toolCalls.entries()) {
    yield* toCallEvents(call, index + position);
  }
}

function toReasoningItem(id: string): JsonObject {
  return { id: `rs_${id}`, type: 'reasoning', summary: [] };
}

function toPart(choice: ReplyChoice, text = choice.text): JsonObject {
  return choice.isRefusal
    ? { type: 'refusal', refusal: text }
    : { type: 'output_text', text, annotations: [], logprobs: [] };
}

function toMessageItem(choice: ReplyChoice, id: string): JsonObject {
  const isWhole = choice.finishReason === 'stop';
  return {
    id: `msg_${id}`,
    type: 'message',
    status: isWhole ? 'completed' : 'incomplete',
    role: 'assistant',
    content: [toPart(choice)],
  };
}

function* toMessageEvents(choice: ReplyChoice, id: string, index: number): Generator<ItemEvent> {
  const item = toMessageItem(choice, id);
  const place = { item_id: item['id'], output_index: index, content_index: 0 };
  const kind = choice.isRefusal ? 'response.refusal' : 'response.output_text';
  const logprobs = choice.isRefusal ? {} : { logprobs: [] };
  yield {
    type: 'response.output_item.added',
    output_index: index,
    item: { ...item, status: 'in_progress', content: [] },
  };
  yield { type: 'response.content_part.added', ...place, part: toPart(choice, '') };
  for (const delta of choice.chunks) yield { type: `${kind}.delta`, ...place, delta, ...logprobs };
  yield {
    type: `${kind}.done`,
    ...place,
    [choice.isRefusal ? 'refusal' : 'text']: choice.text,
    ...logprobs,
  };
  yield { type: 'response.content_part.done', ...place, part: toPart(choice) };
  yield { type: 'response.output_item.done', output_index: index, item };
}

function toCallItem(call: ToolCall, content: string, status: string): JsonObject {
  const common = { call_id: call.id, name: call.name, status };
  return call.isCustom
    ? { id: `ctc_${call.id}`, type: 'custom_tool_call', ...common, input: content }
    : { id: `fc_${call.id}`, type: 'function_call', ...common, arguments: content };
}

function* toCallEvents(call: ToolCall, index: number): Generator<ItemEvent> {
  const item = toCallItem(call, call.arguments, 'completed');
  const place = { item_id: item['id'], output_index: index };
  const kind = call.isCustom
    ? 'response.custom_tool_call_input'
    : 'response.function_call_arguments';
  yield {
    type: 'response.output_item.added',
    output_index: index,
    item: toCallItem(call, '', 'in_progress'),
  };
  for (const delta of call.chunks) yield { type: `${kind}.delta`, ...place, delta };
  yield {
    type: `${kind}.done`,
    ...place,
    ...(call.isCustom ? { input: call.arguments } : { name: call.name, arguments: call.arguments }),
  };
  yield { type: 'response.output_item.done', output_index: index, item };
}
