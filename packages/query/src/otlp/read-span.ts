// Reads a span of OTLP/JSON.

import type { Json, JsonReader } from './json-reader.ts';
import {
  type Origin,
  SPAN_KINDS,
  type SpanEvent,
  type SpanLink,
  type SpanRecord,
  STATUS_CODES,
} from './records.ts';
import { readAttributes } from './values.ts';

/** A span without its origin. @throws {OtlpError} */
export function readSpan(reader: JsonReader, span: Json): Omit<SpanRecord, keyof Origin> {
  return {
    name: reader.text(span, 'name'),
    traceId: reader.text(span, 'traceId'),
    spanId: reader.text(span, 'spanId'),
    parentSpanId: reader.text(span, 'parentSpanId'),
    traceState: reader.text(span, 'traceState'),
    flags: reader.number(span, 'flags') ?? 0,
    kind: reader.oneOf(span, 'kind', SPAN_KINDS),
    status: reader.object(span, 'status', (status) => ({
      code: reader.oneOf(status, 'code', STATUS_CODES),
      message: reader.text(status, 'message'),
    })) ?? { code: 'unset', message: '' },
    startTimeUnixNano: reader.nano(span, 'startTimeUnixNano'),
    endTimeUnixNano: reader.nano(span, 'endTimeUnixNano'),
    attributes: readAttributes(reader, span, 'attributes'),
    events: reader.items(span, 'events', (event) => readEvent(reader, event)),
    links: reader.items(span, 'links', (link) => readLink(reader, link)),
    droppedAttributesCount: reader.number(span, 'droppedAttributesCount') ?? 0,
    droppedEventsCount: reader.number(span, 'droppedEventsCount') ?? 0,
    droppedLinksCount: reader.number(span, 'droppedLinksCount') ?? 0,
  };
}

function readEvent(reader: JsonReader, event: Json): SpanEvent {
  return {
    name: reader.text(event, 'name'),
    timeUnixNano: reader.nano(event, 'timeUnixNano'),
    attributes: readAttributes(reader, event, 'attributes'),
    droppedAttributesCount: reader.number(event, 'droppedAttributesCount') ?? 0,
  };
}

function readLink(reader: JsonReader, link: Json): SpanLink {
  return {
    traceId: reader.text(link, 'traceId'),
    spanId: reader.text(link, 'spanId'),
    traceState: reader.text(link, 'traceState'),
    flags: reader.number(link, 'flags') ?? 0,
    attributes: readAttributes(reader, link, 'attributes'),
    droppedAttributesCount: reader.number(link, 'droppedAttributesCount') ?? 0,
  };
}
