// withConversation: the conversation of the calls below. withPrompt: their prompt template.

import type { Attributes, Context } from '@opentelemetry/api';
import { isDisabled } from '../settings/settings.ts';
import type { ContentChoice } from '../content/capture.ts';
import { copyValue } from '../content/copy.ts';
import { contentLimits } from '../content/limits.ts';
import { redactValue } from '../content/redact-value.ts';
import { captured } from '../telemetry/content/captured.ts';
import { safely } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
import { withChoiceIn } from '../telemetry/content/capture-context.ts';
import { withConversationIn, type Conversation } from '../telemetry/context/conversation.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { redactAttributes } from './custom-attributes.ts';

/** Inherited by every span below. No metric carries any of it. */
export interface ConversationOptions {
  /** `gen_ai.conversation.id` */
  conversationId?: string;
  /** `session.id` */
  sessionId?: string;
  /** `user.id`, transformed as `LLM_OTEL_USER_ID` says. */
  userId?: string;
  /** Further attributes with custom names. */
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
  return withInherited(
    () => ({ ...options, attributes: redactAttributes(options.attributes) }),
    work,
  );
}

/** A prompt that is made from a template. */
export interface PromptOptions {
  /** `gen_ai.prompt.name` */
  name: string;
  /** `gen_ai.prompt.version` */
  version?: string;
  /** The values of its variables. Content: recorded only on request. */
  variables?: Readonly<Record<string, unknown>>;
}

/**
 * Runs `work`, in which model calls are made from a template.
 *
 * @example
 * await withPrompt({ name: 'summary', version: '3' }, () => client.responses.create({ model, input }));
 */
export function withPrompt<T>({ name, version, variables }: PromptOptions, work: () => T): T {
  return withInherited(() => {
    const copy = captured('reading variables', () => ({
      promptVariables: variables && toTexts(variables),
    }));
    return { prompt: { name, version, variables: copy?.content.promptVariables } };
  }, work);
}

/**
 * Runs `work` with its own choice of recorded content, which overrides the capture settings: all (`true`),
 * nothing (`false`), or some kinds. Redaction still applies.
 *
 * @example
 * await withContent(false, () => client.chat.completions.create({ model, messages: medicalHistory }));
 * await withContent({ documents: false }, () => answer(question));
 */
export function withContent<T>(choice: boolean | ContentChoice, work: () => T): T {
  return within((context) => withChoiceIn(context, choice), work);
}

function withInherited<T>(conversation: () => Conversation, work: () => T): T {
  return within((context) => withConversationIn(context, conversation()), work);
}

function within<T>(inner: (outer: Context) => Context, work: () => T): T {
  const entered = safely('entering a context', () => {
    if (isDisabled()) return undefined;
    // Context propagates only if a context manager is registered.
    reach('operation');
    const api = otelApi();
    return api && { api, context: inner(api.context.active()) };
  });
  return entered === undefined ? work() : entered.api.context.with(entered.context, work);
}

function toTexts(variables: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : toJson(value),
    ]),
  );
}

/** Its texts are redacted here: a cut one has no other form. */
function toJson(value: unknown): string {
  return JSON.stringify(redactValue(copyValue(value, contentLimits()))) ?? '';
}
