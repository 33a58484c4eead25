// Chat in the first version of Cohere's API: one message, and the history before it.

import type { Cohere } from 'cohere-ai';
import type { Content, Message, OutputMessage, Part } from '../../model/content.ts';
import { ownValue } from '../../model/size.ts';
import { appended } from '../../model/texts.ts';
import { toMessages, toTextParts } from '../content-parts.ts';
import { promptSize, textSize } from '../shapes/size.ts';
import { inference, toReason, toRequest, toUsage } from './clients.ts';

type Asked = Cohere.ChatRequest | Cohere.ChatStreamRequest;
type Answer = Cohere.NonStreamedChatResponse;

const ROLES: Readonly<Record<string, string>> = { CHATBOT: 'assistant' };

const asked = {
  operation: 'chat',
  size(params: Asked) {
    const history = ownValue(params, 'chatHistory');
    const earlier: readonly unknown[] = Array.isArray(history) ? history : [];
    const texts = earlier.map((message) => ownValue(message, 'message'));
    const size = promptSize(ownValue(params, 'message'), ownValue(params, 'preamble'));
    return (
      size && {
        characters: texts.reduce<number>((sum, text) => sum + textSize(text), size.characters),
        messages: texts.length + 1,
      }
    );
  },
  input: ({ message, chatHistory, preamble, tools, toolResults }: Asked): Content => ({
    systemInstructions: preamble ? toTextParts(preamble) : undefined,
    inputMessages: toMessages<Cohere.Message, Message>(
      [
        ...(chatHistory ?? []),
        { role: 'USER', message },
        ...(toolResults ? [{ role: 'TOOL' as const, toolResults }] : []),
      ],
      toMessage,
    ),
    toolDefinitions: tools?.map(({ name, description, parameterDefinitions: parameters }) => ({
      type: 'function',
      name,
      description,
      parameters,
    })),
  }),
} as const;

function toMessage(message: Cohere.Message): Message {
  const role = ROLES[message.role] ?? message.role.toLowerCase();
  if (message.role === 'TOOL') {
    const results = message.toolResults ?? [];
    const parts = results.map(({ outputs }): Part => ({
      type: 'tool_call_response',
      response: outputs,
    }));
    return { role, parts };
  }
  return { role, parts: toParts(message.message, message.toolCalls) };
}

function toParts(text: string | undefined, calls: readonly Cohere.ToolCall[] | undefined): Part[] {
  return [
    ...toTextParts(text),
    ...(calls ?? []).map(({ name, parameters }): Part => ({
      type: 'tool_call',
      name,
      arguments: parameters,
    })),
  ];
}

function toAnswer(answer: Pick<Answer, 'text' | 'toolCalls' | 'finishReason'>): OutputMessage {
  const { text, toolCalls, finishReason } = answer;
  return {
    role: 'assistant',
    parts: toParts(text, toolCalls),
    finish_reason: toReason(finishReason) ?? 'error',
  };
}

const output = (answer: Answer): Content => ({ outputMessages: [toAnswer(answer)] });

export const chat = inference<Asked, Answer>({
  ...asked,
  request: (params) => ({ ...toRequest(params), conversationId: params.conversationId }),
  response: ({ generationId: id, finishReason, meta }) => ({
    id,
    finishReasons: [toReason(finishReason) ?? 'error'],
    usage: toUsage(meta),
  }),
  output,
});

export const chatStream = inference<Asked, Answer, Cohere.StreamedChatResponse>({
  ...asked,
  request: (params) => ({
    ...toRequest(params),
    conversationId: params.conversationId,
    stream: true,
  }),
  stream: (stream) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, event) {
    if (event.eventType === 'stream-start') into.identify(event.generationId, undefined);
    if (event.eventType !== 'stream-end') return into.choice(0, undefined);
    into.choice(0, toReason(event.finishReason));
    const usage = toUsage(event.response?.meta);
    if (usage !== undefined) into.usage(usage);
  },
  assemble(into, event) {
    if (event.eventType === 'stream-end') return event.response;
    if (event.eventType !== 'text-generation') return into;
    return { ...into, text: appended(into?.text, event.text) };
  },
  output,
});
