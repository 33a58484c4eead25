// chat.completions.create, plain and streamed. `parse`, `stream` and `runTools` call it.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { Response } from '../../model/response.ts';
import { chatShape } from '../shapes/chat.ts';
import { streamUsage } from '../shapes/stream-usage.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { inference } from './methods.ts';
import { chatFits } from './parsed.ts';

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();

export const chat = inference<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>({
  ...shape,
  ...streamUsage,
  request: (params) => ({
    ...shape.request(params),
    openaiServiceTier: params.service_tier ?? undefined,
    openaiApiType: 'chat_completions',
  }),
  response: (completion) =>
    addSafety<Response>(
      {
        ...shape.response(completion),
        openaiServiceTier: completion.service_tier ?? undefined,
        openaiSystemFingerprint: completion.system_fingerprint ?? undefined,
      },
      completion,
    ),
  safety: safetyOfError,
  fits: chatFits,
  chunk(into, chunk) {
    shape.chunk(into, chunk);
    into.first('openaiServiceTier', chunk.service_tier);
    into.first('openaiSystemFingerprint', chunk.system_fingerprint);
    addSafety(into.metadata, chunk);
  },
});
