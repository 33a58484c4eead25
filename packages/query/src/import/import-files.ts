// Reads files of telemetry and yields call records. What becomes no record is counted by its reason.

import {
  type LogRecord,
  readRequest,
  type SpanRecord,
  type TelemetryRecords,
} from '../otlp/index.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { readDocuments, type SourceFormat } from './file-documents.ts';
import { ImportCounts } from './import-counts.ts';
import { type Event, eventOf, isContentEvent } from './event-content.ts';
import { feedbackRecord } from './feedback-record.ts';
import type { Unread } from './reasons.ts';
import { type Damage, shape } from './request-shape.ts';
import type { SourceFile } from './source-files.ts';
import { readSpanRecord } from './span-record.ts';
import { toHexId } from './trace-id.ts';

/** How to read. */
export interface ImportOptions {
  /** Keeps spans unrelated to language models. */
  readonly isAll: boolean;
  readonly format: SourceFormat;
  readonly counts: ImportCounts;
  readonly onBytes: (bytes: number) => void;
}

/** A record, and whether events outside of its span added content. */
export interface Imported {
  readonly record: CallRecord;
  readonly hasEvents: boolean;
}

const EXCEPTION = 'exception';
const HAS_LOGS = /"(?:logRecords|log_records|logs)"/;

/** The call records of `files`, in order. Reads files twice: events may stand before or after a span. */
export async function* importFiles(
  files: readonly SourceFile[],
  options: ImportOptions,
): AsyncGenerator<Imported, void, undefined> {
  const { counts, isAll, format, onBytes } = options;
  const events = await eventsIn(files, format);
  for await (const value of readDocuments(files, { format, counts, onBytes })) {
    const read = readAll(value);
    if (typeof read === 'string') {
      counts.skip(read);
      continue;
    }
    counts.damaged(read.damaged);
    for (const { spans, logs, metrics } of read.requests) {
      counts.lines += 1;
      counts.addUnread('metrics', metrics.length);
      for (const span of spans) yield* ofSpan(span, isAll, events, counts);
      for (const log of logs) yield* ofLog(log, counts);
    }
  }
  for (const list of events.values()) {
    const content = list.filter(({ name }) => name !== EXCEPTION);
    counts.addUnread('event_without_span', content.length);
    for (let at = content.length; at < list.length; at += 1) counts.addOther('');
  }
}

/** The requests in a document, or why there are none. */
function readAll(value: unknown): { requests: TelemetryRecords[]; damaged: Damage } | Unread {
  try {
    const shaped = shape(value);
    if (typeof shaped === 'string') return shaped;
    const requests = shaped.requests.map((request) => readRequest(request, { isLenient: true }));
    return { requests, damaged: shaped.damaged };
  } catch (error) {
    if (error instanceof RangeError) return 'too_deep';
    throw error;
  }
}

type Events = Map<string, Event[]>;

function* ofSpan(
  span: SpanRecord,
  isAll: boolean,
  events: Events,
  counts: ImportCounts,
): Generator<Imported, void, undefined> {
  const key = keyOf(span);
  const own = events.get(key);
  events.delete(key);
  const reading = readSpanRecord(span, isAll, own);
  if (reading === undefined) {
    counts.addOther(span.scope.name);
    for (const _event of own ?? []) counts.addOther('');
  } else if ('unread' in reading) counts.addUnread(reading.unread, 1);
  else {
    counts.addDoubts(span);
    yield { record: reading.record, hasEvents: own !== undefined };
  }
}

function* ofLog(log: LogRecord, counts: ImportCounts): Generator<Imported, void, undefined> {
  const record = feedbackRecord(log);
  if (record !== undefined) yield { record, hasEvents: false };
  else if (!isContentEvent(eventOf(log).name)) counts.addOther(log.scope.name);
  else if (keyOf(log) !== '') return;
  else if (eventOf(log).name === EXCEPTION) counts.addOther(log.scope.name);
  else counts.addUnread('event_without_span', 1);
}

/** The events with content, by their span. */
async function eventsIn(files: readonly SourceFile[], format: SourceFormat): Promise<Events> {
  const events: Events = new Map();
  const counts = new ImportCounts();
  const isWanted = (text: string): boolean => HAS_LOGS.test(text);
  for await (const value of readDocuments(files, { format, counts, isWanted })) {
    const read = readAll(value);
    if (typeof read === 'string') continue;
    for (const log of read.requests.flatMap(({ logs }) => logs)) {
      const event = eventOf(log);
      const key = keyOf(log);
      if (key === '' || !isContentEvent(event.name)) continue;
      const list = events.get(key);
      if (list === undefined) events.set(key, [event]);
      else list.push(event);
    }
  }
  return events;
}

/** Trace and span; empty if one is missing. */
function keyOf({ traceId, spanId }: { traceId: string; spanId: string }): string {
  const [trace, span] = [toHexId(traceId, 16), toHexId(spanId, 8)];
  return trace === undefined || span === undefined ? '' : `${trace}${span}`;
}
