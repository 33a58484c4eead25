// Embeddings of InvokeModel: Titan's, Cohere's and Nova's. The vectors are many numbers, which are counted and not parsed.

import { ownValue, type Size } from '../../model/size.ts';
import { toTexts } from '../../model/texts.ts';
import type { Response } from '../../model/response.ts';
import { failureOf, NO_ANSWER } from '../shapes/failure.ts';
import { embeddedSize } from '../shapes/size.ts';
import { embeddings } from './clients.ts';
import { parsed, viewOf } from './invoke-body.ts';
import { type InvokeCommand, type InvokeResult, bodyOf, hearing } from './invoke-command.ts';
import { countedIn } from './invoke-metrics.ts';

const COMMA = 0x2c;
const BRACKET = 0x5d;
/** Where a list of vectors may begin, in the order of preference. */
const BEFORE_VECTORS = ['"float":', '"embedding":', '"embeddings":'];
/** How much of the ends of a body is searched for a count. */
const REACH = 256;

export const invokeEmbeddings = embeddings<InvokeCommand, InvokeResult>({
  pass: hearing,
  request(command) {
    const body = bodyOf(command) ?? {};
    return {
      model: command.input.modelId,
      encodingFormats: toTexts(body['embedding_types'] ?? body['embeddingTypes']),
    };
  },
  size: sizeOf,
  response(result) {
    const bytes = viewOf(result.body);
    if (bytes === undefined) return { failure: NO_ANSWER };
    return bytes.includes('"embedding') ? toResponse(result, bytes) : toFailure(bytes);
  },
});

function toResponse(result: InvokeResult, bytes: Buffer): Response {
  const counted = countedIn(result);
  const inputTokens = counted.usage.inputTokens ?? tokensIn(bytes);
  return {
    usage: { inputTokens },
    dimensionCount: lengthOfVector(bytes),
    ...(counted.processingMs !== undefined && { processingMs: counted.processingMs }),
  };
}

function toFailure(bytes: Buffer): Response {
  return { failure: failureOf(parsed(bytes)) ?? NO_ANSWER };
}

/** Titan says it before or after the vectors. */
function tokensIn(bytes: Buffer): number | undefined {
  const ends = bytes.toString('latin1', 0, REACH) + bytes.toString('latin1', bytes.length - REACH);
  const count = /"inputTextTokenCount"\s*:\s*(\d+)/.exec(ends)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Of the first vector; of vectors that are packed in texts it is not known. */
function lengthOfVector(bytes: Buffer): number | undefined {
  const start = BEFORE_VECTORS.map((name) => bytes.indexOf(name)).find((place) => place >= 0);
  if (start === undefined) return undefined;
  const head = /^"\w+":[\s[]*(?=[-\d])/.exec(bytes.toString('latin1', start, start + REACH))?.[0];
  if (head === undefined) return undefined;
  let length = 1;
  for (let at = start + head.length; at < bytes.length && bytes[at] !== BRACKET; at += 1) {
    if (bytes[at] === COMMA) length += 1;
  }
  return length;
}

function sizeOf(command: InvokeCommand): Size | undefined {
  const body = bodyOf(command);
  return embeddedSize(ownValue(body, 'inputText') ?? ownValue(body, 'texts'));
}
