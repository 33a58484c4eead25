// withConversation: who the calls below belong to.

import type { Attributes } from '@opentelemetry/api';
import { isDisabled } from '../config.ts';
import { safely } from '../core/safely.ts';
import { startPipeline } from '../pipeline/start.ts';
import { withConversationIn } from '../telemetry/conversation.ts';
import { otelApi } from '../telemetry/otel-api.ts';

/** What every span below inherits. Nothing of it stands on a metric. */
export interface ConversationOptions {
  /** `gen_ai.conversation.id` */
  conversationId?: string;
  /** `session.id` */
  sessionId?: string;
  /** `user.id`, or what `LLM_OTEL_USER_ID` makes of it. */
  userId?: string;
  /** Further attributes, under names of your own. */
  attributes?: Attributes;
}

/**
 * Runs `work` and everything that it awaits as part of a conversation. Calls nest: an inner one
 * adds to the outer one.
 *
 * @example
 * await withConversation({ conversationId: chat.id, userId: user.id }, () => answer(question));
 */
export function withConversation<T>(options: ConversationOptions, work: () => T): T {
  const inner = safely('starting a conversation', () => {
    if (isDisabled()) return undefined;
    // Context only passes on once something has registered a context manager.
    startPipeline();
    const api = otelApi();
    return api && { api, context: withConversationIn(api.context.active(), options) };
  });
  return inner === undefined ? work() : inner.api.context.with(inner.context, work);
}
