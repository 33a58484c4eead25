// One record as text: one line per field, messages as dialogue.

import type { CallRecord } from '../reader/parse-line.ts';
import { fieldOf } from '../schema.ts';
import type { Cell } from '../store/engine.ts';
import { toText } from './record-table.ts';
import { colour, dim } from './terminal.ts';
import { toSafeLine, toSafeText } from './text-safety.ts';

const SAID_TWICE: ReadonlySet<string> = new Set(['time_unix_nano', 'success', 'level']);

/** All fields of a record. */
export function toRecordText(record: CallRecord): string {
  const fields = Object.entries(record).flatMap(([name, value]) =>
    name === 'attributes' && isObject(value)
      ? Object.entries(value).map(([key, one]) => [`attributes.${key}`, one] as const)
      : [[name, value] as const],
  );
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields
    .filter(([name, value]) => !SAID_TWICE.has(name) && value !== undefined)
    .map(([name, value]) => toField(name, value, width))
    .join('\n');
}

function toField(name: string, value: unknown, width: number): string {
  const label = dim(toSafeLine(name).padEnd(width));
  if (fieldOf(name)?.isContent === true && typeof value !== 'string') {
    const lines = toMessages(value).flatMap((message) => message.split('\n'));
    return [label.trimEnd(), ...lines.map((line) => `  ${line}`)].join('\n');
  }
  const text = value === null ? dim('unknown') : toSafeLine(toText(name, value as Cell));
  return `${label}  ${name === 'status' && value === 'failure' ? colour('red', text) : text}`;
}

function toMessages(value: unknown): string[] {
  if (!Array.isArray(value)) return [toSafeText(JSON.stringify(value, undefined, 2))];
  return value.map((message: unknown) => {
    if (!isObject(message)) return toSafeText(JSON.stringify(message));
    const { role, parts } = message;
    if (!Array.isArray(parts)) return toPart(message);
    const name = colour('cyan', toSafeLine(String(role ?? 'message')));
    return `${name}: ${parts.map(toPart).join('\n')}`;
  });
}

function toPart(part: unknown): string {
  if (isObject(part) && part['type'] === 'text' && typeof part['content'] === 'string') {
    return toSafeText(part['content']);
  }
  return toSafeText(JSON.stringify(part));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
