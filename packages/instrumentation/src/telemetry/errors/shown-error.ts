// What an error says in telemetry: its text in full is content, and for everything else there is a text
// without the words of users and models.

import { safeApplicationText, safeServiceText } from '../../content/errors/safe-text.ts';
import { redact } from '../../content/redact.ts';
import { readProperty } from '../../foundation/safely.ts';
import { className } from '../conventions/error-type.ts';
import type { Thrown } from '../operation.ts';
import { inWords } from './error-facts.ts';
import { asServiceError, foreignTexts, statusOf } from './service-errors.ts';

const MAX_STACK_LENGTH = 8192;
const LONGEST_MESSAGE = 65_536;
/** A frame with its place. Modules in `data:` URLs have their source there. */
const FRAME = /^ {4}at (?!.*\bdata:)(?:.{1,500}:\d+:\d+\)?|.{1,200}\((?:<anonymous>|native|index \d+)\))$/;

/** The whole text of an error, if it has one. */
export function wholeText({ error, failure }: Thrown): string | undefined {
  const message =
    failure?.message ?? (typeof error === 'string' ? error : readProperty(error, 'message'));
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The text that is shown everywhere, at most 1024 characters. */
export function shownText(thrown: Thrown): string | undefined {
  const service = asServiceError(thrown);
  const text = wholeText(service ?? thrown);
  if (service === undefined) {
    if (text === undefined) return undefined;
    return safeApplicationText(text, foreignTexts(thrown.error)) ?? inWords(thrown);
  }
  const safe = text === undefined ? undefined : safeServiceText(text, service.texts ?? []);
  return safe === undefined ? inWords(thrown) : withStatus(safe, statusOf(service));
}

/** Some packages write it themselves. */
function withStatus(text: string, status: number | undefined): string {
  return status === undefined || text.startsWith(`${status} `) ? text : `${status} ${text}`;
}

/** The stack below the shown text: only frames, at most 8192 characters. */
export function shownStack({ error }: Thrown, shown: string | undefined): string | undefined {
  const stack = readProperty(error, 'stack');
  if (typeof stack !== 'string') return undefined;
  const head = [className(error) ?? 'Error', ...(shown === undefined ? [] : [shown])].join(': ');
  return redact([head, ...framesOf(error, stack)].join('\n')).slice(0, MAX_STACK_LENGTH);
}

/** A message may have lines like frames: what it says comes off first. */
function framesOf(error: unknown, stack: string): string[] {
  const message = readProperty(error, 'message');
  if (typeof message !== 'string') return [];
  const at = stack.slice(0, LONGEST_MESSAGE).indexOf(message);
  if (at < 0) return [];
  const lines = stack.slice(at + message.length, at + message.length + MAX_STACK_LENGTH);
  return lines.split('\n').filter((line) => FRAME.test(line));
}
