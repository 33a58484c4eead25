// The settings of a request as the AI SDK names them, in its calls and in those of its providers.

import type { RequestOf } from '../../../model/operation.ts';

/** As far as they are recorded. */
export interface Settings {
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  readonly stopSequences?: readonly string[];
  readonly seed?: number;
}

/** The part of a request that they are. */
export function toSettings(given: Settings): RequestOf<'inference'> {
  return {
    temperature: given.temperature,
    topP: given.topP,
    topK: given.topK,
    maxTokens: given.maxOutputTokens,
    presencePenalty: given.presencePenalty,
    frequencyPenalty: given.frequencyPenalty,
    stopSequences: given.stopSequences && [...given.stopSequences],
    seed: given.seed,
  };
}
