// Ids in the short: what a terminal shows of an id, and the id that such a part names.

import { EXIT, Failure } from '../failure.ts';
import type { Row } from './engine.ts';
import type { Filter } from './filter.ts';
import type { Store } from './store.ts';

/** Characters of the shortest part that is shown, and that is looked up. */
const SHORTEST = 8;
const TRACE_LENGTH = 32;
const SHORTEST_GIVEN = 4;
/** Ids that a message names. */
const NAMED = 5;
/** Records of a log whose ids are compared. */
const MOST_COMPARED = 1_000_000;
/** Characters that no other of many ids has, as far as chance goes. */
const LONG_ENOUGH = 16;
/** Stands in front of the end of an id. */
const ELLIPSIS = '…';

/** A column with ids. */
type IdColumn = 'trace_id' | 'request_id';

/** For each id of `column` the shortest part, of at least eight characters, that no other id of the log has. */
async function shortIds(
  store: Store,
  column: IdColumn,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  // A version 7 UUID starts with its time, so request ids differ most at their end.
  const isEnd = column === 'request_id';
  if (store.report.read > MOST_COMPARED) return new Map(ids.map((id) => [id, partOf(id, isEnd)]));
  const turned = isEnd ? `reverse(${column})` : column;
  const rows = await store.engine.rows(
    `WITH every AS (SELECT DISTINCT ${turned} AS id FROM calls WHERE ${column} IS NOT NULL),
     beside AS (SELECT id, lag(id) OVER (ORDER BY id) AS previous, lead(id) OVER (ORDER BY id) AS next FROM every)
     SELECT * FROM beside WHERE id IN (${ids.map(() => '?').join(', ')})`,
    isEnd ? ids.map(reverse) : ids,
  );
  return new Map(
    rows.map(({ id, previous, next }) => {
      const text = String(id);
      const shared = Math.max(sharedStart(text, previous), sharedStart(text, next));
      const part = text.slice(0, Math.max(SHORTEST, shared + 1));
      if (!isEnd) return [text, part];
      return [reverse(text), part === text ? reverse(text) : ELLIPSIS + reverse(part)];
    }),
  );
}

function partOf(id: string, isEnd: boolean): string {
  if (id.length <= LONG_ENOUGH) return id;
  return isEnd ? ELLIPSIS + id.slice(-LONG_ENOUGH) : id.slice(0, LONG_ENOUGH);
}

/** `rows` with their ids in the short if the terminal limits their `width`. */
export async function withShortIds(
  store: Store,
  rows: readonly Row[],
  width: number,
): Promise<readonly Row[]> {
  if (width === Number.POSITIVE_INFINITY) return rows;
  let short = [...rows];
  for (const column of ['trace_id', 'request_id'] as const) {
    const ids = short.map((row) => row[column]).filter((id) => typeof id === 'string');
    const parts = await shortIds(store, column, [...new Set(ids)]);
    short = short.map((row) => {
      const part = parts.get(String(row[column]));
      return part === undefined ? row : { ...row, [column]: part };
    });
  }
  return short;
}

/**
 * The id of the trace that `given` names: the trace's own, a request's or a response's, or a part of one.
 *
 * @throws {Failure} when no trace is named so, or several are
 */
export async function traceNamed(store: Store, given: string): Promise<string> {
  const text = toPart(given);
  const found =
    (await first(store, 'trace_id', 'trace_id = ?', [text.toLowerCase()])) ??
    (await first(store, 'trace_id', 'request_id = $1 OR response_id = $1', [text])) ??
    (await only(store, given, 'trace_id', 'starts_with(trace_id, ?)', [text.toLowerCase()])) ??
    (await only(store, given, 'trace_id', REQUEST_LIKE, [text]));
  if (found !== undefined) return found;
  throw new Failure(
    `no record is of the trace ${given}, or has that request_id; llm-otel logs --columns timestamp,name,trace_id shows ids`,
    EXIT.notFound,
  );
}

/** `filter` with the whole id of its trace. @throws {Failure} when no trace is named so, or several are */
export async function withWholeTrace(store: Store, filter: Filter): Promise<Filter> {
  const { trace } = filter;
  if (trace === undefined || trace.length >= TRACE_LENGTH) return filter;
  return { ...filter, trace: await traceNamed(store, trace) };
}

/**
 * The request or response id that `given` names, whole or in part.
 *
 * @throws {Failure} when none is named so, or several are
 */
export async function recordNamed(store: Store, given: string): Promise<string> {
  const text = toPart(given);
  const isWhole = 'request_id = $1 OR response_id = $1 OR feedback_request_id = $1';
  if ((await first(store, 'request_id', isWhole, [text])) !== undefined) return text;
  const found = await only(store, given, 'request_id', REQUEST_LIKE, [text]);
  if (found !== undefined) return found;
  const trace = await first(store, 'trace_id', 'starts_with(trace_id, ?)', [text.toLowerCase()]);
  const hint = trace === undefined ? 'llm-otel logs shows ids' : `llm-otel trace ${trace} shows it`;
  const what =
    trace === undefined ? 'no record has the request_id or response_id' : 'a trace has the id';
  throw new Failure(`${what} "${given}"; ${hint}`, EXIT.notFound);
}

const REQUEST_LIKE = '(starts_with(request_id, $1) OR ends_with(request_id, $1))';

function toPart(given: string): string {
  return given.trim().replace(/^…|…$/g, '');
}

async function first(
  store: Store,
  column: IdColumn,
  condition: string,
  parameters: readonly string[],
): Promise<string | undefined> {
  const [row] = await store.engine.rows(
    `SELECT ${column} AS id FROM calls WHERE (${condition}) AND ${column} IS NOT NULL LIMIT 1`,
    parameters,
  );
  return row === undefined ? undefined : String(row['id']);
}

/** The same where no other id is like that. */
async function only(
  store: Store,
  given: string,
  column: IdColumn,
  condition: string,
  parameters: readonly [string],
): Promise<string | undefined> {
  if (parameters[0].length < SHORTEST_GIVEN) return undefined;
  const rows = await store.engine.rows(
    `SELECT DISTINCT ${column} AS id FROM calls
     WHERE ${condition} AND ${column} IS NOT NULL ORDER BY id LIMIT ${NAMED + 1}`,
    parameters,
  );
  const ids = rows.map(({ id }) => String(id));
  if (ids.length <= 1) return ids[0];
  const more = ids.length > NAMED ? ', ...' : '';
  throw new Failure(
    `"${given}" is a part of several ids: ${ids.slice(0, NAMED).join(', ')}${more}; give more of it`,
  );
}

function reverse(text: string): string {
  return [...text].toReversed().join('');
}

function sharedStart(text: string, other: unknown): number {
  if (typeof other !== 'string') return 0;
  let length = 0;
  while (length < text.length && text[length] === other[length]) length += 1;
  return length;
}
