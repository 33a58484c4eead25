// OpenAI's speech, transcriptions and translations, which other services speak, too. Speech is a raw `Response`, whose
// body belongs to the caller; a transcription may be plain text; its usage may be seconds instead of tokens.

import type { TranscriptionStreamEvent } from 'openai/resources/audio/transcriptions';
import type { Content } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response as ModelResponse, Usage } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toPrompt, toTextParts } from '../content-parts.ts';
import { promptSize } from './size.ts';
import { toUsage, type TokenUsage } from './usage.ts';
import { confidenceOf } from './confidence.ts';

interface SpeechParams {
  readonly model: string;
  readonly input: string;
  readonly instructions?: string;
}
interface TranscriptionParams {
  readonly model?: string;
  readonly stream?: boolean | null;
  readonly temperature?: number;
  readonly prompt?: string;
}

interface Timed {
  readonly usage?: TokenUsage & { readonly seconds?: unknown };
  readonly duration?: unknown;
}

/** A text that becomes speech. */
export const SPEECH = {
  operation: 'generate_content',
  request: ({ model }: SpeechParams): RequestOf<'inference'> => ({ model, outputType: 'speech' }),
  response: (): ModelResponse => ({}),
  // Instructions are not spoken, and cost nothing.
  size: (params: SpeechParams) => promptSize(ownValue(params, 'input')),
  input: ({ input, instructions }: SpeechParams): Content => ({
    systemInstructions: toTextParts(instructions),
    ...toPrompt(input),
  }),
} as const;

/** A recording that becomes text. */
export const TRANSCRIPTION = {
  operation: 'generate_content',
  request: ({ model, stream, temperature }: TranscriptionParams): RequestOf<'inference'> => ({
    model,
    stream: stream ?? undefined,
    temperature,
    outputType: 'text',
  }),
  response: (result: Text | string): ModelResponse => ({
    transcriptionConfidence: confidenceOf(result),
    usage: withSeconds(result as object),
  }),
  input: toInput,
  output: toOutput,
  assemble(
    into: Text | string | undefined,
    event: TranscriptionStreamEvent,
  ): Text | string | undefined {
    const text = typeof into === 'object' ? into.text : '';
    if (event.type === 'transcript.text.delta') return toUnfinished(text + event.delta);
    return event.type === 'transcript.text.done' ? { text: event.text } : into;
  },
  saysEnd: true,
  chunk(into: StreamedResponse, event: TranscriptionStreamEvent): void {
    if (event.type === 'transcript.text.done') {
      into.ended();
      into.metadata.transcriptionConfidence = confidenceOf(event);
    }
    const usage = 'usage' in event ? toUsage(event.usage) : undefined;
    if (usage !== undefined) into.usage(usage);
  },
} as const;

/** A recording that becomes text in another language. */
export const TRANSLATION = {
  operation: 'generate_content',
  request: ({ model, temperature }: TranscriptionParams): RequestOf<'inference'> => ({
    model,
    temperature,
    outputType: 'text',
  }),
  response: (result: Text | string): ModelResponse => ({
    transcriptionConfidence: confidenceOf(result),
  }),
  input: toInput,
  output: toOutput,
} as const;

/** Some models are charged by time: their usage is a duration, or the result says how long the recording is. */
function withSeconds(result: object): Usage | undefined {
  const { usage, duration } = result as Timed;
  const tokens = toUsage(usage);
  const audioSeconds = [usage?.seconds, Number(duration)].find(
    (seconds): seconds is number => Number.isFinite(seconds) && (seconds as number) > 0,
  );
  return tokens !== undefined || audioSeconds === undefined ? tokens : { audioSeconds };
}

/** The recording is an uploaded file; the accompanying prompt may be text. */
function toInput({ prompt }: { readonly prompt?: string }): Content {
  return prompt ? toPrompt(prompt) : {};
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
