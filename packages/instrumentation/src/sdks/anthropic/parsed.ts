// What `parse` and `stream` of messages make of an answer that has a schema. A refusal, or an answer without a text, they
// leave unparsed.

import type { Message, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Parsed } from '../../model/method.ts';
import type { Helper } from '../../model/target.ts';

/** The beginning of the one error that is about the answer's form. */
const UNREADABLE = 'Failed to parse structured output';

/** The parts of a message stream that we use. */
interface MessageStream {
  /** Those of the request; then the answer, as soon as it is complete. */
  readonly messages?: readonly (Message | MessageParam)[];
  /** The answer, once it is parsed. */
  readonly receivedMessages?: readonly unknown[];
}

/** Whether the text of a message was parsed. */
export function messageFits(parsed: Parsed): boolean | undefined {
  if ('error' in parsed) return isAboutForm(parsed.error) ? false : undefined;
  const { parsed_output: output } = (parsed.value ?? {}) as { readonly parsed_output?: unknown };
  return output == null ? undefined : true;
}

/** `parse` of a resource, and `stream`, whose stream parses the answer when it is complete. */
export const HELPERS: Readonly<Record<string, Helper>> = {
  parse: {},
  stream: { parsed: readStream },
};

function readStream(stream: MessageStream, [params]: readonly unknown[]): Parsed | undefined {
  const { messages, receivedMessages } = stream;
  const received = receivedMessages?.at(-1);
  if (received !== undefined) return { value: received };
  const last = messages?.at(-1);
  const { messages: sent } = (params ?? {}) as { readonly messages?: readonly unknown[] };
  const isAnswered = last !== undefined && 'stop_reason' in last && last !== sent?.at(-1);
  return isAnswered ? { error: undefined } : undefined;
}

/** The error of a stream is thrown after we are asked. */
function isAboutForm(error: unknown): boolean {
  return error === undefined || (error instanceof Error && error.message.startsWith(UNREADABLE));
}
