// audio.speech, transcriptions and translations. Speech is a raw `Response`, whose body belongs to
// the caller; a transcription may be plain text; its usage may be seconds instead of tokens.

import type { SpeechCreateParams } from 'openai/resources/audio/speech';
import type {
  TranscriptionCreateParams,
  TranscriptionCreateResponse,
  TranscriptionStreamEvent,
} from 'openai/resources/audio/transcriptions';
import type {
  TranslationCreateParams,
  TranslationCreateResponse,
} from 'openai/resources/audio/translations';
import { defineMethod } from '../../core/adapter.ts';
import { toUsage, type TokenUsage } from './usage.ts';

export const speech = defineMethod<SpeechCreateParams, Response>({
  operation: 'generate_content',
  request: ({ model }) => ({ model, outputType: 'speech' }),
  response: () => ({}),
});

export const transcriptions = defineMethod<
  TranscriptionCreateParams,
  TranscriptionCreateResponse | string,
  TranscriptionStreamEvent
>({
  operation: 'generate_content',
  request: ({ model, stream, temperature }) => ({
    model,
    stream: stream ?? undefined,
    temperature,
    outputType: 'text',
  }),
  response: (result) => ({
    usage: toUsage((result as { usage?: TokenUsage }).usage),
  }),
  chunk(into, event) {
    const usage = 'usage' in event ? toUsage(event.usage) : undefined;
    if (usage !== undefined) into.usage(usage);
  },
});

export const translations = defineMethod<
  TranslationCreateParams,
  TranslationCreateResponse | string
>({
  operation: 'generate_content',
  request: ({ model, temperature }) => ({ model, temperature, outputType: 'text' }),
  response: () => ({}),
});
