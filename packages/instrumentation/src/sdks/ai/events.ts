// The events of the AI SDK's telemetry, as far as they are read.

import type { RequestOf } from '../../model/operation.ts';
import type { Response, Usage } from '../../model/response.ts';
import { toCount } from '../../model/count.ts';
import { type Settings, toSettings } from '../shapes/ai-sdk/settings.ts';

/** What every event has. `callId` is that of one call of `generateText` and its kind. */
export interface Event {
  readonly callId: string;
  readonly operationId?: string;
  readonly provider?: string;
  readonly modelId?: string;
  /** The name that the application gives to the call. */
  readonly functionId?: string;
  /** `false`: the application wants none of it in telemetry. */
  readonly recordInputs?: boolean;
  readonly recordOutputs?: boolean;
}

/** A call of a model, with the settings of its request. */
export interface ModelCall extends Event, Settings {
  readonly instructions?: unknown;
  readonly messages?: unknown;
  readonly tools?: unknown;
  readonly reasoning?: unknown;
}

/** Its end. */
export interface ModelCallEnd extends Event {
  readonly finishReason?: string;
  readonly usage?: LanguageUsage;
  readonly content?: unknown;
  readonly responseId?: string;
  readonly response?: { readonly id?: string; readonly modelId?: string };
  readonly objectText?: string;
  /** Of a recording that became text. */
  readonly durationInSeconds?: number;
  readonly performance?: { readonly timeToFirstOutputMs?: number };
}

/** Cached tokens are part of the input, reasoning ones of the output. */
interface LanguageUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly inputTokenDetails?: {
    readonly cacheReadTokens?: number;
    readonly cacheWriteTokens?: number;
  };
  readonly outputTokenDetails?: { readonly reasoningTokens?: number };
  /** Of embeddings. */
  readonly tokens?: number;
}

/** A call of a tool. */
export interface ToolEvent extends Event {
  readonly toolCall: {
    readonly toolCallId: string;
    readonly toolName: string;
    readonly input?: unknown;
  };
  readonly toolOutput?: {
    readonly type?: string;
    readonly output?: unknown;
    readonly error?: unknown;
  };
}

/** A request for embeddings. */
export interface EmbedEvent extends Event {
  readonly embedCallId: string;
  readonly usage?: { readonly tokens?: number };
  readonly embeddings?: readonly { readonly length: number }[];
}

/** A call of a model or a tool that is to be made. */
export interface Executing extends Event {
  readonly toolCallId?: string;
  execute(): PromiseLike<unknown>;
}

/** What an integration may have: the AI SDK reads each when a call begins. */
export type Integration = Readonly<Record<string, (event: never) => unknown>>;

/** The settings of a request. */
export function toRequest(event: ModelCall): RequestOf<'inference'> {
  return {
    model: event.modelId,
    ...toSettings(event),
    reasoningLevel: typeof event.reasoning === 'string' ? event.reasoning : undefined,
  };
}

/** What a model answered. */
export function toResponse(event: ModelCallEnd): Response {
  const { finishReason, usage, responseId, response, modelId } = event;
  const { durationInSeconds: audioSeconds } = event;
  return {
    id: responseId ?? response?.id,
    model: response?.modelId ?? modelId,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage:
      audioSeconds === undefined
        ? usage && toUsage(usage)
        : { ...(usage && toUsage(usage)), audioSeconds },
  };
}

/** Counts of tokens; those of embeddings are input. */
export function toUsage(usage: LanguageUsage): Usage {
  const { inputTokenDetails: input, outputTokenDetails: output } = usage;
  return {
    inputTokens: toCount(usage.inputTokens ?? usage.tokens),
    outputTokens: toCount(usage.outputTokens),
    cacheReadInputTokens: toCount(input?.cacheReadTokens),
    cacheWriteInputTokens: toCount(input?.cacheWriteTokens),
    reasoningOutputTokens: toCount(output?.reasoningTokens),
  };
}
