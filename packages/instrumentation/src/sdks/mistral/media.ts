// Recordings and documents that become text: transcriptions, streamed too, and OCR.

import type {
  OCRRequest,
  OCRResponse,
  TranscriptionResponse,
  TranscriptionStreamEvents,
} from '@mistralai/mistralai/models/components';
import type { Content, Modality } from '../../model/content.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTextParts } from '../content-parts.ts';
import { toMedia } from '../data-url.ts';
import { toCompletionUsage } from '../shapes/usage.ts';
import { type Client, type Done, inference, thrown, valueOf } from './methods.ts';
import { toUsage } from './wire.ts';

interface Asked {
  readonly model: string;
  readonly temperature?: number | null;
  readonly fileUrl?: string | null;
}
type Document = OCRRequest['document'];
/** A transcription that is assembled of a stream. */
interface Text {
  readonly text: string;
  readonly isUnfinished?: boolean;
}

const toRequest = ({ model, temperature }: Asked) => ({
  model,
  temperature: temperature ?? undefined,
  outputType: 'text' as const,
});

/** Uploaded files have no text. */
const heard = (url: string | null | undefined, modality: Modality): Content =>
  url ? { inputMessages: [{ role: 'user', parts: [toMedia(url, modality)] }] } : {};

const said = ({ text, isUnfinished }: Text): Content => ({
  outputMessages: [
    {
      role: 'assistant',
      parts: toTextParts(text),
      finish_reason: isUnfinished === true ? 'error' : 'stop',
    },
  ],
});

const answerOf = ({ model, usage }: Pick<TranscriptionResponse, 'model' | 'usage'>) => ({
  model,
  usage: toCompletionUsage(toUsage(usage)),
});

export const transcribe = inference<Client, Done<TranscriptionResponse>, never, Asked>({
  operation: 'generate_content',
  request: (_client, asked) => toRequest(asked),
  thrown,
  input: (_client, { fileUrl }) => heard(fileUrl, 'audio'),
  response: (done) => answerOf(valueOf(done)),
  output: (done) => said(valueOf(done)),
});

export const transcribeStream = inference<
  Client,
  Done<object> | Text,
  TranscriptionStreamEvents,
  Asked
>({
  operation: 'generate_content',
  request: (_client, asked) => ({ ...toRequest(asked), stream: true }),
  thrown: (done) => thrown(done as Done<object>),
  input: (_client, { fileUrl }) => heard(fileUrl, 'audio'),
  stream: (done) => valueOf(done as Done<object>),
  response: () => ({}),
  saysEnd: true,
  chunk(into: StreamedResponse, { data }) {
    if (data.type !== 'transcription.done') return;
    const { model, usage } = answerOf(data as TranscriptionResponse);
    into.ended();
    into.identify(undefined, model);
    if (usage !== undefined) into.usage(usage);
  },
  assemble(into, { data }) {
    const { type, text } = data as { readonly type: string; readonly text?: string };
    if (type === 'transcription.done') return { text: text ?? '' };
    const before = (into as Text | undefined)?.text ?? '';
    const isText = type === 'transcription.text.delta';
    return { text: isText ? before + (text ?? '') : before, isUnfinished: true };
  },
  output: (assembled) => said(assembled as Text),
});

/** Its price is by page, and pages are not tokens. */
export const readDocument = inference<Client, Done<OCRResponse>, never, OCRRequest>({
  operation: 'generate_content',
  request: (_client, { model }) => ({ model: model ?? undefined, outputType: 'text' }),
  thrown,
  input: (_client, { document }) => heard(urlOf(document), modalityOf(document)),
  response: (done) => ({ model: valueOf(done).model }),
  output: (done) =>
    said({
      text: valueOf(done)
        .pages.map(({ markdown }) => markdown)
        .join('\n\n'),
    }),
});

function urlOf(document: Document): string | undefined {
  if (document.type === 'document_url') return document.documentUrl;
  if (document.type !== 'image_url') return undefined;
  return typeof document.imageUrl === 'string' ? document.imageUrl : document.imageUrl.url;
}

function modalityOf({ type }: Document): Modality {
  return type === 'image_url' ? 'image' : 'document';
}
