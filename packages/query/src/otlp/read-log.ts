// Reads a log record of OTLP/JSON.

import type { Json, JsonReader } from './json-reader.ts';
import type { LogRecord, Origin } from './records.ts';
import { readAttributes, readValue } from './values.ts';

/** A log record without its origin. @throws {OtlpError} */
export function readLog(reader: JsonReader, log: Json): Omit<LogRecord, keyof Origin> {
  return {
    eventName: reader.text(log, 'eventName'),
    severityNumber: reader.number(log, 'severityNumber') ?? 0,
    severityText: reader.text(log, 'severityText'),
    body: readValue(reader, log, 'body'),
    attributes: readAttributes(reader, log, 'attributes'),
    droppedAttributesCount: reader.number(log, 'droppedAttributesCount') ?? 0,
    flags: reader.number(log, 'flags') ?? 0,
    traceId: reader.text(log, 'traceId'),
    spanId: reader.text(log, 'spanId'),
    timeUnixNano: reader.nano(log, 'timeUnixNano'),
    observedTimeUnixNano: reader.nano(log, 'observedTimeUnixNano'),
  };
}
