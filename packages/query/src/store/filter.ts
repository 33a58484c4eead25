// Builds the SQL that selects calls. Values are always bound, never written into the statement.

import { Failure } from '../failure.ts';
import type { Parameter } from './engine.ts';
import { type Key, toKey } from './key.ts';

/** Operators of a condition; `~` is a case-insensitive "contains". */
export type Operator = '!=' | '>=' | '<=' | '=' | '>' | '<' | '~';

/** One condition on any key. An empty value with `=` means that the key is absent. */
export interface Condition {
  readonly key: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Calls that match every field. */
export interface Filter {
  /** Start, included. */
  readonly since?: Date | undefined;
  /** End, exclusive. */
  readonly until?: Date | undefined;
  /** Requested or responding model. */
  readonly model?: string | undefined;
  readonly provider?: string | undefined;
  /** Id or hash. */
  readonly user?: string | undefined;
  readonly session?: string | undefined;
  readonly conversation?: string | undefined;
  readonly trace?: string | undefined;
  readonly status?: string | undefined;
  readonly template?: string | undefined;
  /** A `log_type`, a word of `TYPES`, or `all`: all but `config`. By default all. */
  readonly type?: string | undefined;
  readonly where?: readonly Condition[] | undefined;
  /** Leaves out calls that another record tells too. */
  readonly isOnce?: boolean | undefined;
}

/** A condition as SQL, with the values of its question marks. */
export interface Clause {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const NANO_PER_MS = 1_000_000n;
/** A double would round it. */
const LONG_INTEGER = /^-?\d{16,30}$/;

/** Names for groups of `log_type`. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  model: ['generation_completed', 'request_failed'],
  step: ['step_completed', 'postprocessing_done'],
  tool: ['tool_completed'],
  /** Those of them with a method. */
  mcp: ['step_completed', 'tool_completed'],
  retrieval: ['retrieval_completed'],
  feedback: ['feedback'],
  started: ['request_started'],
  config: ['config'],
  operation: [
    'generation_completed',
    'request_failed',
    'step_completed',
    'postprocessing_done',
    'tool_completed',
    'retrieval_completed',
  ],
};
const LOG_TYPES = [...new Set(Object.values(TYPES).flat())];
const STATUSES: Readonly<Record<string, string>> = {
  success: 'success',
  ok: 'success',
  failure: 'failure',
  failed: 'failure',
  error: 'failure',
};

/** Limits `filter` to finished operations, each once: excludes started records and feedback. */
export function ofOperations(filter: Filter): Filter {
  const { type = 'all' } = filter;
  return { ...filter, type: type === 'all' ? 'operation' : type, isOnce: true };
}

/** Whether `filter` lets calls of models through. */
export function hasCalls({ type = 'all' }: Filter): boolean {
  return type === 'all' || typesOf(type).some((one) => TYPES['model']!.includes(one));
}

/** The filter as SQL over the table of calls; `Store` adds `isOnce`. */
export function toClause(filter: Filter): Clause {
  const clauses: Clause[] = [];
  const add = (sql: string, ...parameters: Parameter[]): void => {
    clauses.push({ sql, parameters });
  };
  const { model, user, status, type } = filter;
  if (filter.since !== undefined) add('"timestamp" >= ?::TIMESTAMP', toTimestamp(filter.since));
  if (filter.until !== undefined) add('"timestamp" < ?::TIMESTAMP', toTimestamp(filter.until));
  if (model !== undefined) add('(model_id = ? OR model_version = ?)', model, model);
  if (filter.provider !== undefined) add('provider = ?', filter.provider);
  if (user !== undefined) add('(user_id = ? OR user_hash = ?)', user, user);
  if (filter.session !== undefined) add('session_id = ?', filter.session);
  if (filter.conversation !== undefined) add('conversation_id = ?', filter.conversation);
  // `Store` completes a part of an id, unless its trace is yet to come.
  if (filter.trace !== undefined) add('starts_with(trace_id, ?)', filter.trace.toLowerCase());
  if (filter.template !== undefined) add('prompt_template_id = ?', filter.template);
  if (status !== undefined) add('status = ?', statusOf(status));
  // Configurations are neither operations nor about one.
  if (type === undefined || type === 'all') add(`log_type IS DISTINCT FROM 'config'`);
  else {
    if (type === 'mcp') add('mcp_method IS NOT NULL');
    const types = typesOf(type);
    add(`log_type IN (${types.map(() => '?').join(', ')})`, ...types);
  }
  for (const condition of filter.where ?? []) clauses.push(toConditionClause(condition));
  return {
    sql: clauses.length === 0 ? 'true' : clauses.map(({ sql }) => sql).join(' AND '),
    parameters: clauses.flatMap(({ parameters }) => parameters),
  };
}

/** Reads `key=value`, `key!=value`, `key>5`, `key~part`. */
export function parseCondition(text: string): Condition {
  const match = /^([^=!<>~]+)(!=|>=|<=|=|>|<|~)(.*)$/s.exec(text);
  if (match === null) {
    throw new Failure(
      `--where is "${text}"; write key=value, or one of != > >= < <= ~ (contains) for =`,
    );
  }
  const [, key, operator, value] = match as unknown as [string, string, Operator, string];
  return { key: key.trim(), operator, value };
}

function toConditionClause({ key: name, operator, value }: Condition): Clause {
  const key = toKey(name);
  if (value === '' && operator === '=') return { sql: `${key.sql} IS NULL`, parameters: [] };
  if (value === '' && operator === '!=') return { sql: `${key.sql} IS NOT NULL`, parameters: [] };
  if (operator === '~') {
    const text = key.type === 'texts' ? `array_to_string(${key.sql}, chr(10))` : key.sql;
    return { sql: `contains(lower(${text}::VARCHAR), lower(?))`, parameters: [value] };
  }
  if (key.type === 'texts') {
    if (operator === '=') return { sql: `list_contains(${key.sql}, ?)`, parameters: [value] };
    if (operator === '!=') {
      return { sql: `NOT coalesce(list_contains(${key.sql}, ?), false)`, parameters: [value] };
    }
    throw new Failure(`--where: ${name} is a list; use = != or ~ instead of ${operator}`);
  }
  return compare(key, operator, value);
}

function compare(key: Key, operator: Operator, value: string): Clause {
  const sql = operator === '!=' ? 'IS DISTINCT FROM' : operator;
  switch (key.type) {
    case 'integer':
      if (LONG_INTEGER.test(value))
        return { sql: `${key.sql} ${sql} ?::HUGEINT`, parameters: [value] };
      return { sql: `${key.sql}::DOUBLE ${sql} ?`, parameters: [numberOf(key, value)] };
    case 'number':
    case 'money':
      return { sql: `${key.sql}::DOUBLE ${sql} ?`, parameters: [numberOf(key, value)] };
    case 'boolean':
      return { sql: `${key.sql} ${sql} ?`, parameters: [booleanOf(key, value)] };
    case 'time':
      return { sql: `${key.sql} ${sql} ?::TIMESTAMP`, parameters: [timeOf(key, value)] };
    default: {
      if (operator !== '!=' && operator !== '=' && LONG_INTEGER.test(value)) {
        const [whole, double] = ['HUGEINT', 'DOUBLE'].map(
          (type) => `TRY_CAST(${key.sql} AS ${type}) ${sql} ?::${type}`,
        );
        return { sql: `coalesce(${whole}, ${double})`, parameters: [value, value] };
      }
      const isOrder = operator !== '=' && operator !== '!=';
      const number = Number(value);
      if (isOrder && value.trim() !== '' && Number.isFinite(number)) {
        return { sql: `TRY_CAST(${key.sql} AS DOUBLE) ${sql} ?`, parameters: [number] };
      }
      return { sql: `${key.sql} ${sql} ?`, parameters: [value] };
    }
  }
}

function numberOf({ name }: Key, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) return number;
  throw new Failure(`--where: ${name} is a number; "${value}" is none`);
}

function booleanOf({ name }: Key, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Failure(`--where: ${name} is true or false; "${value}" is neither`);
}

function timeOf({ name }: Key, value: string): string {
  const nano = /^\d{16,20}$/.test(value) ? Number(BigInt(value) / NANO_PER_MS) : value;
  const time = new Date(nano);
  if (Number.isFinite(time.getTime())) return toTimestamp(time);
  throw new Failure(`--where: ${name} is a time such as 2026-10-05T12:00:00Z; "${value}" is none`);
}

function statusOf(status: string): string {
  const found = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
  if (found !== undefined) return found;
  throw new Failure(`--status is "${status}"; give success or failure`);
}

function typesOf(type: string): readonly string[] {
  const group = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  const found = group ?? (LOG_TYPES.includes(type) ? [type] : undefined);
  if (found !== undefined) return found;
  throw new Failure(
    `--type is "${type}"; give one of ${Object.keys(TYPES).join(', ')}, all, or a log_type: ${LOG_TYPES.join(', ')}`,
  );
}

/** A time in DuckDB syntax, without a zone; all times are UTC. */
function toTimestamp(date: Date): string {
  return date.toISOString().slice(0, -1);
}
