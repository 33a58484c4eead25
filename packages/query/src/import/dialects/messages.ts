// Messages of any vendor's shape as the conventions shape them: a role, and parts with a type.

import { asObject, isObject, parsed, type Told, wordFor } from './dialect.ts';

const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  model: 'assistant',
  function: 'tool',
};

/** Messages from a list, one message, or a text, which `role` has said; undefined if there is none. */
export function toMessages(value: unknown, role: string): Told[] | undefined {
  const list = Array.isArray(value) ? value : [value];
  const messages = list.flatMap((item) => toMessage(item, role));
  return messages.length === 0 ? undefined : messages;
}

/** The instructions in `messages`, as parts, and the other messages. */
export function withoutInstructions(messages: readonly Told[] | undefined): {
  system_instructions?: Told[];
  input_messages?: Told[];
} {
  const isInstruction = ({ role }: Told): boolean => role === 'system' || role === 'developer';
  const instructions = (messages ?? []).filter(isInstruction);
  const others = (messages ?? []).filter((message) => !isInstruction(message));
  return {
    ...(instructions.length > 0 && {
      system_instructions: instructions.flatMap(({ parts }) => parts as Told[]),
    }),
    ...(others.length > 0 && { input_messages: others }),
  };
}

function toMessage(value: unknown, role: string): Told[] {
  if (typeof value === 'string') {
    return value === '' ? [] : [{ role, parts: [{ type: 'text', content: value }] }];
  }
  if (!isObject(value)) return [];
  const inner = isObject(value['message']) ? value['message'] : value;
  const said = String(inner['role'] ?? inner['type'] ?? role);
  const reason = value['finish_reason'] ?? inner['finish_reason'];
  const parts = partsOf(inner, said);
  if (parts.length === 0 && inner['role'] === undefined) return [];
  return [
    {
      role: wordFor(ROLES, said) ?? said,
      parts,
      ...(typeof reason === 'string' && { finish_reason: reason }),
    },
  ];
}

function partsOf(message: Told, role: string): Told[] {
  if (Array.isArray(message['parts'])) return (message['parts'] as unknown[]).flatMap(toPart);
  const { content, contents, tool_call_id: id = message['id'] } = message;
  const calls = message['tool_calls'] ?? message['toolCalls'];
  if ((role === 'tool' || role === 'function') && !isListOfResults(content)) {
    const name = typeof message['name'] === 'string' ? { name: message['name'] } : {};
    return [
      { type: 'tool_call_response', ...(id !== undefined && { id }), ...name, response: content },
    ];
  }
  return [
    ...toParts(message['reasoning_content'], 'reasoning'),
    ...toParts(content ?? contents ?? message['text'], 'text'),
    ...(Array.isArray(calls) ? calls.flatMap(toCall) : []),
    ...(isObject(message['function_call']) ? toCall(message['function_call']) : []),
  ];
}

function isListOfResults(content: unknown): boolean {
  return (
    Array.isArray(content) && content.some((part) => isObject(part) && part['type'] !== 'text')
  );
}

function toParts(content: unknown, type: string): Told[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type, content }];
  return Array.isArray(content) ? content.flatMap(toPart) : [];
}

/** One part; what it is not known to be stays as it is. */
function toPart(value: unknown): Told[] {
  if (typeof value === 'string') return [{ type: 'text', content: value }];
  if (!isObject(value)) return [];
  const part = isObject(value['message_content']) ? value['message_content'] : value;
  const { type } = part;
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      return [{ type: 'text', content: part['content'] ?? part['text'] }];
    case 'thinking':
    case 'reasoning':
      return [{ type: 'reasoning', content: part['content'] ?? part['thinking'] ?? part['text'] }];
    case 'tool_use':
    case 'tool-call':
    case 'tool_call':
    case 'function_call':
      return toCall(part);
    case 'tool_result':
    case 'tool-result':
    case 'tool_call_response':
      return [toResult(part)];
    default:
      return [typeof type === 'string' ? part : { type: 'unknown', ...part }];
  }
}

function toCall(value: unknown): Told[] {
  if (!isObject(value)) return [];
  const call = isObject(value['tool_call']) ? value['tool_call'] : value;
  const inner = asObject(call['function']);
  const id = call['id'] ?? call['toolCallId'] ?? call['call_id'];
  const name = inner['name'] ?? call['name'] ?? call['toolName'];
  const given = inner['arguments'] ?? call['arguments'] ?? call['args'] ?? call['input'];
  return [
    {
      type: 'tool_call',
      ...(id !== undefined && { id }),
      name,
      ...(given !== undefined && { arguments: parsed(given) }),
    },
  ];
}

function toResult(part: Told): Told {
  const id = part['id'] ?? part['tool_use_id'] ?? part['toolCallId'];
  const response = part['response'] ?? part['result'] ?? part['output'] ?? part['content'];
  return { type: 'tool_call_response', ...(id !== undefined && { id }), response };
}
