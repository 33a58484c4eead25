// Response schemas for the API description. Records have a schema of their own.

import { schemaText } from '../schema.ts';
import { toQuerySchema } from './parameters.ts';
import { PROBLEM_TYPE, TITLES } from './problem.ts';

/** Shared schemas by their name in `/openapi.json`. */
export const SHARED: readonly { readonly $id: string }[] = [toShared()];

const TEXT = { type: 'string' };
const COUNT = { type: 'integer', minimum: 0 };
const NUMBER_OR_NULL = { type: ['number', 'null'] };
const TEXT_OR_NULL = { type: ['string', 'null'] };

/** A call record. */
export const RECORD = { $ref: `${SHARED[0]!.$id}#` };
/** A list of them. */
export const RECORDS = { type: 'array', items: RECORD };
/** Cursor of the next page; absent on the last. */
export const NEXT_CURSOR = { type: 'string' };

/** OpenAPI 3.1 implies this dialect, so `$schema` is omitted. */
function toShared(): { readonly $id: string } {
  const { $schema: _, ...schema } = JSON.parse(schemaText) as { $id: string; $schema: string };
  return schema;
}

/** An object with exactly these properties. */
export function object(properties: object, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A span of a trace. */
export const SPAN = object({
  span_id: { type: 'string', pattern: '^[0-9a-f]{16}$' },
  parent_id: { type: ['string', 'null'] },
  name: TEXT,
  start_time: TEXT,
  end_time: TEXT,
  duration_ms: { type: 'number', minimum: 0 },
  attributes: { type: 'object' },
  status: TEXT_OR_NULL,
  request_id: TEXT,
  total_tokens: NUMBER_OR_NULL,
  cost_usd: NUMBER_OR_NULL,
  is_repeated: {
    type: 'boolean',
    description: 'Its tokens and cost are those of other spans; do not add them up',
  },
  error_code: TEXT_OR_NULL,
});

/** Summary statistics. */
export const SUMMARY = object({
  total_requests: COUNT,
  total_tokens: COUNT,
  total_errors: COUNT,
  total_cost: NUMBER_OR_NULL,
  p50_latency_ms: NUMBER_OR_NULL,
  p95_latency_ms: NUMBER_OR_NULL,
  p99_latency_ms: NUMBER_OR_NULL,
});

/** Statistics of a group. */
export const STATISTICS = object({
  group: { type: 'object' },
  count: COUNT,
  errors: COUNT,
  error_rate: { type: 'number', minimum: 0, maximum: 1 },
  p50_ms: NUMBER_OR_NULL,
  p95_ms: NUMBER_OR_NULL,
  p99_ms: NUMBER_OR_NULL,
  mean_ms: NUMBER_OR_NULL,
  prompt_tokens: COUNT,
  completion_tokens: COUNT,
  total_tokens: COUNT,
  mean_prompt_length: NUMBER_OR_NULL,
  token_density: NUMBER_OR_NULL,
  cost_usd: NUMBER_OR_NULL,
  with_usage: COUNT,
  streams_without_usage: COUNT,
  unpriced: COUNT,
  unpriced_share: { type: 'number', minimum: 0, maximum: 1 },
  cost_per_token: NUMBER_OR_NULL,
  cost_per_success: NUMBER_OR_NULL,
  cache_hit_rate: NUMBER_OR_NULL,
  cache_savings_usd: NUMBER_OR_NULL,
  feedback_count: COUNT,
  feedback_mean: NUMBER_OR_NULL,
});

const PROBLEM = object({
  type: TEXT,
  title: TEXT,
  status: { type: 'integer' },
  detail: TEXT,
});

/** A route's schema, for its description and the validation of its parameters. */
export function toRouteSchema(
  summary: string,
  body: object,
  options: {
    readonly query?: object;
    readonly required?: readonly string[];
    readonly params?: object;
    /** Statuses other than 200. */
    readonly problems?: readonly number[];
    /** Other than JSON. */
    readonly mediaTypes?: readonly string[];
  } = {},
): object {
  const { query = {}, required, params, problems = [], mediaTypes } = options;
  const toContent = (types: readonly string[], schema: object): object => ({
    content: Object.fromEntries(types.map((type) => [type, { schema }])),
  });
  return {
    summary,
    querystring: toQuerySchema(query, required),
    ...(params !== undefined && { params: { type: 'object', properties: params } }),
    response: {
      200: { description: 'The answer', ...toContent(mediaTypes ?? ['application/json'], body) },
      ...Object.fromEntries(
        [...problems, 400, 401, 403, 421, 500].map((status) => [
          status,
          {
            description: TITLES[status],
            ...toContent([PROBLEM_TYPE.split(';')[0]!], PROBLEM),
          },
        ]),
      ),
    },
  };
}
