// The legacy completions.create, plain and streamed.

import type { Completion, CompletionCreateParams } from 'openai/resources/completions';
import type { Response as ModelResponse } from '../../model/response.ts';
import { completionsShape } from '../shapes/completions.ts';
import { streamUsage } from '../shapes/stream-usage.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { inference } from './methods.ts';

const shape = completionsShape<CompletionCreateParams, Completion, Completion>();

export const completions = inference<CompletionCreateParams, Completion, Completion>({
  ...shape,
  ...streamUsage,
  response: (completion) =>
    addSafety<ModelResponse>(
      {
        ...shape.response(completion),
        openaiSystemFingerprint: completion.system_fingerprint,
      },
      completion,
    ),
  safety: safetyOfError,
  chunk(into, chunk) {
    shape.chunk(into, chunk);
    into.first('openaiSystemFingerprint', chunk.system_fingerprint);
    addSafety(into.metadata, chunk);
  },
});
