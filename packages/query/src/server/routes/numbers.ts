// Statistics: a summary, groups, and Prometheus metrics.

import type { FastifyInstance } from 'fastify';
import { Failure } from '../../failure.ts';
import { METRICS, type Metric, statistics } from '../../store/statistics.ts';
import { ASKING, asking } from '../asking.ts';
import { FILTERS, type Query, toFilter } from '../parameters.ts';
import { PROMETHEUS_TYPE, toPrometheusText } from '../prometheus-text.ts';
import type { Questions } from '../questions.ts';
import { object, STATISTICS, SUMMARY, toRouteSchema } from '../schemas.ts';

const GROUPING = {
  group_by: {
    type: 'string',
    minLength: 1,
    maxLength: 512,
    description:
      'Fields or attributes with commas between them; also minute, hour, day, week, month',
  },
  order_by: { type: 'string', enum: Object.keys(METRICS), description: 'Which groups come first' },
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 1000,
    description: 'At most so many groups',
  },
  at_least: { type: 'integer', minimum: 1, description: 'Leaves out groups with fewer calls' },
};

/** Adds the routes. Statistics cover model calls unless `type` is set. */
export function addNumberRoutes(app: FastifyInstance, questions: Questions): void {
  const metrics = toRouteSchema('A summary of calls', SUMMARY, {
    query: FILTERS,
    problems: ASKING,
  });
  app.get(
    '/v1/metrics',
    { schema: metrics },
    asking(questions, async (store, { query }) => {
      const [total] = await statistics(store, toFilter(query as Query, 'model'));
      return {
        total_requests: total!.count,
        total_tokens: total!.total_tokens,
        total_errors: total!.errors,
        total_cost: total!.cost_usd,
        p50_latency_ms: total!.p50_ms,
        p95_latency_ms: total!.p95_ms,
        p99_latency_ms: total!.p99_ms,
      };
    }),
  );

  const stats = toRouteSchema(
    'Numbers of groups of calls',
    object({
      groups: { type: 'array', items: STATISTICS },
      count: { type: 'integer', minimum: 0 },
    }),
    { query: { ...FILTERS, ...GROUPING }, problems: ASKING },
  );
  app.get(
    '/v1/stats',
    { schema: stats },
    asking(questions, async (store, { query }) => {
      const { group_by, order_by, limit, at_least } = query as {
        group_by?: string;
        order_by?: Metric;
        limit: number;
        at_least?: number;
      };
      const groupBy = group_by?.split(',').map((key) => key.trim()) ?? [];
      if (groupBy.includes('')) throw new Failure('group_by has an empty key');
      const groups = await statistics(store, toFilter(query as Query, 'model'), {
        groupBy,
        limit,
        ...(order_by !== undefined && { orderBy: order_by }),
        ...(at_least !== undefined && { atLeast: at_least }),
      });
      return { groups, count: groups.length };
    }),
  );

  const prometheus = toRouteSchema(
    'All calls of the log, for Prometheus',
    { type: 'string' },
    { mediaTypes: ['text/plain'], problems: ASKING },
  );
  app.get('/v1/metrics/prometheus', { schema: prometheus }, async (request, reply) => {
    const text = await asking(questions, toPrometheusText)(request, reply);
    return reply.type(PROMETHEUS_TYPE).send(text);
  });
}
