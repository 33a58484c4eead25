// Statistics of conversations as a table.

import type { ConversationStatistics } from '../store/conversations.ts';
import { toCount, toMoney, toNumber, toPercent } from './quantity.ts';
import { toTable } from './table.ts';

/** One row. */
export function toConversationTable(found: ConversationStatistics, width: number): string {
  const share = (value: number | null): string => (value === null ? '–' : toPercent(value));
  const columns: readonly (readonly [title: string, text: string, importance?: number])[] = [
    ['conversations', toCount(found.conversations)],
    ['turns', toCount(found.turns), 5],
    ['mean turns', toNumber(found.mean_turns), 6],
    ['follow-ups', share(found.follow_up_rate)],
    ['corrected', share(found.correction_rate), 8],
    ['thumbs down', share(found.thumbs_down_rate), 7],
    ['cost', toMoney(found.cost_usd), 4],
    ['cost per conversation', toMoney(found.cost_per_conversation), 3],
    ['users', toCount(found.users), 1],
    ['cost per user', toMoney(found.cost_per_user), 2],
  ];
  return toTable(
    columns.map(([title, , importance]) => ({
      title,
      isNumber: true,
      ...(importance !== undefined && { importance }),
    })),
    [columns.map(([, text]) => text)],
    width,
  );
}
