// Hashes that identify equal content without revealing it.

import { createHmac } from 'node:crypto';
import type { Content, Part } from '../model/content.ts';
import { CutText } from './cut-text.ts';

/** Hexadecimal digits kept of a hash: 128 bits. */
const DIGITS = 32;
const WHITESPACE = /\s+/;

/** A keyed hash of `text`: an HMAC-SHA-256, truncated to 128 bits. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, DIGITS);
}

/** A keyed hash of the prompt in `content`: independent of the spacing of words. */
export function promptHash(key: string, content: Content): string | undefined {
  const { systemInstructions = [], inputMessages } = content;
  if (inputMessages === undefined) return undefined;
  const lines = [
    ...systemInstructions.map((part) => `system ${lineOf(part)}`),
    ...inputMessages.flatMap(({ role, parts }) => parts.map((part) => `${role} ${lineOf(part)}`)),
  ];
  return keyedHash(key, lines.join('\n'));
}

/** A part of a copy, whose texts may be cut. */
function lineOf(part: Part): string {
  return part.type === 'text'
    ? normalized(part.content)
    : JSON.stringify(part, (_key, value: unknown) =>
        value instanceof CutText ? normalized(value) : value,
      );
}

function normalized(text: string | CutText): string {
  if (text instanceof CutText) return `${text.length} ${text.digest}`;
  return text.normalize('NFC').split(WHITESPACE).join(' ').trim();
}
