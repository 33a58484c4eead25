// The table of records that tell what another record tells: kept up to date as the log grows, so that
// numbers leave them out at no cost. It is empty for logs without such records.

import { type Operation, repetitions } from './call-tree.ts';
import type { Engine, Row } from './engine.ts';
import { isToldOnce, type MarkCondition } from './repetition-marks.ts';
import type { Column } from './row-buffer.ts';

const PLACE = ['file_number', 'line_offset', 'line_part'];
/** Columns of the table `repeated`. */
const COLUMNS: readonly Column[] = [
  ...PLACE.map((name): Column => ({ name, type: 'integer' })),
  { name: 'trace_id', type: 'text' },
  { name: 'response_id', type: 'text' },
  { name: 'is_told_twice', type: 'boolean' },
  { name: 'holds_calls', type: 'boolean' },
  { name: 'holds_steps', type: 'boolean' },
];
const STATE: readonly Column[] = [{ name: 'last_row', type: 'integer' }];
const CALL = `log_type IN ('generation_completed', 'request_failed')`;
const OPERATION = `log_type NOT IN ('request_started', 'feedback', 'config')`;
/** The instrumentation that told a call; llm-otel writes none. */
const SCOPE = `coalesce(json_extract_string(attributes, '$."otel.scope.name"'), '')`;
/** More records of one response id: the server gives all responses the same. */
const MOST_TELLERS = 8;
/** Clocks of two instrumentations read the start and the end one after the other. */
const SLACK_MS = 50;
/** Times are whole milliseconds. */
const ROUNDING_MS = 2;

/** The condition that the table has a record with one of `marks`. */
const inTable: MarkCondition = (...marks) =>
  `(${PLACE.join(', ')}) IN (SELECT (${PLACE.join(', ')}) FROM repeated WHERE ${marks.join(' OR ')})`;
const nowhere: MarkCondition = () => 'false';

/** Empties the table. */
export async function makeRepeated(engine: Engine): Promise<void> {
  await engine.run('DROP TABLE IF EXISTS repeated');
  await engine.run('DROP TABLE IF EXISTS repeated_state');
  await engine.createTable('repeated', COLUMNS);
  await engine.createTable('repeated_state', STATE);
  await engine.run('INSERT INTO repeated_state VALUES (-1)');
}

/**
 * Looks at the traces and responses of new records. Returns where the marks are: without any, looking for them would
 * take half of a question's time.
 */
export async function findRepeated(engine: Engine): Promise<MarkCondition> {
  await lookAtNew(engine);
  const [row] = await engine.rows('SELECT 1 FROM repeated LIMIT 1');
  return row === undefined ? nowhere : inTable;
}

async function lookAtNew(engine: Engine): Promise<void> {
  const [state] = await engine.rows(
    'SELECT last_row, (SELECT max(rowid) FROM calls) AS newest FROM repeated_state',
  );
  const newest = Number(state?.['newest'] ?? -1);
  const last = Number(state?.['last_row'] ?? -1);
  if (newest === last) return;
  // Records were removed: row numbers begin anew.
  const since = newest < last ? -1 : last;
  if (since === -1) await engine.run('DELETE FROM repeated');
  await inTraces(engine, since);
  await withSameResponse(engine, since);
  await engine.run('UPDATE repeated_state SET last_row = ?', [newest]);
}

/** Only traces in which something with tokens, or a call, has something below it. */
async function inTraces(engine: Engine, since: number): Promise<void> {
  const traces = await engine.rows(
    `SELECT DISTINCT above.trace_id AS id FROM calls AS above
       SEMI JOIN calls AS below ON above.trace_id = below.trace_id AND above.span_id = below.parent_span_id
     WHERE above.${OPERATION} AND (above.${CALL} OR above.total_tokens IS NOT NULL OR above.cost_usd IS NOT NULL)
       AND above.trace_id IN (SELECT trace_id FROM calls WHERE rowid > ?::BIGINT)`,
    [since],
  );
  if (traces.length === 0) return;
  await engine.run('CREATE OR REPLACE TEMP TABLE touched (id VARCHAR)');
  await insert(
    engine,
    'touched',
    [{ name: 'id', type: 'text' }],
    traces.map(({ id }) => [id]),
  );
  await engine.run('DELETE FROM repeated WHERE trace_id IN (SELECT id FROM touched)');
  const rows = await engine.rows(
    `SELECT ${PLACE.join(', ')}, trace_id, span_id, parent_span_id, log_type, operation, response_id,
       ${SCOPE} <> '' AS is_foreign, total_tokens > 0 AS has_tokens, cost_usd > 0 AS has_cost
     FROM calls WHERE ${OPERATION} AND trace_id IN (SELECT id FROM touched)`,
  );
  const found = repetitions(rows.map(toOperation));
  await insert(
    engine,
    'repeated',
    COLUMNS,
    [...found].map(([{ row }, { isToldTwice, holdsCalls, holdsSteps }]) => [
      ...PLACE.map((name) => row[name]),
      row['trace_id'],
      null,
      isToldTwice,
      holdsCalls,
      holdsSteps,
    ]),
  );
}

interface RowOperation extends Operation {
  readonly row: Row;
}

function toOperation(row: Row): RowOperation {
  return {
    row,
    trace: String(row['trace_id']),
    span: String(row['span_id']),
    parent: row['parent_span_id'] as string | null,
    logType: String(row['log_type']),
    operation: row['operation'] as string | null,
    response: row['response_id'] as string | null,
    isForeign: row['is_foreign'] === true,
    hasTokens: row['has_tokens'] === true,
    hasCost: row['has_cost'] === true,
  };
}

/**
 * Two instrumentations whose spans are not one below the other: they tell of one response, and the time
 * of one holds that of the other.
 */
async function withSameResponse(engine: Engine, since: number): Promise<void> {
  await engine.run(
    `DELETE FROM repeated WHERE response_id IN (SELECT response_id FROM calls WHERE rowid > ?::BIGINT)`,
    [since],
  );
  await engine.run(
    `INSERT INTO repeated
     WITH same AS (
       SELECT response_id FROM calls WHERE ${CALL} AND response_id IS NOT NULL
         AND response_id IN (SELECT response_id FROM calls WHERE rowid > ?::BIGINT)
       GROUP BY response_id HAVING count(*) BETWEEN 2 AND ${MOST_TELLERS}),
     told AS (
       SELECT ${PLACE.join(', ')}, response_id, ${SCOPE} AS scope, latency_ms AS length,
         epoch_ms("timestamp") AS start, coalesce(total_tokens, 0) > 0 AS has_tokens
       FROM calls JOIN same USING (response_id) WHERE ${CALL} AND ${isToldOnce(inTable)})
     SELECT DISTINCT ${PLACE.map((name) => `less.${name}`).join(', ')}, NULL, response_id, true, false, false
     FROM told AS less JOIN told AS more USING (response_id)
     WHERE less.scope <> more.scope
       AND least(less.start + less.length, more.start + more.length) - greatest(less.start, more.start)
         >= greatest(least(less.length, more.length) - ${SLACK_MS}, -${ROUNDING_MS})
       AND (more.has_tokens > less.has_tokens
         OR more.has_tokens = less.has_tokens AND (more.length, more.scope) < (less.length, less.scope))`,
    [since],
  );
}

async function insert(
  engine: Engine,
  table: string,
  columns: readonly Column[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const appender = await engine.appender(table, columns);
  try {
    for (const row of rows) {
      for (const [at, value] of row.entries()) {
        if (value !== null) appender.rows.set(at, value);
      }
      appender.rows.endRow();
      if (appender.rows.isFull) appender.flush();
    }
    appender.flush();
  } finally {
    appender.close();
  }
}
