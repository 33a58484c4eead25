// Marks of records that tell what other records tell, in SQL: wherever the marks are, numbers leave such records out.

import type { Parameter, Row } from './engine.ts';

/** What a record repeats: a call that another one counts, or as an agent's sum the calls or steps below it. */
export type Mark = 'is_told_twice' | 'holds_calls' | 'holds_steps';

/** All marks. */
export const MARKS: readonly Mark[] = ['is_told_twice', 'holds_calls', 'holds_steps'];

/** The condition that a record has one of `marks`. */
export type MarkCondition = (...marks: readonly Mark[]) => string;

/** The condition that a record is not told by another one. */
export function isToldOnce(isMarked: MarkCondition): string {
  return `NOT ${isMarked('is_told_twice')}`;
}

/** The condition that tokens and costs of a record are its own, not sums of others in the selection. */
export function isOwnSum(isMarked: MarkCondition, hasCalls: boolean): string {
  return `NOT ${hasCalls ? isMarked('holds_calls', 'holds_steps') : isMarked('holds_steps')}`;
}

/** A database of calls, and where their marks are. */
export interface MarkedCalls {
  readonly engine: {
    rows(sql: string, parameters: readonly Parameter[]): Promise<readonly Row[]>;
  };
  readonly isMarked: MarkCondition;
}

/** The request ids of those records of a trace whose tokens and costs are those of others. */
export async function repeatedIn(
  { engine, isMarked }: MarkedCalls,
  trace: string,
): Promise<ReadonlySet<unknown>> {
  const rows = await engine.rows(
    `SELECT DISTINCT request_id AS id FROM calls WHERE trace_id = ? AND ${isMarked(...MARKS)}`,
    [trace.toLowerCase()],
  );
  return new Set(rows.map(({ id }) => id));
}
