// The wire forms of images and audio: /v1/images/* and /v1/audio/*. Pictures and sounds are a few
// fixed bytes; what matters are their envelopes, their usage and their streams.
import {
  type Answer,
  createdAt,
  InvalidRequest,
  type JsonObject,
  type ServerEvent,
} from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { countTokens } from './words.ts';

const picture = Buffer.from('a picture').toString('base64');
const imageTokens = 272;

/** Answers a request to generate or edit images; `event` begins the names of its stream events. */
export function answerImages(
  request: JsonObject,
  event: 'image_generation' | 'image_edit',
): Answer {
  const textTokens = countTokens(String(request['prompt'] ?? ''));
  const usage = {
    input_tokens: textTokens,
    input_tokens_details: { text_tokens: textTokens, image_tokens: 0 },
    output_tokens: imageTokens,
    total_tokens: textTokens + imageTokens,
  };
  const count = Number(request['n'] ?? 1);
  const data = Array.from({ length: count }, () => ({ b64_json: picture }));
  const body = { created: createdAt, output_format: 'png', data, usage };
  if (String(request['stream']) !== 'true') return { body };
  const image = { b64_json: picture, created_at: createdAt, output_format: 'png' };
  const partial = `${event}.partial_image`;
  const completed = `${event}.completed`;
  return {
    body,
    events: [
      { name: partial, data: { type: partial, partial_image_index: 0, ...image } },
      { name: completed, data: { type: completed, ...image, usage } },
    ],
  };
}

/** Answers a request for variations of an image, which knows no usage. */
export function answerVariations(request: JsonObject): Answer {
  const data = Array.from({ length: Number(request['n'] ?? 1) }, () => ({ b64_json: picture }));
  return { body: { created: createdAt, data } };
}

/** Answers a request for speech with bytes. */
export function answerSpeech(request: JsonObject): Answer {
  if (request['input'] === undefined) throw new InvalidRequest("Missing parameter: 'input'.");
  return { body: {}, raw: { contentType: 'audio/mpeg', bytes: Buffer.from('a sound') } };
}

/** Answers a transcription or a translation: JSON, plain text, or a stream. */
export function answerTranscription(request: JsonObject, behaviour: Behaviour): Answer {
  const text = behaviour.answer ?? 'Somebody says something about spans.';
  const format = String(request['response_format'] ?? 'json');
  const usage = String(request['model']).startsWith('whisper')
    ? { type: 'duration', seconds: 3 }
    : {
        type: 'tokens',
        input_tokens: 14,
        input_token_details: { text_tokens: 0, audio_tokens: 14 },
        output_tokens: countTokens(text),
        total_tokens: 14 + countTokens(text),
      };
  const body = { text, usage };
  if (String(request['stream']) === 'true') return { body, events: toEvents(text, usage) };
  if (format === 'json') return { body };
  if (format === 'verbose_json') return { body: { ...body, language: 'english', duration: 3 } };
  return { body, raw: { contentType: 'text/plain; charset=utf-8', bytes: Buffer.from(text) } };
}

function toEvents(text: string, usage: JsonObject): ServerEvent[] {
  const deltas = text.match(/\s*\S+/g) ?? [];
  return [
    ...deltas.map((delta) => ({
      name: 'transcript.text.delta',
      data: { type: 'transcript.text.delta', delta },
    })),
    { name: 'transcript.text.done', data: { type: 'transcript.text.done', text, usage } },
  ];
}
