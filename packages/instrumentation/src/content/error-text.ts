// Which error text may leave the process. Providers echo the key of a failed call in it, and
// applications the words of users.

import { isRecorded, type Capture } from './capture.ts';
import { redact } from './redact.ts';

const MAX_LENGTH = 1024;
const MAX_STACK_LENGTH = 8192;
/** This many extra characters are redacted: a key may span the limit. */
const OVERLAP = 2048;

/** A quotation as long as a sentence, longer than names of fields and models. */
const QUOTATION = /(?<![\p{L}\p{N}])(["'`“«])(?=\S)([^\n]{24,2048}?)(["'`”»])(?![\p{L}\p{N}])/gu;
const SENTENCE = /\S\s+\S+\s+\S+\s+\S/;

/** A redacted message of at most 1024 characters; without quotations if no content is recorded. */
export function redactErrorText(text: string, capture: Capture | undefined): string {
  return shown(text, capture, MAX_LENGTH);
}

/** A redacted stack trace, which begins with the error's message; at most 8192 characters. */
export function redactStackTrace(text: string, capture: Capture | undefined): string {
  return shown(text, capture, MAX_STACK_LENGTH);
}

function shown(text: string, capture: Capture | undefined, maxLength: number): string {
  const redacted = redact(text.slice(0, maxLength + OVERLAP));
  const hasContent = capture !== undefined && isRecorded(capture);
  const kept = hasContent ? redacted : redacted.replace(QUOTATION, hideSentence);
  return kept.length > maxLength ? `${kept.slice(0, maxLength - 1)}…` : kept;
}

function hideSentence(whole: string, open: string, quoted: string, close: string): string {
  return SENTENCE.test(quoted) ? `${open}[REDACTED]${close}` : whole;
}
