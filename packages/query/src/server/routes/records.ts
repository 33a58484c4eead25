// Records: lists, single ones, sessions, traces.

import type { FastifyInstance } from 'fastify';
import { toLog } from '../../commands/log-options.ts';
import type { CallRecord } from '../../reader/parse-line.ts';
import type { Filter } from '../../store/filter.ts';
import { statistics } from '../../store/statistics.ts';
import type { Store } from '../../store/store.ts';
import { ASKING, asking } from '../asking.ts';
import type { Scope } from '../guard.ts';
import { FILTERS, OTHER_ID, PAGE, type Query, toFilter, TRACE_ID } from '../parameters.ts';
import { Problem } from '../problem.ts';
import type { Questions } from '../questions.ts';
import { recordPage, toVisible } from '../record-pages.ts';
import {
  NEXT_CURSOR,
  object,
  RECORD,
  RECORDS,
  SPAN,
  STATISTICS,
  toRouteSchema,
} from '../schemas.ts';
import { toSpans } from '../trace-spans.ts';
import { repeatedIn } from '../../store/repetition-marks.ts';

const COUNT = { type: 'integer', minimum: 0 };
const LOG = object({ read: COUNT, bad: COUNT, pending: COUNT, joined: COUNT });
const MOST_SPANS = 10_000;

interface Paged {
  readonly limit: number;
  readonly cursor?: string;
  readonly order: 'asc' | 'desc';
}

/** Adds the routes. */
export function addRecordRoutes(app: FastifyInstance, questions: Questions): void {
  const logs = toRouteSchema(
    'Records of a time',
    object({ logs: RECORDS, count: COUNT, next_cursor: NEXT_CURSOR, log: LOG }, ['next_cursor']),
    { query: { ...FILTERS, ...PAGE }, required: ['start_time', 'end_time'], problems: ASKING },
  );
  app.get(
    '/v1/logs',
    { schema: logs },
    asking(questions, async (store, { query, scope }) => {
      const page = await pageOf(store, toFilter(query as Query), query as Paged, scope);
      return { logs: page.records, ...page.more, log: toLog(store.report) };
    }),
  );

  const call = toRouteSchema(
    'One record and the feedback about it',
    object({ record: RECORD, feedback: RECORDS }),
    { params: { id: { type: 'string', pattern: OTHER_ID } }, problems: [404, ...ASKING] },
  );
  app.get(
    '/v1/calls/:id',
    { schema: call },
    asking(questions, async (store, { params, scope }) => {
      const { id } = params as { id: string };
      const [found] = await store.recordsOfId(id);
      if (found === undefined) throw new Problem(404, 'No record has this request or response id.');
      // Feedback names the request id.
      const all = await store.recordsOfId(String(found['request_id']));
      const [record, ...others] = all.map((one) => toVisible(one, scope));
      return { record, feedback: others.filter(({ log_type: type }) => type === 'feedback') };
    }),
  );

  const session = toRouteSchema(
    'What happened in a session or a conversation',
    object(
      {
        session_id: { type: 'string' },
        summary: STATISTICS,
        logs: RECORDS,
        count: COUNT,
        next_cursor: NEXT_CURSOR,
      },
      ['next_cursor'],
    ),
    {
      query: PAGE,
      params: { id: { type: 'string', pattern: OTHER_ID } },
      problems: [404, ...ASKING],
    },
  );
  app.get(
    '/v1/sessions/:id',
    { schema: session },
    asking(questions, async (store, { params, query, scope }) => {
      const { id } = params as { id: string };
      const isSession = (await store.count({ session: id })) > 0;
      const filter: Filter = isSession ? { session: id } : { conversation: id };
      if (!isSession && (await store.count(filter)) === 0) {
        throw new Problem(404, 'No record is of this session or conversation.');
      }
      const page = await pageOf(store, filter, query as Paged, scope);
      const [summary] = await statistics(store, { ...filter, type: 'model' });
      return { session_id: id, summary, logs: page.records, ...page.more };
    }),
  );

  const trace = toRouteSchema(
    'The spans of a trace',
    object({
      trace_id: { type: 'string', pattern: TRACE_ID },
      spans: { type: 'array', items: SPAN },
      count: COUNT,
      truncated: {
        type: 'boolean',
        description: `Whether the trace has more: ${MOST_SPANS} records are looked at, or 32 MiB`,
      },
    }),
    {
      params: { trace_id: { type: 'string', pattern: TRACE_ID } },
      problems: [404, ...ASKING],
    },
  );
  app.get(
    '/v1/traces/:trace_id',
    { schema: trace },
    asking(questions, async (store, { params, scope }) => {
      const { trace_id: id } = params as { trace_id: string };
      const { records, cursor } = await recordPage(store, { trace: id }, { limit: MOST_SPANS });
      const repeated = await repeatedIn(store, id);
      const spans = toSpans(
        records.map((record) => toVisible(record, scope)),
        repeated,
      );
      if (spans.length === 0) throw new Problem(404, 'No record is of this trace.');
      return { trace_id: id, spans, count: spans.length, truncated: cursor !== undefined };
    }),
  );
}

async function pageOf(
  store: Store,
  filter: Filter,
  { limit, cursor, order }: Paged,
  scope: Scope,
): Promise<{ records: CallRecord[]; more: object }> {
  const page = await recordPage(store, filter, { limit, cursor, isNewestFirst: order === 'desc' });
  const records = page.records.map((record) => toVisible(record, scope));
  const more = {
    count: records.length,
    ...(page.cursor !== undefined && { next_cursor: page.cursor }),
  };
  return { records, more };
}
