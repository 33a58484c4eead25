// Who a call belongs to: set once by the application, inherited by every span below.

import type { Attributes, Context } from '@opentelemetry/api';

/** What `withConversation` hands down. Ids never stand on metrics. */
export interface Conversation {
  readonly conversationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  /** Put on every span below, under their own names. */
  readonly attributes?: Attributes | undefined;
}

const KEY = Symbol.for('llm-otel.conversation');

/** The conversation of `context`, if the application set one. */
export function conversationOf(context: Context): Conversation | undefined {
  return context.getValue(KEY) as Conversation | undefined;
}

/** `context` with `conversation` laid over the one that it has. */
export function withConversationIn(context: Context, conversation: Conversation): Context {
  const outer = conversationOf(context);
  return context.setValue(KEY, {
    ...outer,
    ...conversation,
    attributes: { ...outer?.attributes, ...conversation.attributes },
  });
}
