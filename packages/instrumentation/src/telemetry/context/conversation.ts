// Who a call belongs to, and which prompt it is made from: set once by the application, or carried here
// by the baggage of its caller, and inherited by every span below.

import type { Attributes, Baggage, Context } from '@opentelemetry/api';
import { config, listOf } from '../../settings/settings.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';

/** A prompt that is made from a template. */
interface Prompt {
  readonly name: string;
  readonly version?: string | undefined;
  /** What its variables stand for: content. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** What is handed down. Ids never stand on metrics. */
export interface Conversation {
  readonly conversationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly prompt?: Prompt | undefined;
  /** Put on every span below, under their own names. */
  readonly attributes?: Attributes | undefined;
}

const KEY = Symbol.for('llm-otel.conversation');

/** Entries of the baggage, and what they are here. */
const CARRIED = [
  [ATTRIBUTE.conversationId, 'conversationId'],
  [ATTRIBUTE.sessionId, 'sessionId'],
  [ATTRIBUTE.userId, 'userId'],
] as const;

let taken: (typeof CARRIED)[number][] | undefined;

/** The conversation of `context`: what the application set, completed by the baggage. */
export function conversationOf(context: Context): Conversation | undefined {
  const set = ownConversationOf(context);
  const baggage = otelApi()!.propagation.getBaggage(context);
  return baggage === undefined ? set : { ...carriedIn(baggage), ...set };
}

/** The template of a call's prompt: the application's own word counts before what the provider keeps. */
export function promptOf(
  {
    promptName: name,
    promptVersion: version,
  }: { readonly promptName?: string; readonly promptVersion?: string },
  conversation: Conversation | undefined,
): Prompt | undefined {
  return conversation?.prompt ?? (name === undefined ? undefined : { name, version });
}

/** `context` with `conversation` laid over the one that it has. */
export function withConversationIn(context: Context, conversation: Conversation): Context {
  const outer = ownConversationOf(context);
  return context.setValue(KEY, {
    ...outer,
    ...given(conversation),
    attributes: { ...outer?.attributes, ...conversation.attributes },
  });
}

function ownConversationOf(context: Context): Conversation | undefined {
  return context.getValue(KEY) as Conversation | undefined;
}

function carriedIn(baggage: Baggage): Conversation {
  if (taken === undefined) {
    const names = listOf(config().baggage);
    taken = CARRIED.filter(([name]) => names.includes(name));
  }
  return given(
    Object.fromEntries(taken.map(([name, field]) => [field, baggage.getEntry(name)?.value])),
  );
}

/** Without the fields that are there and say nothing. */
function given(conversation: Conversation): Conversation {
  return Object.fromEntries(
    Object.entries(conversation).filter(([, value]) => value !== undefined && value !== ''),
  );
}
