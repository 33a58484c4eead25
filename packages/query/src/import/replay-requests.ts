// Requests for the lines of a file: OTLP/JSON lines unchanged, call records as spans.

import { type Signal, signalOf } from '../otlp/index.ts';
import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import { readLines } from './read-lines.ts';
import { type ReplayedSpan, toExportRequest, toReplayedSpan } from './record-span.ts';

const RECORDS_PER_REQUEST = 100;
/** Collectors refuse bodies from 20 MiB on. In characters of lines, whose texts are escaped once more. */
const REQUEST_LENGTH = 4 * 1024 * 1024;

/** A request, or nothing to send, and the number of lines it completes. */
export interface ReplayRequest {
  readonly signal: Signal;
  readonly body: string | undefined;
  /** Lines from the start of the file. */
  readonly lines: number;
  /** Lines and records that cannot be sent. */
  readonly bad: number;
  /** Where the first of them is, and why. */
  readonly firstBad?: string | undefined;
}

/** Yields the requests for `path` after `skip` lines. An incomplete last line is left for later. */
export async function* requestsOf(
  path: string,
  skip: number,
  onBytes: (bytes: number) => void,
): AsyncGenerator<ReplayRequest, void, undefined> {
  const waiting = new WaitingSpans();
  let lines = 0;
  for await (const { text, isEnded } of readLines(path, onBytes)) {
    const signal = text === undefined ? undefined : signalIn(text);
    const found = signal === undefined && text ? parseLine(Buffer.from(text), BigInt).records : [];
    if (!isEnded && signal === undefined && found.length === 0) break;
    lines += 1;
    if (lines <= skip) continue;
    if (signal !== undefined) {
      yield* waiting.take(lines - 1);
      yield { signal, body: text, lines, bad: 0 };
      continue;
    }
    if (text !== '' && found.length === 0) waiting.addBad(lines, 'no telemetry');
    for (const record of found) waiting.add(lines, record);
    waiting.length += text?.length ?? 0;
    if (waiting.isFull) yield* waiting.take(lines);
  }
  yield* waiting.take(lines);
}

/** Spans of records that are not sent yet. */
class WaitingSpans {
  /** Characters of their lines. */
  length = 0;
  #spans: ReplayedSpan[] = [];
  #bad = 0;
  #firstBad: string | undefined;

  get isFull(): boolean {
    return this.#spans.length + this.#bad >= RECORDS_PER_REQUEST || this.length > REQUEST_LENGTH;
  }

  add(line: number, record: CallRecord): void {
    const span = toReplayedSpan(record);
    if (typeof span === 'string') this.addBad(line, span);
    else if (span !== undefined) this.#spans.push(span);
  }

  addBad(line: number, why: string): void {
    this.#bad += 1;
    this.#firstBad ??= `line ${line}: ${why}`;
  }

  /** The request for them, which completes `lines`. */
  *take(lines: number): Generator<ReplayRequest, void, undefined> {
    if (this.length === 0 && this.#bad === 0) return;
    const body =
      this.#spans.length === 0 ? undefined : JSON.stringify(toExportRequest(this.#spans));
    yield { signal: 'traces', body, lines, bad: this.#bad, firstBad: this.#firstBad };
    this.length = 0;
    this.#spans = [];
    this.#bad = 0;
    this.#firstBad = undefined;
  }
}

function signalIn(text: string): Signal | undefined {
  try {
    return signalOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
