// The clients of `cohere-ai`, and what both versions of its API share: settings, usage and finish reasons.

import type { RequestOf } from '../../model/operation.ts';
import type { Usage } from '../../model/response.ts';
import { totalOf, toCount } from '../../model/count.ts';
import { toText, toTexts } from '../../model/texts.ts';
import { methodsOf, type Clients } from '../client-methods.ts';
import { baseUrlOf, FERN, FERN_TEXTS } from '../fern.ts';
import { providersOf } from '../providers.ts';
import { platformOf, urlOfPlatform } from './aws.ts';

/** Azure serves Cohere's models at hosts of its own. */
const providerOf = providersOf({ usual: 'cohere', clients: {} });

const clients: Clients = {
  baseUrl(client) {
    return urlOfPlatform(client) ?? baseUrlOf(client, 'https://api.cohere.com');
  },
  provider(client, baseUrl) {
    const platform = platformOf(client);
    return platform === undefined ? providerOf(undefined, baseUrl) : `aws.${platform}`;
  },
  ...FERN,
  common: {
    ...FERN.common,
    errorTexts: [
      ...FERN_TEXTS,
      'invalid api token',
      'no api key supplied',
      "model '{model}' not found, make sure the correct model ID was used and that you have access to the model.",
      'invalid request: {text}',
      'You are past the per minute request limit, please wait and try again later.',
      'You are using a Trial key, which is limited to {number} API calls / {minute|month}. {text}',
      'internal server error',
    ],
  },
};

export const inference = methodsOf('inference', clients);
export const embeddings = methodsOf('embeddings', clients);
export const rerank = methodsOf('rerank', clients);
export const request = methodsOf('request', clients);

/** The settings of any request that generates. */
interface Settings {
  readonly model?: string;
  readonly temperature?: number;
  readonly p?: number;
  readonly k?: number;
  readonly maxTokens?: number;
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  readonly stopSequences?: readonly string[];
  readonly endSequences?: readonly string[];
  readonly seed?: number;
  readonly numGenerations?: number;
  readonly responseFormat?: { readonly type: string };
}

/** What is recorded of a request. */
export function toRequest(asked: Settings): RequestOf<'inference'> {
  const { responseFormat: format, stopSequences, endSequences } = asked;
  return {
    model: asked.model,
    temperature: asked.temperature,
    topP: asked.p,
    topK: asked.k,
    maxTokens: asked.maxTokens,
    frequencyPenalty: asked.frequencyPenalty,
    presencePenalty: asked.presencePenalty,
    stopSequences: toTexts(stopSequences ?? endSequences),
    seed: asked.seed,
    choiceCount: asked.numGenerations,
    outputType: format && (format.type === 'text' ? 'text' : 'json'),
  };
}

/** What was counted, in either version: the conventions ask for what is billed. */
interface Counted {
  readonly billedUnits?: {
    readonly inputTokens?: number;
    readonly imageTokens?: number;
    readonly outputTokens?: number;
    readonly searchUnits?: number;
  };
  readonly tokens?: { readonly inputTokens?: number; readonly outputTokens?: number };
  readonly cachedTokens?: number;
}

/** The usage of any response. */
export function toUsage(counted: Counted | null | undefined): Usage | undefined {
  if (counted == null) return undefined;
  const { billedUnits: billed, tokens, cachedTokens: cached } = counted;
  const image = toCount(billed?.imageTokens);
  const inputTokens = totalOf([billed?.inputTokens ?? tokens?.inputTokens, image]);
  return {
    inputTokens,
    outputTokens: toCount(billed?.outputTokens ?? tokens?.outputTokens),
    // More may be cached than is billed: instructions of the service's own.
    cacheReadInputTokens: Number(cached) <= (inputTokens ?? 0) ? toCount(cached) : undefined,
    searchUnits: toCount(billed?.searchUnits),
    ...(image && { inputByModality: { image } }),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_LIMIT: 'length',
  ERROR_TOXIC: 'content_filter',
};

/** A finish reason; `undefined` without one. */
export function toReason(reason: unknown): string | undefined {
  const word = toText(reason);
  return word && (REASONS[word] ?? word.toLowerCase());
}
