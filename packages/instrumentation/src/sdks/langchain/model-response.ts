// What a model has answered: LangChain's own numbers. They count where no SDK of the service tells better ones.

import { toCount } from '../../model/count.ts';
import type { Response, Usage } from '../../model/response.ts';

/** Tokens: cached ones are part of the input, reasoning ones of the output. */
interface UsageMetadata {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly input_token_details?: { readonly cache_read?: number; readonly cache_creation?: number };
  readonly output_token_details?: { readonly reasoning?: number };
}
type Values = Readonly<Record<string, unknown>>;

/** A message of a model, or a chunk of one. */
export interface ModelMessage {
  readonly id?: string;
  readonly content?: unknown;
  readonly tool_calls?: unknown;
  readonly usage_metadata?: UsageMetadata;
  readonly response_metadata?: Values;
  concat?(next: ModelMessage): ModelMessage;
}
/** One choice; that of a text model has no message. */
export interface Generation {
  readonly text?: string;
  readonly message?: ModelMessage;
  readonly generationInfo?: Values;
}
/** All that a call brings: choices for each prompt. */
export interface Answer {
  readonly generations?: readonly (readonly Generation[])[];
  readonly llmOutput?: Values | undefined;
}

/** The response. */
export function toResponse({ generations = [], llmOutput }: Answer): Response {
  const choices = generations.flat();
  const message = choices[0]?.message;
  const metadata = message?.response_metadata ?? {};
  const reasons = choices.map(finishReasonOf);
  return {
    id: idOf(message),
    model: textIn([metadata, llmOutput ?? {}], ['model_name', 'model', 'model_id', 'modelId']),
    finishReasons:
      reasons.every((reason) => reason !== undefined) && reasons.length > 0 ? reasons : undefined,
    usage: toUsage(message?.usage_metadata) ?? ofLlmOutput(llmOutput),
  };
}

/** Why a choice has ended. */
export function finishReasonOf({ message, generationInfo }: Generation): string | undefined {
  const names = ['finish_reason', 'stop_reason', 'finishReason', 'stopReason', 'done_reason'];
  return textIn([message?.response_metadata ?? {}, generationInfo ?? {}], names);
}

/** LangChain itself gives ids to messages that have none. */
function idOf(message: ModelMessage | undefined): string | undefined {
  const { id: own } = message?.response_metadata ?? {};
  if (typeof own === 'string') return own;
  const id = message?.id;
  return id?.startsWith('run-') === true ? undefined : id;
}

function toUsage(told: UsageMetadata | undefined): Usage | undefined {
  if (told === undefined || told === null) return undefined;
  const { input_token_details: input, output_token_details: output } = told;
  return {
    inputTokens: toCount(told.input_tokens),
    outputTokens: toCount(told.output_tokens),
    cacheReadInputTokens: toCount(input?.cache_read),
    cacheWriteInputTokens: toCount(input?.cache_creation),
    reasoningOutputTokens: toCount(output?.reasoning),
  };
}

/** Models of texts, and older ones of chats. */
function ofLlmOutput(llmOutput: Values | undefined): Usage | undefined {
  const { promptTokens, completionTokens } = (llmOutput?.['tokenUsage'] ?? {}) as Values;
  if (promptTokens === undefined && completionTokens === undefined) return undefined;
  return { inputTokens: toCount(promptTokens), outputTokens: toCount(completionTokens) };
}

function textIn(places: readonly Values[], names: readonly string[]): string | undefined {
  const found = places.flatMap((place) => names.map((name) => place[name]));
  return found.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}

/** A streamed answer: messages of which each is a part, or texts. */
export class Chunks {
  readonly #chunks: unknown[] = [];
  #answer: Answer | undefined;

  /** Adds one. */
  add(chunk: unknown): void {
    this.#chunks.push(chunk);
  }

  /** What an unstreamed call would have brought. */
  answer(): Answer {
    return (this.#answer ??= { generations: [[this.#joined()]] });
  }

  /** Its data. */
  response(): Response {
    return this.#chunks.length === 0 ? {} : toResponse(this.answer());
  }

  #joined(): Generation {
    const [first, ...others] = this.#chunks;
    if (typeof first !== 'object') return { text: this.#chunks.join('') };
    const message = (others as ModelMessage[]).reduce(
      (all, next) => all.concat?.(next) ?? all,
      first as ModelMessage,
    );
    return { message };
  }
}
