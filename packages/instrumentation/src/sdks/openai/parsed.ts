// What `parse` of chat completions and of responses makes of an answer. Its errors about a length or a content filter, of
// the package's own class, say nothing about the answer's form; neither does a refusal, which it leaves unparsed.

import type { ChatCompletion } from 'openai/resources/chat/completions';
import type { Response } from 'openai/resources/responses/responses';
import type { Parsed } from '../../model/method.ts';

/** Whether the text or the arguments of a tool in a chat completion were parsed. */
export function chatFits(parsed: Parsed): boolean | undefined {
  if ('error' in parsed) return isOwnError(parsed.error) ? undefined : false;
  const { choices } = parsed.value as Partial<ChatCompletion>;
  const isParsed = choices?.some(
    ({ message }) =>
      isThere(message, 'parsed') ||
      message.tool_calls?.some((call) => isThere(call['function' as never], 'parsed_arguments')),
  );
  return isParsed === true ? true : undefined;
}

/** The same of a response. */
export function responseFits(parsed: Parsed): boolean | undefined {
  if ('error' in parsed) return isOwnError(parsed.error) ? undefined : false;
  const { output } = parsed.value as Partial<Response>;
  const isParsed = output?.some(
    (item) =>
      isThere(item, 'parsed_arguments') ||
      (item.type === 'message' && item.content.some((content) => isThere(content, 'parsed'))),
  );
  return isParsed === true ? true : undefined;
}

function isThere(of: object | undefined, key: string): boolean {
  return ((of ?? {}) as Readonly<Record<string, unknown>>)[key] != null;
}

function isOwnError(error: unknown): boolean {
  let prototype: unknown = error;
  while (typeof prototype === 'object' && prototype !== null) {
    prototype = Object.getPrototypeOf(prototype);
    if ((prototype as object | null)?.constructor.name === 'OpenAIError') return true;
  }
  return false;
}
