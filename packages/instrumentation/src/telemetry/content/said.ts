// The content of an ended operation that leaves the process.

import type { Attributes, SpanContext } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { isRecorded } from '../../content/capture.ts';
import { together, type ContentCopy } from '../../content/copy.ts';
import { CutText } from '../../content/cut-text.ts';
import { promptHash } from '../../content/prompt-hash.ts';
import { omissionOf, released, type Circumstances } from '../../content/release.ts';
import type { Content } from '../../model/content.ts';
import type { Kind, OperationName } from '../../model/kinds.ts';
import { uploaded } from './content-references.ts';
import type { Conversation } from '../context/conversation.ts';
import type { OperationEnd, OperationStart, Said, Thrown } from '../operation.ts';
import { asServiceError } from '../errors/service-errors.ts';
import { wholeText } from '../errors/shown-error.ts';
import { knowsOperation } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';

const NOTHING: ContentCopy = {
  content: {},
  dropped: 0,
};

/** The exported content of an ended operation; `undefined` if none was read. */
export function saidIn(
  start: OperationStart,
  end: OperationEnd,
  conversation: Conversation | undefined,
  span: SpanContext,
): Said | undefined {
  const { capture, operation } = start;
  if (capture === undefined || !hasContent(start.kind, operation)) return undefined;
  const copy = together(start.content, end.content) ?? NOTHING;
  const { content, dropped } = copy;
  const attributes: Attributes = {};
  if (capture.isHashed && start.kind === 'inference') addPromptHash(attributes, content);
  const omission = omissionOf(capture, circumstancesOf(end));
  if (omission === 'rate_limit') attributes[A.contentOmitted] = omission;
  if (omission !== undefined || !isRecorded(capture)) {
    return { capture, attributes };
  }
  if (dropped > 0) attributes[A.contentDropped] = dropped;
  const variables = start.kind === 'inference' ? conversation?.prompt?.variables : undefined;
  const errorText = end.thrown && errorTextOf(end.thrown);
  const whole = { ...content, ...errorText, ...(variables && { promptVariables: variables }) };
  const all = released(whole, capture);
  if (capture.isUploaded) Object.assign(attributes, uploaded(all, span));
  return {
    capture,
    content: capture.onSpans || capture.onEvents ? all : undefined,
    attributes,
  };
}

/** The conventions define no content without an operation but for prompts and resources over MCP. */
function hasContent(kind: Kind, operation: OperationName | undefined): boolean {
  return operation === undefined ? kind === 'mcp' : knowsOperation(operation);
}

function addPromptHash(attributes: Attributes, content: Content): void {
  const { hmacKey, hmacKeyId } = config();
  const hash = promptHash(hmacKey!, content);
  if (hash === undefined) return;
  attributes[A.promptHash] = hash;
  if (hmacKeyId !== undefined) attributes[A.hashKeyId] = hmacKeyId;
}

/** A copy of the error's text, within the limit of texts. */
function errorTextOf(thrown: Thrown): Content | undefined {
  const { errorText: mode, textLimit } = config();
  const text = mode === 'machine' ? undefined : wholeText(asServiceError(thrown) ?? thrown);
  if (text === undefined) return undefined;
  const copy = text.length <= textLimit ? text : new CutText(text, textLimit);
  return { errorText: copy as string };
}

function circumstancesOf({ durationSeconds, response, thrown }: OperationEnd): Circumstances {
  const { usage, finishReasons, safetyFlags } = response;
  const isFlagged = finishReasons?.includes('content_filter') === true || safetyFlags !== undefined;
  return {
    durationSeconds,
    tokens: (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0),
    isBad: thrown !== undefined || isFlagged,
  };
}
