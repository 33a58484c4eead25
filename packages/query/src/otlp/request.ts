// Detects OTLP/JSON export requests, and splits a text into them.

import { OtlpError } from './json-reader.ts';

/** What a request carries. */
export type Signal = 'traces' | 'metrics' | 'logs';

const FIELDS: readonly (readonly [field: string, signal: Signal])[] = [
  ['resourceSpans', 'traces'],
  ['resourceMetrics', 'metrics'],
  ['resourceLogs', 'logs'],
];

/** The signal of an export request, the first if it has several; otherwise undefined. */
export function signalOf(value: unknown): Signal | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return FIELDS.find(([field]) => field in value)?.[1];
}

/** The parsed JSON of a request, and its place. */
export interface PlacedRequest {
  readonly request: unknown;
  readonly place: string;
}

/**
 * The requests in a text: one per line as the collector's file exporter writes them, or one in the
 * whole text. `source` names the text in places.
 *
 * @throws {OtlpError} naming the line that is no JSON, or holds no request
 */
export function requestsIn(text: string, source: string): PlacedRequest[] {
  const placed = parse(text, source);
  for (const { request, place } of placed) expectRequest(request, place);
  return placed;
}

function parse(text: string, source: string): PlacedRequest[] {
  const whole = tryParse(text);
  if (whole !== undefined) return [{ request: whole, place: source }];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${source}:${index + 1}`;
    const request = tryParse(line);
    if (request !== undefined) return [{ request, place }];
    throw new OtlpError(
      `${place} is no JSON: ${line.slice(0, 80)}; each line must be one export request of OTLP/JSON`,
    );
  });
}

function expectRequest(request: unknown, place: string): void {
  if (signalOf(request) !== undefined) return;
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    throw new OtlpError(
      `${place} is ${JSON.stringify(request).slice(0, 80)}, not an object; give a file of OTLP/JSON lines`,
    );
  }
  const keys = Object.keys(request).join(', ') || 'none';
  const fields = FIELDS.map(([field]) => field).join(', ');
  throw new OtlpError(
    `${place} has none of the fields ${fields}, but: ${keys}; give a file of OTLP/JSON lines, not call records or another format`,
  );
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
