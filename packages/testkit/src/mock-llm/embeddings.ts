// The wire form of POST /v1/embeddings. A vector is a hashed bag of words of unit length: texts that
// share words are neighbours, which is all a small retrieval demo needs.
import { type Answer, InvalidRequest, type JsonObject } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { countTokens, toWords } from './words.ts';

interface EmbeddingsRequest {
  readonly model?: unknown;
  readonly input?: string | readonly (string | number | readonly number[])[];
  readonly encoding_format?: string;
  readonly dimensions?: number;
}

type Input = string | readonly number[];

/**
 * Answers an embeddings request.
 *
 * @throws {InvalidRequest} when `model` or `input` is missing or `dimensions` is not positive
 */
export function answerEmbeddings(request: JsonObject, behaviour: Behaviour): Answer {
  const {
    model: requested,
    input,
    encoding_format: encoding,
    dimensions,
  } = request as EmbeddingsRequest;
  if (typeof requested !== 'string') throw new InvalidRequest('you must provide a model parameter');
  if (input === undefined || input.length === 0) {
    throw new InvalidRequest("'$.input' is invalid: give at least one text.");
  }
  if (dimensions !== undefined && !(Number.isInteger(dimensions) && dimensions > 0)) {
    throw new InvalidRequest("'$.dimensions' is invalid: give a positive integer.");
  }
  const inputs = toInputs(input);
  const size = dimensions ?? (requested.includes('large') ? 3072 : 1536);
  const tokens = inputs
    .map((item) => (typeof item === 'string' ? countTokens(item) : item.length))
    .reduce((total, count) => total + count, 0);
  const model = behaviour.responseModel ?? requested;
  return {
    body: {
      object: 'list',
      data: inputs.map((item, index) => {
        const vector = toVector(item, size);
        const embedding =
          encoding === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
        return { object: 'embedding', index, embedding };
      }),
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    },
  };
}

function toInputs(input: NonNullable<EmbeddingsRequest['input']>): Input[] {
  if (typeof input === 'string') return [input];
  // One list of numbers is a single text, already cut into tokens.
  if (input.every((item) => typeof item === 'number')) return [input];
  return input.filter((item) => typeof item !== 'number');
}

function toVector(input: Input, size: number): Float32Array<ArrayBuffer> {
  const words = typeof input === 'string' ? toWords(input) : input.map(String);
  const vector = new Float32Array(size);
  for (const word of words) {
    const hash = toHash(word);
    const place = hash % size;
    vector[place] = vector[place]! + (hash & 0x8000_0000 ? -1 : 1);
  }
  // A text without words still needs a direction.
  if (vector.every((value) => value === 0)) vector[0] = 1;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** 32 bit FNV-1a with a final mix, so that short words spread over all dimensions. */
function toHash(word: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(word)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
