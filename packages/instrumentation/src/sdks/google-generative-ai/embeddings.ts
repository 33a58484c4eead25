// The embeddings of `@google/generative-ai`, of one content or of several. The service counts no tokens.

import type {
  BatchEmbedContentsResponse,
  EmbedContentRequest,
  EmbedContentResponse,
} from '@google/generative-ai';
import { type AnyMethod, defineMethod } from '../../model/method.ts';
import type { Response } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { failureOf, NO_ANSWER } from '../shapes/failure.ts';
import { embedContentSize } from '../shapes/generate-content/size.ts';
import { type Args, common, named, served, type Asked } from './call.ts';

const embedding = {
  ...common,
  describe: (call: Asked) =>
    ({
      kind: 'embeddings',
      ...served(call),
      request: { model: named(call.args[1]) },
    }) as const,
} as const;

/** One. */
export const embedContent = defineMethod<unknown, Args<EmbedContentRequest>, EmbedContentResponse>({
  ...(embedding as object as Pick<AnyMethod, 'describe'>),
  response: (result) => toVector(result, result.embedding?.values),
  size: ({ args }) => embedContentSize(args[2]),
});

/** Several. */
export const batchEmbedContents = defineMethod<
  unknown,
  Args<{ readonly requests: readonly EmbedContentRequest[] }>,
  BatchEmbedContentsResponse
>({
  ...(embedding as object as Pick<AnyMethod, 'describe'>),
  response: (result) => toVector(result, result.embeddings?.[0]?.values),
  size: ({ args }) => {
    const requests = ownValue(args[2], 'requests');
    if (!Array.isArray(requests)) return undefined;
    return embedContentSize({ contents: requests.map((each) => ownValue(each, 'content')) });
  },
});

/** An error that a server sends with a success has no vector, as an empty answer has none. */
function toVector(result: object, values: readonly number[] | undefined): Response {
  if (values === undefined) return { failure: failureOf(result) ?? NO_ANSWER };
  return { dimensionCount: values.length };
}
