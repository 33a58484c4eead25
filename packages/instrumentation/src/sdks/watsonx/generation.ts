// Text generation of watsonx.ai: one prompt, and results with counts and a reason each.

import type {
  DeploymentsTextGenerationParams,
  TextGenerationParams,
  TextGenResponse,
} from '@ibm-cloud/watsonx-ai';
import type { Content } from '../../model/content.ts';
import { toCount } from '../../model/count.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Usage } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { appended } from '../../model/texts.ts';
import { toMessages, toPrompt, toTextParts } from '../content-parts.ts';
import { promptSize } from '../shapes/size.ts';
import { type Chunk, dataOf, failureIn, inference, streaming } from './clients.ts';

/** A deployment stands for a model that it does not name. */
type Asked = TextGenerationParams | DeploymentsTextGenerationParams;
type Result = TextGenResponse['results'][number];

const REASONS: Readonly<Record<string, string | undefined>> = {
  not_finished: undefined,
  eos_token: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  token_limit: 'length',
};

function reasonOf({ stop_reason: reason }: Result): string | undefined {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason;
}

function toRequest(asked: Asked): RequestOf<'inference'> {
  const { parameters = {} } = asked;
  return {
    model: 'modelId' in asked ? asked.modelId : asked.idOrName,
    temperature: parameters.temperature,
    topP: parameters.top_p,
    topK: parameters.top_k,
    maxTokens: parameters.max_new_tokens,
    stopSequences: parameters.stop_sequences,
    seed: parameters.random_seed,
  };
}

/** Events after the first count no input; the output is a running total. */
function toUsage({ input_token_count: input, generated_token_count: output }: Result): Usage {
  return { inputTokens: toCount(input) || undefined, outputTokens: toCount(output) };
}

const asked = {
  operation: 'text_completion',
  size: (params: Asked) => promptSize(ownValue(params, 'input')),
  input: ({ input }: Asked) => toPrompt(input),
  output: ({ results }: Pick<TextGenResponse, 'results'>): Content => ({
    outputMessages: toMessages(results, (result) => ({
      role: 'assistant',
      parts: toTextParts(result.generated_text),
      finish_reason: reasonOf(result) ?? 'error',
    })),
  }),
} as const;

export const generateText = inference<Asked, TextGenResponse>({
  ...asked,
  request: toRequest,
  response: ({ model_id: model, results }) => ({
    model,
    finishReasons: results?.map((result) => reasonOf(result) ?? 'error'),
    usage: results?.[0] && toUsage(results[0]),
  }),
});

export const generateTextStream = streaming<Asked, TextGenResponse, Chunk>({
  ...asked,
  request: (params) => ({ ...toRequest(params), stream: true }),
  stream: (stream) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, chunk) {
    const data = dataOf(chunk) as TextGenResponse | undefined;
    into.first('failure', failureIn(data));
    into.identify(undefined, data?.model_id);
    const result = data?.results?.[0];
    if (result === undefined) return;
    into.choice(0, reasonOf(result));
    into.usage(toUsage(result));
  },
  assemble(into, chunk) {
    const data = dataOf(chunk) as TextGenResponse | undefined;
    const next = data?.results?.[0];
    if (next === undefined) return into;
    const text = appended(into?.results[0]?.generated_text, next.generated_text);
    return { ...data!, results: [{ ...next, generated_text: text }] };
  },
});
