// The pipelines of `@huggingface/transformers` that generate texts: objects that are called.

import type { Content, Message } from '../../model/content.ts';
import { type AnyMethod, type Call, defineMethod } from '../../model/method.ts';
import { ownValue, type Size } from '../../model/size.ts';
import { areTexts } from '../../model/texts.ts';
import { toMessages, toParts, toTextParts, toGeneric } from '../content-parts.ts';
import { messagesSize, promptSize } from '../shapes/size.ts';
import { toToolDefinitions } from '../shapes/tool-definitions.ts';
import { generating, type Options } from './generation.ts';
import type { Model } from './model-names.ts';
import type { TokenCount } from './token-count.ts';

interface Pipeline {
  readonly model?: Model;
}
interface ChatMessage {
  readonly role: string;
  readonly content?: string | readonly { readonly type?: string; readonly text?: string }[];
}
type Chat = readonly ChatMessage[];
/** A text or a chat, or a list of either. */
type Input = string | readonly string[] | Chat | readonly Chat[];
type Args = [input: Input, options?: Options];
/** What was generated: a text, which may begin with the prompt, or the chat with the answer at its end. */
type Generated = Readonly<Record<string, string | Chat>>;
type Result = readonly (Generated | readonly Generated[])[];

/** The chats of an input; `undefined` of texts. */
function chatsOf(input: Input): readonly Chat[] | undefined {
  if (typeof input === 'string' || areTexts(input)) return undefined;
  return Array.isArray(input[0]) ? (input as readonly Chat[]) : [input as Chat];
}

function textsOf(input: Input): readonly string[] {
  return ([input] as readonly unknown[]).flat().filter((text) => typeof text === 'string');
}

function toMessage({ role, content }: ChatMessage): Message {
  return {
    role,
    parts: toParts(content, (part) =>
      part.type === 'text' ? toTextParts(part.text) : toGeneric(part),
    ),
  };
}

function inputOf({ args: [input, options] }: Call<Pipeline, Args>): Content {
  const chats = chatsOf(input);
  return {
    inputMessages:
      chats === undefined
        ? textsOf(input).map((text) => ({ role: 'user', parts: toTextParts(text) }))
        : chats.flatMap((chat) => toMessages(chat, toMessage)),
    toolDefinitions: toToolDefinitions(options?.tools as never),
  };
}

/** A prompt in front of a text is no part of the answer. */
function toAnswer(generated: Generated, prompts: readonly string[]): Message {
  const [said] = Object.values(generated);
  if (typeof said !== 'string') return toMessage(said?.at(-1) ?? { role: 'assistant' });
  const prompt = prompts.find((text) => said.startsWith(text)) ?? '';
  return { role: 'assistant', parts: toTextParts(said.slice(prompt.length)) };
}

function sizeOf({ args: [input] }: Call<Pipeline, Args>): Size | undefined {
  if (typeof input === 'string' || typeof ownValue(input, '0') === 'string') {
    return promptSize(input);
  }
  return Array.isArray(ownValue(input, '0')) ? undefined : messagesSize(input);
}

/** A pipeline whose answers begin with the prompt, unless they are asked not to. */
function pipeline(repeatsPrompt: boolean): AnyMethod {
  return defineMethod<Pipeline, Args, Result, unknown>({
    ...generating<Pipeline, Args, Result>(1, ({ self, args: [input] }) => ({
      model: self.model,
      operation: chatsOf(input) === undefined ? 'text_completion' : 'chat',
    })),
    size: sizeOf,
    input: inputOf,
    keep: ({ args: [input] }) => (repeatsPrompt ? textsOf(input) : []),
    output: (result, kept, before) => ({
      outputMessages: result.flat().map((generated, index) => ({
        ...toAnswer(generated as Generated, (kept ?? []) as readonly string[]),
        finish_reason: (before as TokenCount).finishReasons[index] ?? 'error',
      })),
    }),
  });
}

/** Texts and chats that are continued. */
export const textGeneration = pipeline(true);

/** Texts that become others: summaries, translations, answers. */
export const text2TextGeneration = pipeline(false);
