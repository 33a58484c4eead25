// Conversations, which Mistral keeps: started, continued, started again from an entry, and streamed.

import type {
  ConversationAppendRequest,
  ConversationEvents,
  ConversationRequest,
  ConversationResponse,
} from '@mistralai/mistralai/models/components';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { ownValue } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTextParts } from '../content-parts.ts';
import { chatShape } from '../shapes/chat.ts';
import { messagesSize } from '../shapes/size.ts';
import { type Client, type Done, thrown, valueOf } from './methods.ts';
import { type Entry, toChunk, toCompletion, toMessage } from './entries.ts';
import { toConversation, toParams } from './wire.ts';

/** Of a new conversation, or of one that goes on. */
interface Continued {
  readonly conversationId?: string;
  readonly conversationAppendRequest?: ConversationAppendRequest;
  readonly conversationRestartRequest?: ConversationAppendRequest;
}
type Asked = ConversationRequest | Continued;

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();
/** Streams whose answer calls a function. */
const calling = new WeakSet<StreamedResponse>();

const common = {
  operation: 'chat',
  size: (_client: Client, asked: Asked) => {
    const body =
      ownValue(asked, 'conversationAppendRequest') ??
      ownValue(asked, 'conversationRestartRequest') ??
      asked;
    return messagesSize(ownValue(body, 'inputs'), ownValue(body, 'instructions'));
  },
  input: (_client: Client, asked: Asked) => {
    const { inputs, instructions, tools } = bodyOf(asked);
    const said = typeof inputs === 'string' ? [{ role: 'user', content: inputs }] : (inputs ?? []);
    const messages = said.map((entry) => toMessage(entry as Entry));
    return {
      ...shape.input(toConversation({ messages, tools } as never)),
      ...(instructions != null && { systemInstructions: toTextParts(instructions) }),
    };
  },
} as const;

/** The methods that answer at once, and those that stream. */
export const conversations = {
  answered: {
    ...common,
    request: (_client: Client, asked: Asked) => toRequest(asked),
    thrown,
    response: (done: Done<ConversationResponse>) => shape.response(toCompletion(valueOf(done))),
    output: (done: Done<ConversationResponse>) => shape.output(toCompletion(valueOf(done))),
  },
  streamed: {
    ...common,
    request: (_client: Client, asked: Asked) => ({ ...toRequest(asked), stream: true }),
    thrown: (done: Done<object> | ChatCompletion) => thrown(done as Done<object>),
    stream: (done: Done<object> | ChatCompletion) => valueOf(done as Done<object>),
    response: () => ({}),
    saysEnd: shape.saysEnd,
    chunk(into: StreamedResponse, { data }: ConversationEvents) {
      const event = data as Entry;
      if (event['type'] === 'function.call.delta') calling.add(into);
      if (event['type'] === 'conversation.response.error') {
        into.metadata.failure = { code: String(event['code']), message: String(event['message']) };
      }
      shape.chunk(into, toChunk(event, calling.has(into) ? 'tool_calls' : 'stop'));
    },
    assemble: (into: Done<object> | ChatCompletion | undefined, { data }: ConversationEvents) =>
      shape.assemble(into as ChatCompletion | undefined, toChunk(data as Entry, 'stop')),
    output: (assembled: Done<object> | ChatCompletion) =>
      shape.output(withReason(assembled as ChatCompletion)),
  },
};

function bodyOf(asked: Asked): Partial<ConversationRequest> {
  const { conversationAppendRequest: appended, conversationRestartRequest: restarted } =
    asked as Continued;
  return (appended ?? restarted ?? asked) as Partial<ConversationRequest>;
}

function toRequest(asked: Asked) {
  const { model, completionArgs } = bodyOf(asked);
  return {
    ...shape.request(toParams({ model, ...completionArgs } as never)),
    conversationId: (asked as Continued).conversationId,
  };
}

/** What is assembled knows its tool calls, and not yet that they were the reason to end. */
function withReason(completion: ChatCompletion): ChatCompletion {
  const choices = completion.choices.map((choice) =>
    choice.finish_reason === 'stop' && choice.message.tool_calls?.length
      ? { ...choice, finish_reason: 'tool_calls' as const }
      : choice,
  );
  return { ...completion, choices };
}
