// What the bodies of responses and chunks say, and Bedrock about them.

import type { Response } from '../../model/response.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { failureOf, NO_ANSWER } from '../shapes/failure.ts';
import { UNKNOWN_FAMILY } from './families.ts';
import type { Family } from './family.ts';
import { decisionOf } from './guardrails.ts';
import { type Body, parsed, viewOf } from './invoke-body.ts';
import type { InvokeResult } from './invoke-command.ts';
import { countedAtEnd, countedIn, filled } from './invoke-metrics.ts';

/** Where the body of a response or a chunk says what a guardrail did. */
const GUARDRAIL = 'amazon-bedrock-guardrailAction';

/** Most chunks are these, and say nothing but content. */
const SILENT = ['{"type":"content_block_delta"', '{"contentBlockDelta"'].map((head) =>
  Buffer.from(head),
);

/** What a response of `family` says. */
export function toResponse(family: Family, result: InvokeResult): Response {
  const counted = countedIn(result);
  const body = family === UNKNOWN_FAMILY ? undefined : parsed(result.body);
  const said = body === undefined ? {} : family.response(body);
  const failure = body === undefined || isEmpty(body) ? NO_ANSWER : failureOf(body);
  return {
    ...said,
    usage: filled(said.usage, counted),
    guardrailDecision: said.guardrailDecision ?? (body && decisionOf(body[GUARDRAIL])),
    ...(counted.processingMs !== undefined && { processingMs: counted.processingMs }),
    ...(failure && family !== UNKNOWN_FAMILY && { failure }),
  };
}

/** Adds what a chunk of `family` says. */
export function addChunk(family: Family, into: StreamedResponse, bytes: unknown): void {
  if (isSilent(bytes)) return;
  const body = parsed(bytes);
  if (body === undefined) return;
  into.first('failure', failureOf(body));
  family.chunk(into, body);
  const decision = decisionOf(body[GUARDRAIL]);
  if (decision !== undefined) into.metadata.guardrailDecision = decision;
  const counted = countedAtEnd(body);
  if (counted === undefined) return;
  into.metadata.usage = filled(into.metadata.usage, counted);
  into.first('processingMs', counted.processingMs);
  into.ended();
}

function isSilent(bytes: unknown): boolean {
  const view = viewOf(bytes);
  return view !== undefined && SILENT.some((head) => beginsWith(view, head));
}

function beginsWith(view: Buffer, head: Buffer): boolean {
  return view.length >= head.length && head.compare(view, 0, head.length) === 0;
}

function isEmpty(body: Body): boolean {
  for (const _ in body) return false;
  return true;
}
