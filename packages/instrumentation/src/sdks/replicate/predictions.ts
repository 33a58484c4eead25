// What predictions of Replicate say: how they ended, and what the model used. The service tells the end of one in every
// answer about it: it is counted once.

import type { Prediction, ServerSentEvent } from 'replicate';
import { toCount } from '../../model/count.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Failure, Response, Usage } from '../../model/response.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTexts } from '../../model/texts.ts';
import { isNewEnd } from '../background.ts';

/** Counts of models that have them, and seconds. */
interface Metrics {
  readonly predict_time?: unknown;
  readonly input_token_count?: unknown;
  readonly output_token_count?: unknown;
  readonly image_count?: unknown;
}

const ENDS: ReadonlySet<string> = new Set(['succeeded', 'failed', 'canceled', 'aborted']);

/** Settings that models call alike; others are unknown. */
export function toRequest(
  model: string | undefined,
  input: unknown,
  stream?: true,
): RequestOf<'inference'> {
  const asked = (input ?? {}) as Readonly<Record<string, unknown>>;
  const number = (key: string): number | undefined =>
    typeof asked[key] === 'number' ? asked[key] : undefined;
  return {
    model,
    stream,
    temperature: number('temperature'),
    topP: number('top_p'),
    topK: number('top_k'),
    maxTokens: number('max_tokens') ?? number('max_new_tokens'),
    presencePenalty: number('presence_penalty'),
    frequencyPenalty: number('frequency_penalty'),
    stopSequences: toTexts(asked['stop_sequences'] || undefined),
    seed: number('seed'),
  };
}

/** The model of `owner/name` or `owner/name:version`; `undefined` for a version alone. */
export function toModel(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !reference.includes('/')) return undefined;
  return reference.split(':', 1)[0];
}

/** What a prediction says to the call that made it. */
export function toResponse(prediction: Prediction): Response {
  const { id, status } = prediction;
  if (ENDS.has(status)) isNewEnd(id, status);
  return toWhole(prediction);
}

/** What it says to a call that fetches it: the first to know its end has the tokens. */
export function toFetched(prediction: Prediction): Response {
  const whole = toWhole(prediction);
  const { id, model, finishReasons, failure } = whole;
  const { status } = prediction;
  const fetched = { id, model, finishReasons, status };
  const isFirst = ENDS.has(status) && isNewEnd(id!, status);
  return isFirst ? { ...fetched, failure, fetched: whole } : fetched;
}

function toWhole({ id, model, status, error, metrics }: Prediction): Response {
  const seconds = (metrics as Metrics | undefined)?.predict_time;
  return {
    id,
    model,
    finishReasons: ENDS.has(status) ? [status] : undefined,
    usage: toUsage(metrics as Metrics | undefined),
    ...(typeof seconds === 'number' && { processingMs: seconds * 1000 }),
    ...(status === 'failed' && { failure: failureOf(error) }),
  };
}

function toUsage(metrics: Metrics | undefined): Usage | undefined {
  const inputTokens = toCount(metrics?.input_token_count);
  const outputTokens = toCount(metrics?.output_token_count);
  const imageCount = toCount(metrics?.image_count);
  if (inputTokens === undefined && outputTokens === undefined && imageCount === undefined) {
    return undefined;
  }
  return { inputTokens, outputTokens, imageCount };
}

/** Of a prediction whose model failed. */
export function failureOf(error: unknown): Failure {
  return {
    code: 'prediction_failed',
    message: typeof error === 'string' ? error : undefined,
    class: 'server',
  };
}

/** Reads a prediction, or an event of its stream. */
export function readPart(into: StreamedResponse, part: Prediction | ServerSentEvent): void {
  if ('event' in part) return readEvent(into, part);
  // The application may fetch another one meanwhile, in a callback.
  if ((into.metadata.id ?? part.id) !== part.id) return;
  const { usage, finishReasons, ...rest } = toResponse(part);
  Object.assign(into.metadata, rest);
  if (usage !== undefined) into.usage(usage);
  into.choice(0, finishReasons?.[0]);
}

function readEvent(into: StreamedResponse, { event, data }: ServerSentEvent): void {
  if (event === 'output') into.choice(0, undefined);
  if (event !== 'done') return;
  const { reason } = JSON.parse(data || '{}') as { readonly reason?: unknown };
  into.choice(0, typeof reason === 'string' && reason !== '' ? reason : 'succeeded');
}
