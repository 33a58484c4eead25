// Counts of an import: what was read, and what was not, by its reason.

import type { SpanRecord } from '../otlp/index.ts';
import { DOUBTFUL, type Doubt, UNREAD, type Unread } from './reasons.ts';
import type { Damage } from './request-shape.ts';

/** 2015, when no instrumentation of language models existed. */
const EARLIEST = 1_420_070_400_000_000_000n;
const NANO_PER_DAY = 86_400_000_000_000n;
/** Scopes of other spans that are told. */
const MOST_SCOPES = 5;

/** Import counts. */
export class ImportCounts {
  /** Export requests. */
  lines = 0;
  /** Lines, files or documents that are not OTLP export requests. */
  bad = 0;
  /** Lines joined from the end of one file and the start of the next. */
  joined = 0;
  /** Spans and events unrelated to language models. */
  otherItems = 0;
  readonly #unread = new Map<Unread, number>();
  readonly #doubtful = new Map<Doubt, number>();
  readonly #scopes = new Map<string, number>();
  readonly #latest = (BigInt(Date.now()) * NANO_PER_DAY) / 86_400_000n + NANO_PER_DAY;

  /** By reason: lines, files, spans and events that became no record. */
  get unread(): Partial<Record<Unread, number>> {
    return inOrder(UNREAD, this.#unread);
  }

  /** By reason: records whose numbers are doubtful. */
  get doubtful(): Partial<Record<Doubt, number>> {
    return inOrder(DOUBTFUL, this.#doubtful);
  }

  /** The instrumentation scopes of most of the other spans and events, with their number. */
  get otherScopes(): Record<string, number> {
    const most = [...this.#scopes].toSorted(([, a], [, b]) => b - a).slice(0, MOST_SCOPES);
    return Object.fromEntries(most);
  }

  /** Whether there was something, and nothing of it was understood. */
  get isNothingUnderstood(): boolean {
    const { metrics: _, ...unread } = this.unread;
    return this.otherItems === 0 && (this.bad > 0 || Object.keys(unread).length > 0);
  }

  /** Counts a part of a file that is no request. */
  skip(reason: Unread): void {
    this.bad += 1;
    this.addUnread(reason, 1);
  }

  addUnread(reason: Unread, count: number): void {
    if (count > 0) this.#unread.set(reason, (this.#unread.get(reason) ?? 0) + count);
  }

  damaged({ spans, logs }: Damage): void {
    this.addUnread('damaged_span', spans);
    this.addUnread('damaged_log', logs);
  }

  addOther(scope: string): void {
    this.otherItems += 1;
    const isKnown = this.#scopes.has(scope) || this.#scopes.size < 1000;
    if (scope !== '' && isKnown) this.#scopes.set(scope, (this.#scopes.get(scope) ?? 0) + 1);
  }

  addDoubts({ startTimeUnixNano: start, endTimeUnixNano: end }: SpanRecord): void {
    if (end < start) this.#doubt('ends_before_start');
    if (start < EARLIEST || start > this.#latest) this.#doubt('unlikely_time');
  }

  #doubt(reason: Doubt): void {
    this.#doubtful.set(reason, (this.#doubtful.get(reason) ?? 0) + 1);
  }
}

function inOrder<Reason extends string>(
  table: Readonly<Record<Reason, string>>,
  counts: ReadonlyMap<Reason, number>,
): Partial<Record<Reason, number>> {
  const names = Object.keys(table) as Reason[];
  return Object.fromEntries(
    names.flatMap((name) => (counts.has(name) ? [[name, counts.get(name)]] : [])),
  ) as Partial<Record<Reason, number>>;
}
