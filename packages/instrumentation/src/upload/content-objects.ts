// The names and contents of the objects of one operation. Names contain no text of the
// application.

import { createHash, randomUUID } from 'node:crypto';
import type { ContentReferences, UploadedContent, UploadedSpan } from './upload.ts';

/** One JSON value, or one line per array item. */
export type ObjectFormat = 'json' | 'jsonl';

/** One object to store. */
export interface ContentObject {
  readonly field: keyof ContentReferences;
  /** Path below the base path. */
  readonly name: string;
  /** Named by its content: any earlier upload of the name is identical. */
  readonly isShared: boolean;
  readonly format: ObjectFormat;
  /** @throws what `JSON.stringify` throws. */
  text(): string;
}

const TRACE_ID = /^(?!0+$)[\da-f]{32}$/;
const SPAN_ID = /^(?!0+$)[\da-f]{16}$/;

/**
 * Names the objects of `content`. Instructions and tools repeat in every call: they are serialized
 * here, because their names are their hashes; messages only when they are stored.
 *
 * @throws what `JSON.stringify` throws for instructions and tools
 */
export function toObjects(
  content: UploadedContent,
  { traceId, spanId }: UploadedSpan,
  format: ObjectFormat,
): readonly ContentObject[] {
  const day = new Date().toISOString().slice(0, 10);
  // Without a tracer provider all ids are zeros.
  const call =
    TRACE_ID.test(traceId) && SPAN_ID.test(spanId)
      ? `${traceId}/${spanId}`
      : `untraced/${randomUUID()}`;
  const own = (field: keyof ContentReferences, what: string): ContentObject[] => {
    const value = content[field];
    if (value === undefined) return [];
    const name = `${day}/${call}_${what}.${format}`;
    return [{ field, name, isShared: false, format, text: () => toText(value, format) }];
  };
  const shared = (field: keyof ContentReferences, what: string): ContentObject[] => {
    const value = content[field];
    if (value === undefined) return [];
    const text = toText(value, format);
    const hash = createHash('sha256').update(text).digest('hex');
    // Below the day: removing old days removes nothing that newer calls reference.
    const name = `${day}/${what}/${hash}.${format}`;
    return [{ field, name, isShared: true, format, text: () => text }];
  };
  return [
    ...shared('systemInstructions', 'system_instructions'),
    ...shared('toolDefinitions', 'tool_definitions'),
    ...own('inputMessages', 'input_messages'),
    ...own('outputMessages', 'output_messages'),
  ];
}

function toText(value: unknown, format: ObjectFormat): string {
  if (format === 'json') return toJson(value);
  return (Array.isArray(value) ? value : [value]).map((item) => `${toJson(item)}\n`).join('');
}

function toJson(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError(`a ${typeof value} is no JSON`);
  return json;
}
