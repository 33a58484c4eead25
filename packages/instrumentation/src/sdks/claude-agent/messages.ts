// The messages of the Claude Agent SDK, as far as they are read. The SDK passes on what its child process writes.

import type { BetaMessage } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { MessageUsage } from '../shapes/messages/messages-usage.ts';

/** A message of any kind; those of other kinds are not read. */
export type AnyMessage = InitMessage | AssistantMessage | StreamEvent | UserMessage | ResultMessage;

interface InitMessage {
  readonly type: 'system';
  readonly subtype: string;
  readonly session_id: string;
  readonly model?: string;
}

/** A response of the model, or one block of it: then several have the same id. */
export interface AssistantMessage extends OfSubagent {
  readonly type: 'assistant';
  readonly message: BetaMessage;
  /** The request has failed; the message is the SDK's own. */
  readonly error?: string;
}

/** Part of a streamed response, if the application asks for them. */
interface StreamEvent extends OfSubagent {
  readonly type: 'stream_event';
  readonly event: {
    readonly type: string;
    readonly message?: BetaMessage;
    readonly usage?: MessageUsage;
    readonly delta?: { readonly stop_reason?: string | null };
  };
}

/** What the model gets: results of tools. */
interface UserMessage extends OfSubagent {
  readonly type: 'user';
  readonly message: { readonly content: unknown };
}

/** The end of what one prompt has started. */
export interface ResultMessage {
  readonly type: 'result';
  readonly subtype: string;
  readonly is_error?: boolean;
  readonly terminal_reason?: string;
  readonly stop_reason?: string | null;
  readonly result?: string;
  readonly errors?: readonly string[];
  /** Of the main agent, since the last result. */
  readonly usage?: MessageUsage;
  /** Of everything since the query began. */
  readonly total_cost_usd?: number;
}

/** What says whose message it is. */
export interface OfSubagent {
  /** The call of the tool that runs a subagent, if it is of one. */
  readonly parent_tool_use_id?: string | null;
  readonly subagent_type?: string;
}

/** A block of content that a tool has to do with. */
export interface Block {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly tool_use_id?: string;
  readonly content?: unknown;
  readonly is_error?: boolean;
}

/** The blocks of a content, which may be a text. */
export function blocksOf(content: unknown): readonly Block[] {
  return Array.isArray(content) ? (content as readonly Block[]) : [];
}
