// One view of what was asked, for both generation endpoints: the turns as text, the tools on offer
// and the wishes for the answer. Knows no wire format.

/** One message of the conversation, reduced to its text. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
}

/** The part of JSON Schema that an example value can be made from. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly minimum?: number;
}

/** A tool the request offers to the model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonSchema | undefined;
  /** Takes free text and not JSON arguments. */
  readonly isCustom: boolean;
}

/** What was asked. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly tools: readonly OfferedTool[];
  /** A tool's name forces that tool. */
  readonly toolChoice: 'auto' | 'none' | { readonly name: string };
  /** The schema of a structured answer, `{}` for any JSON object. */
  readonly answerSchema: JsonSchema | undefined;
  readonly maxTokens: number | undefined;
  readonly reasoningEffort: string | undefined;
  readonly choiceCount: number;
}

/** Text of a message's content, which is a string or a list of parts with `text` in some of them. */
export function toText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown; refusal?: unknown }) => part.text ?? part.refusal)
    .filter((part) => typeof part === 'string')
    .join('\n');
}

/** The text of the last user message. */
export function lastUserText(conversation: Conversation): string {
  return conversation.turns.findLast((turn) => turn.role === 'user')?.text ?? '';
}
