// The size of a request: of its texts, wherever an API puts them. Parts other than text do not count.

import { ownValue, type Size } from '../../model/size.ts';

const TEXT_TYPES: ReadonlySet<unknown> = new Set([undefined, 'text', 'input_text', 'output_text']);
/** What a tool said is no text of the conversation. */
const TOOL_ROLES: ReadonlySet<unknown> = new Set(['tool', 'function']);

/** Characters of `content`: a text, or a list of texts and parts with one. */
export function textSize(content: unknown): number {
  if (typeof content === 'string') return content.length;
  if (!Array.isArray(content)) return partSize(content);
  let characters = 0;
  for (let at = 0; at < content.length; at += 1) {
    const part: unknown = ownValue(content, String(at));
    characters += typeof part === 'string' ? part.length : partSize(part);
  }
  return characters;
}

function partSize(part: unknown): number {
  const text = ownValue(part, 'text');
  return typeof text === 'string' && TEXT_TYPES.has(ownValue(part, 'type')) ? text.length : 0;
}

/** Of a list of messages with `content`, and of instructions that stand apart from them. */
export function messagesSize(messages: unknown, instructions?: unknown): Size | undefined {
  const apart = textSize(instructions);
  if (typeof messages === 'string') return { characters: messages.length + apart, messages: 1 };
  if (!Array.isArray(messages)) return undefined;
  let characters = apart;
  for (let at = 0; at < messages.length; at += 1) {
    const message: unknown = ownValue(messages, String(at));
    if (!TOOL_ROLES.has(ownValue(message, 'role'))) {
      characters += textSize(ownValue(message, 'content'));
    }
  }
  return { characters, messages: messages.length };
}

/** Of the parameters of a chat. */
export function chatSize(params: object): Size | undefined {
  return messagesSize(ownValue(params, 'messages'));
}

/** Of one text, or a list of texts that are answered each. */
export function promptSize(prompt: unknown, instructions?: unknown): Size | undefined {
  if (typeof prompt === 'string') return messagesSize(prompt, instructions);
  if (!Array.isArray(prompt)) return undefined;
  const isTokens = typeof ownValue(prompt, '0') === 'number';
  return { characters: textSize(prompt), messages: isTokens ? 1 : prompt.length };
}

/** Of what is embedded: a text, or a list of texts. Tokens have no length. */
export function embeddedSize(input: unknown): Size | undefined {
  if (typeof input === 'string') return { characters: input.length };
  const isTexts = Array.isArray(input) && typeof ownValue(input, '0') === 'string';
  return isTexts ? { characters: textSize(input) } : undefined;
}
