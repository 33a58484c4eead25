// chat.completions.create, plain and streamed. `parse`, `stream` and `runTools` call it.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { Response } from '../../model/response.ts';
import { assemble, chatChunk, chatRequest, chatResponse, input, output } from '../shapes/chat.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { inference } from './methods.ts';
import { streamUsage } from '../shapes/stream-usage.ts';

export const chat = inference<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>({
  operation: 'chat',
  request: (params) => ({
    ...chatRequest(params),
    openaiServiceTier: params.service_tier ?? undefined,
    openaiApiType: 'chat_completions',
  }),
  response: (completion) =>
    addSafety<Response>(
      {
        ...chatResponse(completion),
        openaiServiceTier: completion.service_tier ?? undefined,
        openaiSystemFingerprint: completion.system_fingerprint ?? undefined,
      },
      completion,
    ),
  safety: safetyOfError,
  input,
  output,
  assemble,
  ...streamUsage,
  chunk(into, chunk) {
    chatChunk(into, chunk);
    into.metadata.openaiServiceTier ??= chunk.service_tier ?? undefined;
    into.metadata.openaiSystemFingerprint ??= chunk.system_fingerprint ?? undefined;
    addSafety(into.metadata, chunk);
  },
});
