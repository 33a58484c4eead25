// Query parameters and their meaning.

import { FIELDS } from '../schema.ts';
import { type Condition, type Filter, parseCondition } from '../store/filter.ts';
import { Problem } from './problem.ts';

/** A validated query string. */
export type Query = Readonly<Record<string, unknown>>;

const TEXT = { type: 'string', minLength: 1, maxLength: 512 } as const;
const TIME = {
  type: 'string',
  pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$`,
} as const;
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** Trace ids: not all zero. */
export const TRACE_ID = String.raw`^(?!0{32})[0-9a-f]{32}$`;
/** Ids from applications and providers, without special path characters. */
export const OTHER_ID = String.raw`^[A-Za-z0-9][\w.:@+=~-]{0,199}$`;

/** The time range. */
const TIMES = {
  start_time: {
    ...TIME,
    description: 'From then on: a time with a zone, such as 2026-10-05T12:30:00Z',
  },
  end_time: {
    ...TIME,
    description: `Before then: a time with a zone, at most ${LONGEST_DAYS} days after start_time`,
  },
} as const;

const NAMED = {
  model: { ...TEXT, description: 'The model asked for, or the one that answered' },
  provider: { ...TEXT, description: 'Who serves the model' },
  user_id: { ...TEXT, description: 'Id or hash of the user' },
  session_id: { ...TEXT, description: 'The session' },
  conversation_id: { ...TEXT, description: 'The conversation' },
  trace_id: { type: 'string', pattern: TRACE_ID, description: '32 hexadecimal digits, not all 0' },
  status: { type: 'string', enum: ['success', 'failure'], description: 'How the calls ended' },
  template: { ...TEXT, description: 'Template of the prompt' },
  type: {
    ...TEXT,
    description:
      'model, step, tool, mcp, retrieval, operation (all of these), feedback, all, config, or a log_type',
  },
  where: {
    type: 'array',
    items: { type: 'string', minLength: 2, maxLength: 1024 },
    maxItems: 20,
    description: 'key=value on any field or attribute; also != > >= < <= and ~ for contains',
  },
} as const;

/** Every field without content and without a parameter above is a parameter by its own name. */
const OTHERS = FIELDS.filter(
  ({ name, isContent, type }) => !isContent && !(name in NAMED) && type !== 'json',
).map(({ name }) => name);

/** Parameters that select the calls of a query. */
export const FILTERS: Readonly<Record<string, object>> = {
  ...TIMES,
  ...NAMED,
  ...Object.fromEntries(
    OTHERS.map((name) => [name, { ...TEXT, description: `Equal to the field ${name}` }]),
  ),
};

/** Page size and cursor. */
export const PAGE = {
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 100,
    description: 'At most so many records, 10000 at most',
  },
  cursor: {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{1,200}$',
    description: 'Goes on where an answer ended: its next_cursor',
  },
  order: {
    type: 'string',
    enum: ['asc', 'desc'],
    default: 'asc',
    description: 'asc for the oldest first, desc for the newest',
  },
} as const;

/** A query string with only these parameters. */
export function toQuerySchema(properties: object, required: readonly string[] = []): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

/**
 * Converts a query string to a filter.
 *
 * @throws {Problem} when its times are none, swapped or too far apart
 */
export function toFilter(query: Query, type = 'all'): Filter {
  const text = (name: string): string | undefined => query[name] as string | undefined;
  const since = toDate('start_time', text('start_time'));
  const until = toDate('end_time', text('end_time'));
  if (since !== undefined && until !== undefined) checkSpan(since, until);
  const conditions = (query['where'] as readonly string[] | undefined) ?? [];
  return {
    since,
    until,
    model: text('model'),
    provider: text('provider'),
    user: text('user_id'),
    session: text('session_id'),
    conversation: text('conversation_id'),
    trace: text('trace_id'),
    status: text('status'),
    template: text('template'),
    type: text('type') ?? type,
    where: [...conditions.map(parseCondition), ...equalities(query)],
  };
}

function equalities(query: Query): Condition[] {
  return OTHERS.flatMap((key) => {
    const value = query[key];
    return typeof value === 'string' ? [{ key, operator: '=' as const, value }] : [];
  });
}

function toDate(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  // JavaScript parses the 31st of February as the 3rd of March.
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const isDay = new Date(`${day}T00:00:00Z`);
  if (Number.isFinite(date.getTime()) && Number.isFinite(isDay.getTime())) {
    if (isDay.toISOString().startsWith(day)) return date;
  }
  throw new Problem(400, `${name} is no time; give one such as 2026-10-05T12:30:00Z`);
}

function checkSpan(since: Date, until: Date): void {
  if (until < since) throw new Problem(400, 'end_time is before start_time');
  if (until.getTime() - since.getTime() > LONGEST_DAYS * DAY_MS) {
    throw new Problem(400, `end_time is more than ${LONGEST_DAYS} days after start_time`);
  }
}
