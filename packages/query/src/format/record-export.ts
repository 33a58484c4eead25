// Streams records in other file formats.

import { toLine } from 'llm-otel/record-line';
import type { CallRecord } from '../reader/parse-line.ts';
import { ALIASES, FIELDS } from '../schema.ts';
import type { Filter } from '../store/filter.ts';
import type { Store } from '../store/store.ts';
import { toCsvLine } from './csv.ts';
import { toSafeJson } from './text-safety.ts';

type Pieces = AsyncGenerator<string, void, undefined>;
type Source = Pick<Store, 'records'>;
type OnProgress = (done: number) => void;

/** How an export calls what it has. */
export interface Names {
  /** Fields have their other names as well. */
  readonly hasAliases?: boolean;
  /** Calls of models are events `LLM_REQUEST` and `LLM_RESPONSE`; other records are left out. */
  readonly areEvents?: boolean;
}

/** JSON lines, as in the log, and no longer: escapes and aliases may add to a line. */
export async function* toJsonLines(
  store: Source,
  filter: Filter,
  names: Names,
  onProgress: OnProgress,
): Pieces {
  for await (const batch of batches(store, filter, names, onProgress)) {
    yield batch.map((record) => toLine(record, toSafeJson)).join('');
  }
}

/** One indented JSON array. */
export async function* toJson(
  store: Source,
  filter: Filter,
  names: Names,
  onProgress: OnProgress,
): Pieces {
  let separator = '[\n';
  for await (const batch of batches(store, filter, names, onProgress)) {
    for (const record of batch) {
      yield `${separator}${toSafeJson(record, 2).replace(/^/gm, '  ')}`;
      separator = ',\n';
    }
  }
  yield separator === ',\n' ? '\n]\n' : '[]\n';
}

/** CSV. The header has the sorted fields of all records; without records, all fields of the schema. */
export async function* toCsv(
  store: Source,
  filter: Filter,
  names: Names,
  onProgress: OnProgress,
): Pieces {
  const found = new Set<string>();
  for await (const batch of batches(store, filter, names, () => {})) {
    for (const record of batch) for (const name of Object.keys(record)) found.add(name);
  }
  if (found.size === 0) {
    for (const { name } of [...FIELDS, ...(names.hasAliases ? ALIASES : [])]) found.add(name);
  }
  const header = [...found].toSorted();
  yield toCsvLine(header);
  for await (const batch of batches(store, filter, names, onProgress)) {
    yield batch
      .map((record) =>
        toCsvLine(header.map((name) => (Object.hasOwn(record, name) ? record[name] : undefined))),
      )
      .join('');
  }
}

async function* batches(
  store: Source,
  filter: Filter,
  names: Names,
  onProgress: OnProgress,
): AsyncGenerator<CallRecord[], void, undefined> {
  let done = 0;
  for await (const batch of store.records(filter)) {
    const named = names.hasAliases === true ? batch.map(withAliases) : batch;
    yield names.areEvents === true ? named.flatMap(toEvent) : named;
    done += batch.length;
    onProgress(done);
  }
}

/** Adds the aliases of fields to a record. */
function withAliases(record: CallRecord): CallRecord {
  const others = ALIASES.flatMap(({ name, field, factor = 1, decimals }) => {
    const value = record[field];
    if (value === undefined) return [];
    if (typeof value !== 'number' || decimals === undefined) return [[name, value] as const];
    return [[name, Number((value * factor).toFixed(decimals))] as const];
  });
  return { ...record, ...Object.fromEntries(others) };
}

const EVENTS: ReadonlyMap<unknown, string> = new Map([
  ['request_started', 'LLM_REQUEST'],
  ['generation_completed', 'LLM_RESPONSE'],
  ['request_failed', 'LLM_RESPONSE'],
]);

/** The record of a call of a model as an event with a payload. Other operations that start name no model. */
function toEvent(record: CallRecord): CallRecord[] {
  const event = EVENTS.get(record['log_type']);
  return event === undefined || record['model_id'] === undefined
    ? []
    : [{ event, llm_log: record }];
}
