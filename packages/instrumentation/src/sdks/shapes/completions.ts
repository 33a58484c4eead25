// OpenAI's legacy completions, which other services speak, too: the common part of requests, responses and chunks.

import type { Completion, CompletionCreateParams } from 'openai/resources/completions';
import type { Content } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import { ownValue, type Size } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTexts } from '../../model/texts.ts';
import { assemble, input, output } from './completions-content.ts';
import { promptSize } from './size.ts';
import { toCompletionUsage } from './usage.ts';

/** A method of this shape. */
interface CompletionsShape<Params, Result, Chunk> {
  readonly operation: 'text_completion';
  request(params: Params): RequestOf<'inference'>;
  response(result: Result): Response;
  size(params: Params): Size | undefined;
  input(params: Params): Content;
  output(result: Result): Content;
  readonly saysEnd: true;
  chunk(into: StreamedResponse, chunk: Chunk): void;
  assemble(into: Result | undefined, chunk: Chunk): Result;
}

/** The shape in a package's types, which equal OpenAI's under other names. */
export function completionsShape<Params, Result, Chunk>(): CompletionsShape<Params, Result, Chunk> {
  return COMPLETIONS as unknown as CompletionsShape<Params, Result, Chunk>;
}

const COMPLETIONS = {
  operation: 'text_completion',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_tokens ?? undefined,
    frequencyPenalty: params.frequency_penalty ?? undefined,
    presencePenalty: params.presence_penalty ?? undefined,
    stopSequences: toTexts(params.stop),
    seed: params.seed ?? undefined,
    choiceCount: params.n ?? undefined,
  }),
  response: (completion) => ({
    id: completion.id,
    model: completion.model,
    finishReasons: completion.choices?.map((choice) => choice.finish_reason || 'error'),
    usage: toCompletionUsage(completion.usage),
  }),
  size: (params) => promptSize(ownValue(params, 'prompt')),
  input,
  output,
  saysEnd: true,
  chunk(into, chunk) {
    into.identify(chunk.id, chunk.model);
    const usage = toCompletionUsage(chunk.usage);
    if (usage !== undefined) into.usage(usage);
    for (const choice of chunk.choices ?? []) into.choice(choice.index, choice.finish_reason);
  },
  assemble,
} satisfies CompletionsShape<CompletionCreateParams, Completion, Completion>;
