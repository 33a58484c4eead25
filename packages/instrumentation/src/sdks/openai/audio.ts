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
import type { Content } from '../../model/content.ts';
import type { Usage } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { toTextParts } from '../content-parts.ts';
import { promptSize } from '../shapes/size.ts';
import { toUsage, type TokenUsage } from '../shapes/usage.ts';
import { confidenceOf } from './confidence.ts';
import { inference } from './methods.ts';

export const speech = inference<SpeechCreateParams, Response>({
  operation: 'generate_content',
  request: ({ model }) => ({ model, outputType: 'speech' }),
  response: () => ({}),
  // Instructions are not spoken, and cost nothing.
  size: (params) => promptSize(ownValue(params, 'input')),
  input: ({ input, instructions }) => ({
    systemInstructions: toTextParts(instructions),
    inputMessages: [{ role: 'user', parts: toTextParts(input) }],
  }),
});

export const transcriptions = inference<
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
    transcriptionConfidence: confidenceOf(result),
    usage: withSeconds(
      result as { usage?: TokenUsage & { seconds?: unknown }; duration?: unknown },
    ),
  }),
  input: toInput,
  output: toOutput,
  assemble(into, event) {
    const text = typeof into === 'object' ? into.text : '';
    if (event.type === 'transcript.text.delta') return toUnfinished(text + event.delta);
    return event.type === 'transcript.text.done' ? { text: event.text } : into;
  },
  saysEnd: true,
  chunk(into, event) {
    if (event.type === 'transcript.text.done') {
      into.ended();
      into.metadata.transcriptionConfidence = confidenceOf(event);
    }
    const usage = 'usage' in event ? toUsage(event.usage) : undefined;
    if (usage !== undefined) into.usage(usage);
  },
});

export const translations = inference<TranslationCreateParams, TranslationCreateResponse | string>({
  operation: 'generate_content',
  request: ({ model, temperature }) => ({ model, temperature, outputType: 'text' }),
  response: (result) => ({ transcriptionConfidence: confidenceOf(result) }),
  input: toInput,
  output: toOutput,
});

/** Some models are charged by time: their usage is a duration, or the result says how long the recording is. */
function withSeconds({
  usage,
  duration,
}: {
  readonly usage?: TokenUsage & { readonly seconds?: unknown };
  readonly duration?: unknown;
}): Usage | undefined {
  const tokens = toUsage(usage);
  const audioSeconds = [usage?.seconds, Number(duration)].find(
    (seconds): seconds is number => Number.isFinite(seconds) && (seconds as number) > 0,
  );
  return tokens !== undefined || audioSeconds === undefined ? tokens : { audioSeconds };
}

/** The recording is an uploaded file; the accompanying prompt may be text. */
function toInput({ prompt }: { readonly prompt?: string }): Content {
  return prompt ? { inputMessages: [{ role: 'user', parts: toTextParts(prompt) }] } : {};
}

/** The text streamed so far. */
function toUnfinished(text: string): Text {
  return { text, isUnfinished: true };
}

interface Text {
  readonly text: string;
  readonly isUnfinished?: true;
}

function toOutput(result: Text | string): Content {
  const { text, isUnfinished } = typeof result === 'string' ? { text: result } : result;
  const finishReason = isUnfinished === true ? 'error' : 'stop';
  return {
    outputMessages: [{ role: 'assistant', parts: toTextParts(text), finish_reason: finishReason }],
  };
}
