// A message, whole and as the events of a stream.
import type { JsonObject, ServerEvent } from './answer.ts';
import type { ReplyChoice } from './reply.ts';

/** A message without its content. */
export interface MessageHead {
  readonly id: string;
  readonly model: string;
  readonly usage: JsonObject;
  readonly stopReason: string;
}

/** A whole message. */
export function toMessage(
  { id, model, usage, stopReason }: MessageHead,
  content: readonly JsonObject[],
): JsonObject {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage,
  };
}

/** How many tokens come out is not known when a stream starts. */
const PLACEHOLDER = { output_tokens: 1, output_tokens_details: null };

/** The events of one message, whose content is `blocks`. */
export function* toMessageEvents(
  head: MessageHead,
  choice: ReplyChoice,
  blocks: readonly JsonObject[],
): Generator<ServerEvent> {
  const opening = { ...head, usage: { ...head.usage, ...PLACEHOLDER } };
  yield toEvent('message_start', { message: { ...toMessage(opening, []), stop_reason: null } });
  for (const [index, block] of blocks.entries()) {
    yield toEvent('content_block_start', { index, content_block: toEmpty(block) });
    for (const delta of toDeltas(block, choice)) {
      yield toEvent('content_block_delta', { index, delta });
    }
    yield toEvent('content_block_stop', { index });
    // No reader sees it.
    yield toEvent('ping', {});
  }
  const { output_tokens, output_tokens_details } = head.usage;
  yield toEvent('message_delta', {
    delta: { stop_reason: head.stopReason, stop_sequence: null },
    usage: { output_tokens, output_tokens_details },
  });
  yield toEvent('message_stop', {});
}

function toEvent(name: string, data: JsonObject): ServerEvent {
  return { name, data: { type: name, ...data } };
}

function toEmpty(block: JsonObject): JsonObject {
  if (block['type'] === 'tool_use') return { ...block, input: {} };
  return block['type'] === 'thinking'
    ? { ...block, thinking: '', signature: '' }
    : { ...block, text: '' };
}

function toDeltas(block: JsonObject, choice: ReplyChoice): JsonObject[] {
  if (block['type'] === 'thinking') {
    return [
      { type: 'thinking_delta', thinking: block['thinking'] },
      { type: 'signature_delta', signature: block['signature'] },
    ];
  }
  if (block['type'] === 'text') {
    return choice.chunks.map((text) => ({ type: 'text_delta', text }));
  }
  const call = choice.toolCalls.find(({ id }) => block['id'] === id.replace('call', 'toolu'));
  return (call?.chunks ?? []).map((part) => ({ type: 'input_json_delta', partial_json: part }));
}
