// Requests for the lines of a file: OTLP/JSON lines unchanged, call records as spans.

import { type Signal, signalOf } from '../otlp/index.ts';
import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import { readLines } from './read-lines.ts';
import { toExportRequest } from './record-span.ts';

const RECORDS_PER_REQUEST = 100;
/** Collectors refuse bodies from 20 MiB on. In characters of lines, whose texts are escaped once more. */
const REQUEST_LENGTH = 4 * 1024 * 1024;

/** A request, or nothing to send, and the number of lines it completes. */
export interface ReplayRequest {
  readonly signal: Signal;
  readonly body: string | undefined;
  /** Lines from the start of the file. */
  readonly lines: number;
  /** Lines that are not telemetry. */
  readonly bad: number;
}

/** Yields the requests for `path` after `skip` lines. An incomplete last line is left for later. */
export async function* requestsOf(
  path: string,
  skip: number,
  onBytes: (bytes: number) => void,
): AsyncGenerator<ReplayRequest, void, undefined> {
  let records: CallRecord[] = [];
  let length = 0;
  let lines = 0;
  const takeRecords = (): ReplayRequest => {
    const request = toExportRequest(records);
    records = [];
    length = 0;
    return { signal: 'traces', body: request && JSON.stringify(request), lines, bad: 0 };
  };
  for await (const { text, isEnded } of readLines(path, onBytes)) {
    const signal = text === undefined ? undefined : signalIn(text);
    const found = signal === undefined && text ? parseLine(Buffer.from(text), BigInt).records : [];
    if (!isEnded && signal === undefined && found.length === 0) break;
    if (lines < skip) {
      lines += 1;
      continue;
    }
    if (signal !== undefined && records.length > 0) yield takeRecords();
    lines += 1;
    records.push(...found);
    length += text?.length ?? 0;
    if (signal !== undefined) yield { signal, body: text, lines, bad: 0 };
    else if (found.length === 0 && text !== '') {
      if (records.length > 0) yield takeRecords();
      yield { signal: 'traces', body: undefined, lines, bad: 1 };
    } else if (records.length >= RECORDS_PER_REQUEST || length > REQUEST_LENGTH)
      yield takeRecords();
  }
  if (records.length > 0) yield takeRecords();
}

function signalIn(text: string): Signal | undefined {
  try {
    return signalOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
