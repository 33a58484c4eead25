// Whose call it is, and its prompt template: set once by the application, or received in the
// caller's baggage, and inherited by every span below.

import type { Attributes, Baggage, Context } from '@opentelemetry/api';
import { config, listOf } from '../../settings/settings.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';
import { checkedValue } from '../checked-value.ts';
import { COMMON } from '../../model/fields/common-fields.ts';
import type { Field } from '../../model/fields/field.ts';

/** A prompt from a template. */
interface Prompt {
  readonly name: string;
  readonly version?: string | undefined;
  /** The variables' values: content. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** The inherited data. Metrics never have ids. */
export interface Conversation {
  readonly conversationId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly userId?: string | undefined;
  readonly prompt?: Prompt | undefined;
  /** Set on every span below, under their own names. */
  readonly attributes?: Attributes | undefined;
}

const KEY = Symbol.for('llm-otel.conversation');

/** Baggage entries, and their fields here. */
const CARRIED = [
  [ATTRIBUTE.conversationId, 'conversationId'],
  [ATTRIBUTE.sessionId, 'sessionId'],
  [ATTRIBUTE.userId, 'userId'],
] as const;

let taken: (typeof CARRIED)[number][] | undefined;

/** The conversation of `context`: the application's, completed from the baggage. */
export function conversationOf(context: Context): Conversation | undefined {
  const set = ownConversationOf(context);
  const baggage = otelApi()!.propagation.getBaggage(context);
  return baggage === undefined ? set : { ...carriedIn(baggage), ...set };
}

/** The template of a call's prompt: the application's wins over the provider's. */
export function promptOf(
  {
    promptName: name,
    promptVersion: version,
  }: { readonly promptName?: string; readonly promptVersion?: string },
  conversation: Conversation | undefined,
): Prompt | undefined {
  return conversation?.prompt ?? (name === undefined ? undefined : { name, version });
}

/** `context` with `conversation` merged over its own. */
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

/** Without the fields that have no value. The user id stays whole: its hash needs all of it. */
function given({ prompt, ...conversation }: Conversation): Conversation {
  const { conversationId, sessionId } = conversation;
  const all = {
    ...conversation,
    conversationId: textIn(COMMON.conversationId, conversationId),
    sessionId: textIn(COMMON.sessionId, sessionId),
    prompt: prompt && {
      ...prompt,
      name: textIn(COMMON.promptName, prompt.name) ?? '',
      version: textIn(COMMON.promptVersion, prompt.version),
    },
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Applications without types pass numbers, too. */
function textIn(field: Field, value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return checkedValue(field, text) as string | undefined;
}
