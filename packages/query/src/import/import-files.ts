// Reads collector files and yields call records.

import { parseJson } from '../exact-json.ts';
import { readRequest, signalOf } from '../otlp/index.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { readLines } from './read-lines.ts';
import type { SourceFile } from './source-files.ts';
import { logRecord, spanRecord } from './span-record.ts';

/** Import counts. */
export interface ImportCounts {
  lines: number;
  /** Lines that are not OTLP export requests. */
  bad: number;
  /** Lines joined from the end of one file and the start of the next. */
  joined: number;
  /** Spans and events unrelated to language models. */
  otherItems: number;
}

/** The call records of `files`, in order. Updates the counts. */
export async function* importFiles(
  files: readonly SourceFile[],
  isAll: boolean,
  counts: ImportCounts,
  onBytes: (bytes: number) => void,
): AsyncGenerator<CallRecord, void, undefined> {
  let torn = '';
  let family = '';
  for (const file of files) {
    if (file.family !== family && torn !== '') counts.bad += 1;
    if (file.family !== family) torn = '';
    family = file.family;
    for await (const { text, isEnded } of readLines(file.path, onBytes)) {
      if (text === '') continue;
      if (text === undefined) {
        counts.bad += 1;
        continue;
      }
      const head = torn;
      torn = '';
      const whole = head === '' ? undefined : parse(head + text);
      if (whole !== undefined) counts.joined += 1;
      else if (head !== '') counts.bad += 1;
      const request = whole ?? parse(text);
      if (request !== undefined) {
        counts.lines += 1;
        yield* recordsOf(request, isAll, counts);
      } else if (isEnded) counts.bad += 1;
      else torn = text;
    }
  }
  if (torn !== '') counts.bad += 1;
}

function* recordsOf(
  request: object,
  isAll: boolean,
  counts: ImportCounts,
): Generator<CallRecord, void, undefined> {
  const { spans, logs } = readRequest(request, { isLenient: true });
  for (const span of spans) yield* kept(spanRecord(span, isAll), counts);
  for (const log of logs) yield* kept(logRecord(log), counts);
}

function* kept(
  record: CallRecord | undefined,
  counts: ImportCounts,
): Generator<CallRecord, void, undefined> {
  if (record === undefined) counts.otherItems += 1;
  else yield record;
}

function parse(text: string): object | undefined {
  try {
    const value = parseJson(text) as object | null;
    return value !== null && signalOf(value) !== undefined ? value : undefined;
  } catch {
    return undefined;
  }
}
