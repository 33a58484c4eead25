// Generations of `@huggingface/transformers`: by a pipeline, and by a model itself. Pipelines call the model: then it
// has no call of its own, and tells the tokens of its input.

import { type AnyMethod, type Call, defineMethod, type Method } from '../../model/method.ts';
import { toCount } from '../../model/count.ts';
import type { Operation, RequestOf } from '../../model/operation.ts';
import { type Model, modelOf } from './model-names.ts';
import { countIn, type Options as CountedOptions, TokenCount } from './token-count.ts';

/** The options of a generation. */
export interface Options extends CountedOptions {
  readonly max_new_tokens?: number;
  readonly temperature?: number;
  readonly top_k?: number;
  readonly top_p?: number;
  readonly tools?: unknown;
}

/** Texts of the package. */
export const ERROR_TEXTS: readonly string[] = [
  'Input must be a string, an array of strings, a Chat, or an array of Chats',
  "Pooling method '{text}' not supported.",
  'TextStreamer only supports batch size of 1',
  'Missing the following inputs: {text}.',
  'An error occurred during model execution: "{text}".',
  'Unable to find EOS token to generate text.',
  'Both `input_ids` and `inputs_embeds` are missing in the model inputs.',
];

type Operations = 'chat' | 'text_completion';

/** What generations share whose options are the argument at `index`. */
export function generating<Self, Args extends readonly unknown[], Result>(
  index: number,
  about: (call: Call<Self, Args>) => { model: Model | undefined; operation: Operations },
): Method<Self, Args, Result> {
  const optionsIn = ({ args }: Call<Self, Args>): Options => (args[index] ?? {}) as Options;
  return {
    describe(call): Operation {
      const { model, operation } = about(call);
      const request = { model: modelOf(model), ...toRequest(optionsIn(call)) };
      return { kind: 'inference', operation, provider: 'local', request };
    },
    before: (call) => new TokenCount(optionsIn(call)),
    listen(call, heard, before) {
      const given = call.args[index];
      // The package throws for those; only the second argument may be absent.
      if (given === null || (given === undefined && index === 0)) return undefined;
      const options = optionsIn(call);
      const streamer = (before as TokenCount).streamer(options.streamer, heard);
      const args: readonly unknown[] = [...call.args.slice(0, index), { ...options, streamer }];
      return args as Args;
    },
    response: (_result, before) => {
      const { usage, finishReasons } = before as TokenCount;
      return { usage, finishReasons };
    },
    inError: (_error, before) => ({ usage: (before as TokenCount).usage }),
    isStopped: (_result, before) => (before as TokenCount).isStopped,
    errorTexts: ERROR_TEXTS,
  };
}

function toRequest(options: Options): RequestOf<'inference'> {
  return {
    ...(options.streamer && { stream: true }),
    maxTokens: toCount(options.max_new_tokens),
    temperature: options.temperature,
    topK: options.top_k,
    topP: options.top_p,
  };
}

type ModelArgs = [options?: Options];
const alone = generating<Model, ModelArgs, unknown>(0, ({ self }) => ({
  model: self,
  operation: 'text_completion',
}));

/** A generation of tokens by a model: what they say is not known here. */
export const generate: AnyMethod = defineMethod<Model, ModelArgs, unknown, unknown>({
  ...alone,
  describe(call) {
    const { self, args } = call;
    const count = countIn(args[0]);
    if (count === undefined) return alone.describe(call);
    count.begun(self, args[0]);
    return undefined;
  },
  before(call) {
    const count = new TokenCount(call.args[0]);
    count.begun(call.self, call.args[0]);
    return count;
  },
});
