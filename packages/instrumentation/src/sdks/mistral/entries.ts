// The entries of a conversation as messages of OpenAI's chat. One answer is one message, whose content and tool
// calls stand in entries of their own.

import type { ConversationResponse } from '@mistralai/mistralai/models/components';
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import { toUsage } from './wire.ts';

/** An entry or an event, by its `type`. */
export type Entry = Readonly<Record<string, unknown>>;

/** An entry that goes in. */
export function toMessage(entry: Entry): unknown {
  const { type, role, content, toolCallId, result, name, arguments: given } = entry;
  switch (type) {
    case 'function.call':
      return {
        role: 'assistant',
        toolCalls: [{ id: toolCallId, function: { name, arguments: given } }],
      };
    case 'function.result':
      return { role: 'tool', toolCallId, content: result };
    case 'message.output':
      return { role: 'assistant', content };
    default:
      return { role: role ?? 'user', content };
  }
}

/** The entries that come out. */
export function toCompletion({ outputs, usage }: ConversationResponse): ChatCompletion {
  const entries = (outputs ?? []) as readonly Entry[];
  const calls = entries.filter(({ type }) => type === 'function.call');
  const said = entries.filter(({ type }) => type === 'message.output');
  const message = {
    role: 'assistant',
    content: said.flatMap(({ content }) =>
      typeof content === 'string' ? { type: 'text', text: content } : (content as Entry[]),
    ),
    tool_calls: calls.map(({ toolCallId, name, arguments: given }) => ({
      id: toolCallId,
      function: { name, arguments: given },
    })),
  };
  return {
    model: entries.findLast(({ model }) => model != null)?.['model'],
    usage: toUsage(usage),
    choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
  } as unknown as ChatCompletion;
}

/** An event of a stream; `reason`: why it ends, if this is its end. */
export function toChunk(event: Entry, reason: string): ChatCompletionChunk {
  const { type, content, model, name, toolCallId, outputIndex, arguments: given } = event;
  const call = { index: outputIndex, id: toolCallId, function: { name, arguments: given } };
  const isEnd = type === 'conversation.response.done';
  const delta = {
    ...(type === 'message.output.delta' && {
      content: typeof content === 'object' ? [content] : content,
    }),
    ...(type === 'function.call.delta' && { tool_calls: [call] }),
  };
  return {
    model: model ?? undefined,
    usage: isEnd ? toUsage(event['usage'] as never) : undefined,
    choices: [{ index: 0, delta, finish_reason: isEnd ? reason : null }],
  } as unknown as ChatCompletionChunk;
}
