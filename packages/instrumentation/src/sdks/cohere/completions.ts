// What Cohere generates without a conversation: completions, summaries and transcripts. `classify` generates nothing.

import type { Cohere } from 'cohere-ai';
import type { Content, OutputMessage } from '../../model/content.ts';
import { placeOf } from '../../model/place.ts';
import { ownValue } from '../../model/size.ts';
import { appended } from '../../model/texts.ts';
import { toMessages, toPrompt, toTextParts } from '../content-parts.ts';
import { failureOf } from '../shapes/failure.ts';
import { promptSize } from '../shapes/size.ts';
import { inference, request, toReason, toRequest, toUsage } from './clients.ts';

/** One of several; the package's types have a reason only in streams. */
interface Generated {
  readonly text: string;
  readonly index?: number;
  readonly finishReason?: string;
  readonly finish_reason?: string;
}

/** A whole response, or one that is assembled. */
interface Generation {
  readonly id?: string;
  readonly generations?: readonly Generated[];
  readonly meta?: Cohere.ApiMeta;
}

const asked = {
  operation: 'text_completion',
  size: (params: object) => promptSize(ownValue(params, 'prompt')),
  input: ({ prompt }: { readonly prompt: string }): Content => toPrompt(prompt),
} as const;

function reasonOf({ finishReason, finish_reason: reason }: Generated): string {
  return toReason(finishReason ?? reason) ?? 'error';
}

function toAnswer(text: string | undefined, reason: string): OutputMessage {
  return { role: 'assistant', parts: toTextParts(text), finish_reason: reason };
}

const output = ({ generations }: Generation): Content => ({
  outputMessages: toMessages(generations, (each) => toAnswer(each.text, reasonOf(each))),
});

export const generate = inference<Cohere.GenerateRequest, Generation>({
  ...asked,
  request: toRequest,
  response: ({ id, meta, generations }) => ({
    id,
    finishReasons: generations?.map(reasonOf),
    usage: toUsage(meta),
  }),
  output,
});

export const generateStream = inference<
  Cohere.GenerateStreamRequest,
  Generation,
  Cohere.GenerateStreamedResponse
>({
  ...asked,
  request: (params) => ({ ...toRequest(params), stream: true }),
  stream: (stream) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, event) {
    switch (event.eventType) {
      case 'text-generation':
        return into.choice(event.index ?? 0, undefined);
      case 'stream-error':
        return into.first('failure', failureOf({ error: event.err }));
      case 'stream-end': {
        // It counts nothing.
        const { id, generations = [] } = (event.response ?? {}) as Generation;
        into.identify(id, undefined);
        for (const each of generations) into.choice(each.index ?? 0, reasonOf(each));
      }
    }
  },
  assemble(into, event) {
    if (event.eventType === 'stream-end') return event.response;
    if (event.eventType !== 'text-generation') return into;
    const generations = [...(into?.generations ?? [])];
    const index = placeOf(event.index);
    generations[index] = { text: appended(generations[index]?.text, event.text) };
    return { generations };
  },
  output,
});

export const summarize = inference<Cohere.SummarizeRequest, Cohere.SummarizeResponse>({
  operation: 'text_completion',
  request: ({ model, temperature }) => ({ model, temperature }),
  response: ({ id, meta }) => ({ id, finishReasons: ['stop'], usage: toUsage(meta) }),
  size: (params) => promptSize(ownValue(params, 'text')),
  input: ({ text }) => toPrompt(text),
  output: ({ summary }) => ({ outputMessages: [toAnswer(summary, 'stop')] }),
});

export const classify = request<Cohere.ClassifyRequest, Cohere.ClassifyResponse>({
  name: 'cohere.classify',
  request: ({ model }) => ({ model }),
  response: ({ id }) => ({ id }),
});

/** The file comes first. */
export const transcribe = inference<
  unknown,
  Cohere.audio.AudioTranscriptionsCreateResponse,
  never,
  Cohere.audio.TranscriptionsCreateRequest
>({
  operation: 'generate_content',
  request: (_file, { model, temperature }) => ({ model, temperature, outputType: 'text' }),
  signal: ({ args }) =>
    (args[2] as { readonly abortSignal?: AbortSignal } | undefined)?.abortSignal,
  response: () => ({ finishReasons: ['stop'] }),
  output: ({ text }) => ({ outputMessages: [toAnswer(text, 'stop')] }),
});
