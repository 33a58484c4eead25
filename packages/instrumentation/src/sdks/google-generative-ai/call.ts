// The calls of the functions of `@google/generative-ai` that send requests.

import type { GenerateContentRequest } from '@google/generative-ai';
import type { Call } from '../../model/method.ts';
import { ERROR_TEXTS } from '../shapes/generate-content/error-texts.ts';
import { isAbort, toFailure } from './failure.ts';

const USUAL = 'https://generativelanguage.googleapis.com';

/** Of a request. */
interface Options {
  readonly baseUrl?: string;
  readonly signal?: AbortSignal;
}
/** Of the functions that send. The key is never read. */
export type Args<Params> = [key: unknown, model: string, params: Params, options?: Options];
/** A call of one of them. */
export type Asked = Call<unknown, Args<GenerateContentRequest>>;

/** What they share. */
export const common = {
  failure: toFailure,
  errorTexts: [
    ...ERROR_TEXTS,
    'Error reading from the stream',
    'Failed to parse stream',
    'Request aborted when reading from the stream',
  ],
  isAbort,
  signal: ({ args }: Asked) => args[3]?.signal,
};

/** Who is asked. */
export const served = ({ args }: Asked) =>
  ({ provider: 'gcp.gemini', server: args[3]?.baseUrl ?? USUAL }) as const;
/** A model as it is named elsewhere. */
export const named = (model: string): string => model.replace(/^models\//, '');
