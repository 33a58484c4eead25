// The frames in the stack of an error. The stack begins with the message, which may quote anything, and may
// itself have lines like frames.

import { readProperty } from './read-property.ts';

const MAX_LENGTH = 8192;
const LONGEST_MESSAGE = 65_536;
/** A frame with its place. Modules in `data:` URLs have their source there. */
const FRAME =
  /^ {4}at (?!.*\bdata:)(?:.{1,500}:\d+:\d+\)?|.{1,200}\((?:<anonymous>|native|index \d+)\))$/;

/** The lines of the stack below the message; none if it is not clear where the message ends. */
export function framesOf(error: unknown): string[] {
  const stack = readProperty(error, 'stack');
  const message = readProperty(error, 'message');
  if (typeof stack !== 'string' || typeof message !== 'string') return [];
  const at = stack.slice(0, LONGEST_MESSAGE).indexOf(message);
  if (at < 0) return [];
  const below = at + message.length;
  return stack
    .slice(below, below + MAX_LENGTH)
    .split('\n')
    .filter((line) => FRAME.test(line));
}
