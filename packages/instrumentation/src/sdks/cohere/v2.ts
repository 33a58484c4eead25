// Chat in the second version of Cohere's API: OpenAI's shape with events of its own.

import type { Cohere } from 'cohere-ai';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { chatShape } from '../shapes/chat.ts';
import { toWireMessage } from '../shapes/camel-case-chat.ts';
import { failureOf } from '../shapes/failure.ts';
import { chatSize } from '../shapes/size.ts';
import { inference, toReason, toRequest, toUsage } from './clients.ts';

type Asked = Cohere.V2ChatRequest | Cohere.V2ChatStreamRequest;
type Event = Cohere.V2ChatStreamResponse;

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();

const asked = {
  operation: 'chat',
  size: (params: Asked) => chatSize(params),
  input({ messages, tools }: Asked) {
    const said: readonly unknown[] = Array.isArray(messages) ? messages : [];
    return shape.input({
      messages: said.map(toSaid),
      tools,
    } as unknown as ChatCompletionCreateParams);
  },
} as const;

/** What a model plans to do with tools is reasoning. */
function toSaid(message: unknown): unknown {
  const { toolPlan: reasoning } = (message ?? {}) as { readonly toolPlan?: unknown };
  const wire = toWireMessage(message);
  return reasoning === undefined ? wire : { ...(wire as object), reasoning };
}

export const chat = inference<Asked, Cohere.V2ChatResponse>({
  ...asked,
  request: toRequest,
  response: ({ id, finishReason, usage }) => ({
    id,
    finishReasons: [toReason(finishReason) ?? 'error'],
    usage: toUsage(usage),
  }),
  output: ({ message, finishReason }) =>
    shape.output({
      choices: message && [{ message: toSaid(message), finish_reason: toReason(finishReason) }],
    } as unknown as ChatCompletion),
});

export const chatStream = inference<Asked, ChatCompletion, Event>({
  ...asked,
  request: (params) => ({ ...toRequest(params), stream: true }),
  stream: (stream) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, event) {
    if (event.type === 'message-start') into.identify(event.id, undefined);
    if (event.type !== 'message-end') return into.choice(0, undefined);
    into.choice(0, toReason(event.delta?.finishReason));
    into.first('failure', failureOf(event.delta));
    const usage = toUsage(event.delta?.usage);
    if (usage !== undefined) into.usage(usage);
  },
  assemble: (into, event) =>
    shape.assemble(into, {
      choices: [{ index: 0, ...toDelta(event) }],
    } as unknown as ChatCompletionChunk),
  output: shape.output,
});

function toDelta(event: Event): object {
  switch (event.type) {
    case 'content-start':
    case 'content-delta': {
      const { text, thinking } = (event.delta?.message?.content ?? {}) as {
        readonly text?: string;
        readonly thinking?: string;
      };
      return { delta: { content: text, reasoning: thinking } };
    }
    case 'tool-plan-delta':
      return { delta: { reasoning: event.delta?.message?.toolPlan } };
    case 'tool-call-start':
    case 'tool-call-delta':
      return {
        delta: { tool_calls: [{ index: event.index, ...event.delta?.message?.toolCalls }] },
      };
    case 'message-end':
      return { finish_reason: toReason(event.delta?.finishReason) };
    default:
      return {};
  }
}
