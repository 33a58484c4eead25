// Conversations: how many turns they have, and how often a user asked again or corrected an answer.

import { hasFeedback, judged } from './feedback-about.ts';
import { type Filter, ofOperations } from './filter.ts';
import type { Store } from './store.ts';

/** Statistics of conversations, or of sessions where there is no conversation. Shares are 0 to 1. */
export interface ConversationStatistics {
  readonly conversations: number;
  readonly turns: number;
  readonly mean_turns: number | null;
  /** Conversations in which a turn followed another soon. */
  readonly follow_up_rate: number | null;
  /** Conversations with feedback that the answer was corrected, or with a thumb down. */
  readonly correction_rate: number | null;
  readonly thumbs_down_rate: number | null;
  /** `null` if no call has a price. */
  readonly cost_usd: number | null;
  readonly cost_per_conversation: number | null;
  readonly users: number;
  readonly cost_per_user: number | null;
}

/** Calls that are part of a conversation. A turn is a trace: all calls that answer one question. */
const selectedFrom = (calls: string): string => `
  WITH selected AS (
    SELECT coalesce(conversation_id, session_id) AS id, coalesce(trace_id, request_id) AS turn,
      request_id, response_id, trace_id, "timestamp" AS started, cost_usd, coalesce(user_id, user_hash) AS "user"
    FROM (${calls}) WHERE coalesce(conversation_id, session_id) IS NOT NULL)`;

const NUMBERS = `,
  turns AS (
    SELECT id, min(started) AS started, sum(cost_usd) AS cost, max("user") AS "user"
    FROM selected GROUP BY id, turn),
  gaps AS (
    SELECT *, started - lag(started) OVER (PARTITION BY id ORDER BY started) AS gap FROM turns),
  conversations AS (
    SELECT count(*) AS turns, sum(cost) AS cost, max("user") AS "user",
      coalesce(bool_or(gap <= to_milliseconds(?::BIGINT)), false) AS has_follow_up
    FROM gaps GROUP BY id)
  SELECT count(*) AS conversations, sum(turns) AS turns, avg(turns) AS mean_turns,
    avg(has_follow_up::INTEGER) AS follow_up_rate, sum(cost) AS cost_usd, count(DISTINCT "user") AS users
  FROM conversations`;

const JUDGED = `,
  ${judged(['id'], ['feedback_name', 'feedback_label', 'score'])}
  SELECT count(DISTINCT id) FILTER (feedback_name = 'corrected' AND score > 0) AS corrected,
    count(DISTINCT id) FILTER (feedback_name = 'thumbs' AND feedback_label = 'down') AS thumbed_down
  FROM judged`;

/** Of the calls that `filter` lets through; a turn within `withinMs` after another follows it up. */
export async function conversationStatistics(
  store: Pick<Store, 'engine' | 'select'>,
  filter: Filter,
  withinMs: number,
): Promise<ConversationStatistics> {
  const { sql, parameters } = await store.select('*', ofOperations({ ...filter, type: 'model' }));
  const selected = selectedFrom(sql);
  const [row] = await store.engine.rows(selected + NUMBERS, [...parameters, withinMs]);
  const [told] = (await hasFeedback(store))
    ? await store.engine.rows(selected + JUDGED, parameters)
    : [];
  const number = (name: string): number | null => {
    const value = row?.[name];
    return value === null || value === undefined ? null : Number(value);
  };
  const cost = number('cost_usd');
  const conversations = number('conversations') ?? 0;
  const users = number('users') ?? 0;
  const share = (name: string): number | null =>
    conversations === 0 ? null : Number(told?.[name] ?? 0) / conversations;
  return {
    conversations,
    turns: number('turns') ?? 0,
    mean_turns: number('mean_turns'),
    follow_up_rate: number('follow_up_rate'),
    correction_rate: share('corrected'),
    thumbs_down_rate: share('thumbed_down'),
    cost_usd: cost,
    cost_per_conversation: cost === null || conversations === 0 ? null : cost / conversations,
    users,
    cost_per_user: cost === null || users === 0 ? null : cost / users,
  };
}
