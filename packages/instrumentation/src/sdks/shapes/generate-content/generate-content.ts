// Google's generateContent, shared by all of its clients: the request and the response, whole or in chunks.

import type {
  GenerateContentConfig,
  GenerateContentParameters,
  GenerateContentResponse,
} from '@google/genai';
import type { RequestOf } from '../../../model/operation.ts';
import type { Response } from '../../../model/response.ts';
import type { StreamedResponse } from '../../../model/streamed-response.ts';
import { toTexts } from '../../../model/texts.ts';
import { NO_ANSWER } from '../failure.ts';
import { isBlocked, toFinishReason } from './finish-reason.ts';
import { addSafety } from './safety.ts';
import { withSearches } from './searches.ts';
import { toUsage } from './usage.ts';

/** The fields of a request. */
export function generateContentRequest({
  model,
  config,
}: GenerateContentParameters): RequestOf<'inference'> {
  const asked = config ?? {};
  return {
    model,
    temperature: asked.temperature,
    topP: asked.topP,
    topK: asked.topK,
    maxTokens: asked.maxOutputTokens,
    frequencyPenalty: asked.frequencyPenalty,
    presencePenalty: asked.presencePenalty,
    stopSequences: toTexts(asked.stopSequences),
    seed: asked.seed,
    choiceCount: asked.candidateCount,
    outputType: toOutputType(asked),
    reasoningLevel: asked.thinkingConfig?.thinkingLevel,
  };
}

/** The data of a response. */
export function generateContentResponse(response: GenerateContentResponse): Response {
  return addSafety<Response>(
    {
      id: response.responseId,
      model: response.modelVersion,
      finishReasons: toFinishReasons(response),
      usage: withSearches(toUsage(response.usageMetadata), response.candidates),
      failure: response.candidates?.length || isBlocked(response) ? undefined : NO_ANSWER,
    },
    response,
  );
}

/** Merges a chunk into the data of the stream so far. */
export function generateContentChunk(into: StreamedResponse, chunk: GenerateContentResponse): void {
  into.identify(chunk.responseId, chunk.modelVersion);
  const usage = withSearches(toUsage(chunk.usageMetadata), chunk.candidates);
  if (usage !== undefined) into.usage(usage);
  addSafety(into.metadata, chunk);
  if (isBlocked(chunk)) into.choice(0, 'content_filter');
  for (const { index, finishReason } of chunk.candidates ?? []) {
    into.choice(index ?? 0, toFinishReason(finishReason));
  }
}

function toOutputType(config: GenerateContentConfig): RequestOf<'inference'>['outputType'] {
  if (config.responseModalities?.includes('AUDIO')) return 'speech';
  if (config.responseModalities?.includes('IMAGE')) return 'image';
  const { responseMimeType: type, responseSchema, responseJsonSchema } = config;
  if (responseSchema != null || responseJsonSchema != null) return 'json';
  if (type === undefined) return undefined;
  return type === 'application/json' ? 'json' : 'text';
}

function toFinishReasons(response: GenerateContentResponse): string[] | undefined {
  if (isBlocked(response)) return ['content_filter'];
  return response.candidates?.map(({ finishReason }) => toFinishReason(finishReason) ?? 'error');
}
