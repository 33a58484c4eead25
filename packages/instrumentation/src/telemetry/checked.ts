// Applications and servers send what they like where types promise a text or a number. What is of
// another type is left out: as an attribute it could stop the metrics of the whole process.

import type { OperationStart } from './operation.ts';
import { toCount } from '../model/count.ts';
import type { RequestMetadata, ResponseMetadata, TokensByModality, Usage } from '../model/model.ts';
import { areTexts } from '../model/texts.ts';

type Check = (value: unknown) => boolean;
type Checks<T> = Readonly<Record<keyof T, Check>>;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => Number.isFinite(value);
const count: Check = (value) => toCount(value) !== undefined;
const flag: Check = (value) => typeof value === 'boolean';
/** Made by the adapters, or checked where it is used. */
const made: Check = () => true;

const REQUEST: Checks<RequestMetadata> = {
  model: text,
  stream: flag,
  temperature: number,
  topP: number,
  topK: number,
  maxTokens: number,
  frequencyPenalty: number,
  presencePenalty: number,
  stopSequences: areTexts,
  seed: number,
  choiceCount: number,
  encodingFormats: areTexts,
  outputType: text,
  reasoningLevel: text,
  previousResponseId: text,
  conversationId: text,
  promptName: text,
  promptVersion: text,
  serviceTier: text,
  apiType: text,
  dataSourceId: text,
  retrievalTopK: number,
  agentName: text,
  agentDescription: text,
  responseId: text,
  streamCursor: text,
};

const RESPONSE: Checks<ResponseMetadata> = {
  id: text,
  model: text,
  finishReasons: areTexts,
  usage: made,
  serviceTier: text,
  systemFingerprint: text,
  failure: made,
  isCompacted: flag,
  dimensionCount: count,
  status: text,
  agentId: text,
  hitCount: count,
  bestScore: number,
  safetyFlags: areTexts,
  safetyScore: number,
  processingMs: number,
};

const USAGE: Checks<Usage> = {
  inputTokens: count,
  outputTokens: count,
  cacheReadInputTokens: count,
  cacheWriteInputTokens: count,
  reasoningOutputTokens: count,
  inputByModality: made,
  outputByModality: made,
  cacheReadByModality: made,
};

const MODALITIES: Checks<TokensByModality> = { text: count, image: count, audio: count };

/** The parts of `Usage` that are objects. */
const BREAKDOWNS = ['inputByModality', 'outputByModality', 'cacheReadByModality'] as const;

const START: Checks<OperationStart> = {
  kind: made,
  operation: text,
  name: text,
  provider: text,
  serverAddress: text,
  serverPort: number,
  request: made,
  agentName: text,
  toolType: text,
  attributes: made,
  capture: made,
  content: made,
  adopted: made,
};

/** `start` without what is of a wrong type; itself where nothing is. */
export function checkedStart(start: OperationStart): OperationStart {
  const checked = only(start, START);
  const request = only(start.request, REQUEST);
  return request === start.request ? checked : { ...checked, request };
}

/** `response` without what is of a wrong type; itself where nothing is. */
export function checkedResponse(response: ResponseMetadata): ResponseMetadata {
  const checked = only(response, RESPONSE);
  const usage = response.usage && checkedUsage(response.usage);
  return usage === response.usage ? checked : { ...checked, usage };
}

function checkedUsage(usage: Usage): Usage {
  let checked = only(usage, USAGE);
  for (const name of BREAKDOWNS) {
    const parts: unknown = usage[name];
    if (parts === undefined) continue;
    const known = typeof parts === 'object' && parts !== null ? only(parts, MODALITIES) : undefined;
    if (known !== parts) checked = { ...checked, [name]: known };
  }
  return checked;
}

function only<T extends object>(values: T, checks: Checks<T>): T {
  let copy: T | undefined;
  for (const key in values) {
    const value: unknown = values[key];
    // A helper's caller may have added fields of which nothing is recorded.
    if (value === undefined || checks[key]?.(value) !== false) continue;
    copy ??= { ...values };
    delete copy[key];
  }
  return copy ?? values;
}
