// The content of predictions. A model may take and return anything: what is named as usual becomes text, and URLs become
// media by their endings. Files that the package made of URLs are not read.

import type { Prediction, ServerSentEvent } from 'replicate';
import type { Content, Modality, OutputMessage, Part } from '../../model/content.ts';
import { appended } from '../../model/texts.ts';
import { toGeneric, toTextParts } from '../content-parts.ts';
import { toMedia } from '../data-url.ts';

const URL_LIKE = /^(?:https?:|data:)/i;
const MODALITIES: readonly (readonly [RegExp, Modality])[] = [
  [/\.(?:png|jpe?g|webp|gif|avif|svg)(?:[?#]|$)/i, 'image'],
  [/\.(?:mp4|webm|mov)(?:[?#]|$)/i, 'video'],
  [/\.(?:mp3|wav|ogg|flac|m4a)(?:[?#]|$)/i, 'audio'],
];

/** How a prediction ended, in the words of the conventions. */
const REASONS: ReadonlyMap<string, string> = new Map([['succeeded', 'stop']]);

/** The input of a model. */
export function toInput(input: unknown): Content {
  const {
    prompt,
    system_prompt: system,
    ...others
  } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const media = Object.values(others).filter((value) => isUrl(value));
  return {
    systemInstructions: system ? toTextParts(String(system)) : undefined,
    inputMessages: [{ role: 'user', parts: [...toParts(prompt), ...media.flatMap(toParts)] }],
  };
}

/** The output of a model that ended with `status`. */
export function toOutput(output: unknown, status = 'succeeded'): Content {
  if (output === undefined || output === null) return {};
  const message: OutputMessage = {
    role: 'assistant',
    parts: toParts(output),
    finish_reason: REASONS.get(status) ?? 'error',
  };
  return { outputMessages: [message] };
}

/** A prediction's. */
export function outputOf({ output, status }: Pick<Prediction, 'output' | 'status'>): Content {
  return toOutput(output, status);
}

/** What a stream has brought so far. */
export interface Streamed {
  readonly output: unknown;
  readonly status: Prediction['status'];
}

/** Adds what an event brings. Files come one by one, text in pieces. */
export function assemble(
  into: Streamed | undefined,
  part: Prediction | ServerSentEvent,
): Streamed | undefined {
  if (!('event' in part)) return into;
  const { event, data } = part as { readonly event: string; readonly data: unknown };
  if (event === 'done') {
    const isWhole = data === '' || data === '{}';
    return { output: into?.output, status: isWhole ? 'succeeded' : 'failed' };
  }
  if (event !== 'output') return into;
  const known = into?.output;
  const output =
    typeof data === 'string' && !isUrl(data)
      ? appended(typeof known === 'string' ? known : undefined, data)
      : [...(Array.isArray(known) ? (known as unknown[]) : []), data];
  return { output, status: 'processing' };
}

function toParts(value: unknown): Part[] {
  if (value === undefined || value === null) return [];
  if (isUrl(value)) return [toMedia(String(value), modalityOf(String(value)))];
  if (typeof value === 'string') return toTextParts(value);
  if (!Array.isArray(value)) return [toGeneric(value)];
  // Models of language return their text in pieces.
  const isText = value.every((item) => typeof item === 'string' && !isUrl(item));
  return isText ? toTextParts(value.join('')) : (value as unknown[]).flatMap(toParts);
}

/** Whether it is a URL, or a file that the package made of one. */
function isUrl(value: unknown): boolean {
  return typeof value === 'string' ? URL_LIKE.test(value) : value instanceof ReadableStream;
}

function modalityOf(url: string): Modality {
  return MODALITIES.find(([ending]) => ending.test(url))?.[1] ?? 'document';
}
