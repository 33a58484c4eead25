// Why something of a file became no record, or one whose numbers are doubtful. Each has its words.

/** Why lines, spans and events are not understood. */
export const UNREAD = {
  no_json: 'parts that are no JSON',
  cut_off: 'parts that are cut off',
  damaged_compression: 'damaged compressed parts',
  too_long: 'parts longer than 64 MiB',
  too_deep: 'documents that are nested too deeply',
  damaged_protobuf: 'damaged protobuf messages',
  jaeger: "documents of Jaeger's own format",
  zipkin: "documents of Zipkin's own format",
  call_records: 'call records, which need no import',
  no_otlp: 'JSON documents that are no OTLP',
  metrics: 'metrics, which are not imported',
  no_start: 'spans without a start',
  no_end: 'spans without an end',
  invalid_id: 'spans without a valid trace id and span id',
  damaged_span: 'spans that are damaged',
  damaged_log: 'log records that are damaged',
  event_without_span: 'events with content whose span is in none of the files',
  event_too_late: 'events with content whose span was in the log already',
} as const;

/** Why records are doubtful. */
export const DOUBTFUL = {
  ends_before_start: 'spans that end before they start; their latency is 0',
  unlikely_time: 'spans that started before 2015 or after tomorrow',
} as const;

/** A key of `UNREAD`. */
export type Unread = keyof typeof UNREAD;
/** A key of `DOUBTFUL`. */
export type Doubt = keyof typeof DOUBTFUL;

/** What to do about a format that is not read. */
export const WAYS_OUT: Readonly<Partial<Record<Unread, string>>> = {
  jaeger:
    "Jaeger's JSON is not read; send the traces through an OpenTelemetry collector (receiver jaeger, exporter file), or ask Jaeger for OTLP at /api/v3/traces",
  zipkin:
    "Zipkin's JSON is not read; send the traces through an OpenTelemetry collector (receiver zipkin, exporter file)",
  call_records: 'these are call records; name their directory with --dir, no import is needed',
};
