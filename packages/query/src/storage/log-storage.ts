// Storage of call records, for programs that create their own.

import type { CallRecord } from '../reader/parse-line.ts';

/** A storage query. */
export interface StorageQuery {
  /** Start time, inclusive. */
  readonly start: Date;
  /** End time, exclusive. */
  readonly end: Date;
  /** Fields that must all be equal. */
  readonly filters?: Readonly<Record<string, string | number | boolean>>;
}

/** A place for call records. */
export interface LogStorage {
  /** Keeps a record. */
  store(record: CallRecord): void;
  /** Records of a time range, oldest first. */
  query(query: StorageQuery): Promise<CallRecord[]>;
}

/** Whether a record matches. */
export function isWanted(record: CallRecord, { start, end, filters = {} }: StorageQuery): boolean {
  const time = Date.parse(String(record['timestamp']));
  if (!(time >= start.getTime() && time < end.getTime())) return false;
  return Object.entries(filters).every(([name, value]) => record[name] === value);
}

/** Sorts records by their start. */
export function inTimeOrder(records: readonly CallRecord[]): CallRecord[] {
  const timeOf = (record: CallRecord): number => Date.parse(String(record['timestamp']));
  return records.toSorted((a, b) => timeOf(a) - timeOf(b));
}
