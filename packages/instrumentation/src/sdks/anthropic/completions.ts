// The legacy completions.create, plain and streamed; removed in 1.0.

import { ownValue } from '../../model/size.ts';
import { appended, toTexts } from '../../model/texts.ts';
import { toPrompt, toTextParts } from '../content-parts.ts';
import { promptSize } from '../shapes/size.ts';
import { inference } from './methods.ts';
import { toFinishReason } from '../shapes/stop-reason.ts';

interface CompletionParams {
  readonly prompt?: string;
  readonly model?: string;
  readonly stream?: boolean;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly top_k?: number;
  readonly max_tokens_to_sample?: number;
  readonly stop_sequences?: unknown;
}

interface Completion {
  readonly completion?: string;
  readonly id?: string;
  readonly model?: string;
  readonly stop_reason?: string | null;
}

export const completions = inference<CompletionParams, Completion, Completion>({
  operation: 'text_completion',
  request: (params) => ({
    model: params.model,
    stream: params.stream,
    temperature: params.temperature,
    topP: params.top_p,
    topK: params.top_k,
    maxTokens: params.max_tokens_to_sample,
    stopSequences: toTexts(params.stop_sequences),
  }),
  size: (params) => promptSize(ownValue(params, 'prompt')),
  response: ({ id, model, stop_reason }) => {
    const finishReason = toFinishReason(stop_reason);
    return { id, model, finishReasons: finishReason === undefined ? undefined : [finishReason] };
  },
  input: ({ prompt }) => toPrompt(prompt),
  output: ({ completion, stop_reason }) => ({
    outputMessages: [
      {
        role: 'assistant',
        parts: toTextParts(completion),
        finish_reason: toFinishReason(stop_reason) ?? 'error',
      },
    ],
  }),
  assemble: (into, { completion, stop_reason }) => ({
    completion: appended(into?.completion, completion ?? ''),
    stop_reason: stop_reason ?? into?.stop_reason,
  }),
  saysEnd: true,
  chunk(into, { id, model, stop_reason }) {
    into.identify(id, model);
    into.choice(0, toFinishReason(stop_reason));
  },
});
