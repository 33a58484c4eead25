// The embeddings of `@huggingface/transformers`. Their pipeline calls its model before it returns: that is how the
// tokens of its input are known.

import { type AnyMethod, defineMethod } from '../../model/method.ts';
import { embeddedSize } from '../shapes/size.ts';
import { ERROR_TEXTS } from './generation.ts';
import { type Model, modelOf } from './model-names.ts';
import { type Inputs, TokenCount } from './token-count.ts';

interface Pipeline {
  readonly model?: Model;
}

/** The call of a pipeline that its model is about to be called by. */
const awaiting = new WeakMap<Model, TokenCount>();

/** Vectors of texts. */
export const featureExtraction: AnyMethod = defineMethod<
  Pipeline,
  [texts: string | readonly string[]],
  { readonly dims?: readonly number[] }
>({
  describe: ({ self }) => ({
    kind: 'embeddings',
    provider: 'local',
    request: { model: modelOf(self.model) },
  }),
  before({ self }) {
    const count = new TokenCount();
    if (self.model !== undefined) awaiting.set(self.model, count);
    return count;
  },
  response: ({ dims }, before) => ({
    dimensionCount: dims?.at(-1),
    usage: { inputTokens: (before as TokenCount).usage.inputTokens },
  }),
  inError: (_error, before) => ({
    usage: { inputTokens: (before as TokenCount).usage.inputTokens },
  }),
  size: ({ args: [texts] }) => embeddedSize(texts),
  errorTexts: ERROR_TEXTS,
});

/** A model that runs once: no call of its own. */
export const call: AnyMethod = defineMethod<Model, [inputs?: Inputs], unknown>({
  describe({ self, args: [inputs] }) {
    awaiting.get(self)?.begun(self, inputs);
    awaiting.delete(self);
    return undefined;
  },
  response: () => ({}),
});
