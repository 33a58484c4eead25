// Conversations: how many turns they have, and how often a user asked again or corrected an answer.

import { FEEDBACK, pairs } from './feedback-about.ts';
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

/** A turn is a trace: all calls that answer one question. */
const NUMBERS = `
  SELECT count(*) AS conversations, sum(turns) AS turns, avg(turns) AS mean_turns,
    avg(has_follow_up::INTEGER) AS follow_up_rate,
    avg(coalesce(is_corrected, false)::INTEGER) AS correction_rate,
    avg(coalesce(has_thumb_down, false)::INTEGER) AS thumbs_down_rate,
    sum(cost) AS cost_usd, count(DISTINCT "user") AS users
  FROM conversations LEFT JOIN judged USING (id)`;

/** Of the calls that `filter` lets through; a turn within `withinMs` after another follows it up. */
export async function conversationStatistics(
  store: Pick<Store, 'engine' | 'select'>,
  filter: Filter,
  withinMs: number,
): Promise<ConversationStatistics> {
  const { sql, parameters } = await store.select('*', ofOperations({ ...filter, type: 'model' }));
  const [row] = await store.engine.rows(
    `WITH selected AS (
       SELECT coalesce(conversation_id, session_id) AS id, coalesce(trace_id, request_id) AS turn,
         request_id, response_id, trace_id, "timestamp" AS started, cost_usd, coalesce(user_id, user_hash) AS "user" FROM (${sql})),
     turns AS (
       SELECT id, turn, min(started) AS started, sum(cost_usd) AS cost, max("user") AS "user"
       FROM selected WHERE id IS NOT NULL GROUP BY id, turn),
     gaps AS (
       SELECT *, started - lag(started) OVER (PARTITION BY id ORDER BY started) AS gap FROM turns),
     conversations AS (
       SELECT id, count(*) AS turns, sum(cost) AS cost, max("user") AS "user",
         coalesce(bool_or(gap <= to_milliseconds(?::BIGINT)), false) AS has_follow_up
       FROM gaps GROUP BY id),
     ${FEEDBACK},
     judged AS (
       SELECT id, bool_or(feedback_name = 'corrected' AND score > 0) AS is_corrected,
         bool_or(feedback_name = 'thumbs' AND feedback_label = 'down') AS has_thumb_down
       FROM (${pairs('selected.id, feedback_name, feedback_label, score')}) GROUP BY id)
     ${NUMBERS}`,
    [...parameters, withinMs],
  );
  const number = (name: string): number | null => {
    const value = row?.[name];
    return value === null || value === undefined ? null : Number(value);
  };
  const cost = number('cost_usd');
  const conversations = number('conversations') ?? 0;
  const users = number('users') ?? 0;
  return {
    conversations,
    turns: number('turns') ?? 0,
    mean_turns: number('mean_turns'),
    follow_up_rate: number('follow_up_rate'),
    correction_rate: number('correction_rate'),
    thumbs_down_rate: number('thumbs_down_rate'),
    cost_usd: cost,
    cost_per_conversation: cost === null || conversations === 0 ? null : cost / conversations,
    users,
    cost_per_user: cost === null || users === 0 ? null : cost / users,
  };
}
