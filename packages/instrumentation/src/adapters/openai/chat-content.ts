// What is said in chat.completions: messages and choices in the shapes of the conventions, and the
// choice that the chunks of a stream add up to.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { Content } from '../../core/content.ts';

type Params = ChatCompletionCreateParams;

/** The messages and tools of a request. */
export function input({ messages }: Params): Content {
  return {
    inputMessages: messages.map(({ role, content }) => ({
      role,
      parts: typeof content === 'string' ? [{ type: 'text', content }] : [],
    })),
  };
}

/** The choices of a response. */
export function output({ choices }: ChatCompletion): Content {
  return {
    outputMessages: choices.map(({ message, finish_reason }) => ({
      role: message.role,
      parts: message.content == null ? [] : [{ type: 'text', content: message.content }],
      finish_reason: finish_reason ?? 'error',
    })),
  };
}

/** The completion that `chunk` continues. */
export function assemble(
  into: ChatCompletion | undefined,
  chunk: ChatCompletionChunk,
): ChatCompletion {
  const completion = into ?? ({ choices: [] as unknown[] } as ChatCompletion);
  for (const { index, delta, finish_reason } of chunk.choices ?? []) {
    const choice = (completion.choices[index] ??= {
      message: { role: 'assistant', content: null },
    } as ChatCompletion.Choice);
    if (delta.content != null)
      choice.message.content = (choice.message.content ?? '') + delta.content;
    if (finish_reason != null) choice.finish_reason = finish_reason;
  }
  return completion;
}
