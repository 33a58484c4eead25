// Assembles a message from stream events.

import type {
  BetaMessage,
  BetaRawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { Message, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { placeOf } from '../../../model/place.ts';
import { appended } from '../../../model/texts.ts';

type StreamEvent = RawMessageStreamEvent | BetaRawMessageStreamEvent;
type Delta = Extract<StreamEvent, { type: 'content_block_delta' }>['delta'];

/** A partial block. */
interface GrowingBlock {
  type: string;
  text?: string;
  thinking?: string;
  content?: unknown;
  /** An object, replaced by text once some arrives. */
  input?: unknown;
}

/** Adds `event` to the message. */
export function assemble(
  into: Message | BetaMessage | undefined,
  event: StreamEvent,
): Message | BetaMessage | undefined {
  if (event.type === 'message_start') {
    const { role, content, stop_reason } = event.message;
    return { role, content: structuredClone(content ?? []), stop_reason } as Message;
  }
  const message = into ?? ({ role: 'assistant', content: [] as object[] } as Message);
  const blocks = message.content as unknown as GrowingBlock[];
  switch (event.type) {
    case 'content_block_start':
      blocks[placeOf(event.index)] = structuredClone(event.content_block) as GrowingBlock;
      break;
    case 'content_block_delta':
      addDelta((blocks[placeOf(event.index)] ??= { type: typeOf(event.delta) }), event.delta);
      break;
    case 'message_delta':
      if (event.delta.stop_reason != null) message.stop_reason = event.delta.stop_reason;
      break;
    default:
  }
  return message;
}

function addDelta(block: GrowingBlock, delta: Delta): void {
  switch (delta.type) {
    case 'text_delta':
      block.text = appended(block.text, delta.text);
      break;
    case 'thinking_delta':
      block.thinking = appended(block.thinking, delta.thinking);
      break;
    case 'input_json_delta': {
      const before = typeof block.input === 'string' ? block.input : undefined;
      if (delta.partial_json !== '') block.input = appended(before, delta.partial_json);
      break;
    }
    case 'compaction_delta':
      if (delta.content !== null) block.content = delta.content;
      break;
    // Signatures and citations are not content.
    default:
  }
}

/** A block whose start event is missing. */
function typeOf({ type }: Delta): string {
  return type === 'thinking_delta' ? 'thinking' : 'text';
}
