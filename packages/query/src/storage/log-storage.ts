// Where call records are kept, for programs that make records of their own.

import type { CallRecord } from '../reader/parse-line.ts';

/** Which records are wanted. */
export interface StorageQuery {
  /** Start of the time, included. */
  readonly start: Date;
  /** End of the time, not included. */
  readonly end: Date;
  /** Fields that must be equal, all of them. */
  readonly filters?: Readonly<Record<string, string | number | boolean>>;
}

/** A place for call records. */
export interface LogStorage {
  /** Keeps a record. */
  store(record: CallRecord): void;
  /** The records of a time, the oldest first. */
  query(query: StorageQuery): Promise<CallRecord[]>;
}

/** Whether a record is wanted. */
export function isWanted(record: CallRecord, { start, end, filters = {} }: StorageQuery): boolean {
  const time = Date.parse(String(record['timestamp']));
  if (!(time >= start.getTime() && time < end.getTime())) return false;
  return Object.entries(filters).every(([name, value]) => record[name] === value);
}

/** Records in the order of their start. */
export function inTimeOrder(records: readonly CallRecord[]): CallRecord[] {
  const timeOf = (record: CallRecord): number => Date.parse(String(record['timestamp']));
  return records.toSorted((a, b) => timeOf(a) - timeOf(b));
}
