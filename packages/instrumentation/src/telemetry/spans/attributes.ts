// Turns the normalized model into span attributes. Plain assignments: this runs for every call.

import type { Attributes } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { keyedHash } from '../../content/prompt-hash.ts';
import type { RequestMetadata, ResponseMetadata } from '../../model/model.ts';
import { promptOf, type Conversation } from '../context/conversation.ts';
import { addModalities } from './modalities.ts';
import { type OperationEnd, type OperationStart } from '../operation.ts';
import { emitsLatest, inProfile, knowsOperation } from '../conventions/profile.ts';
import { ATTRIBUTE as A, MESSAGES_API, responseServiceTier } from '../conventions/vocabulary.ts';
import { namesAgent } from '../../model/kinds.ts';

/** So many attributes of the application are there from the start, for samplers and processors. */
const EARLY_LIMIT = 64;
const OWN_NAMES: ReadonlySet<string> = new Set(Object.values(A));

/** What a span is created with: what a sampler may want to see. More would be checked twice. */
export function startAttributes(
  start: OperationStart,
  conversation: Conversation | undefined,
): Attributes {
  const attributes: Attributes = {};
  if (start.operation !== undefined && knowsOperation(start.operation)) {
    attributes[A.operationName] = start.operation;
  }
  if (start.provider !== undefined) attributes[A.providerName] = start.provider;
  if (start.serverAddress !== undefined) attributes[A.serverAddress] = start.serverAddress;
  if (start.serverPort !== undefined) attributes[A.serverPort] = start.serverPort;
  if (start.request.model !== undefined) attributes[A.requestModel] = start.request.model;
  addName(attributes, start);
  if (conversation !== undefined) addConversation(attributes, conversation);
  if (start.attributes !== undefined) Object.assign(attributes, start.attributes);
  return inProfile(attributes);
}

/**
 * Takes from `attributes`, those of a start, what has to wait: an application may add more of its own
 * than an SDK keeps (128 by default), and those of the conventions must find room.
 */
export function takeLateAttributes(attributes: Attributes): Attributes | undefined {
  const names = Object.keys(attributes);
  if (names.length <= EARLY_LIMIT) return undefined;
  const late: Attributes = {};
  for (const name of names.filter((candidate) => !OWN_NAMES.has(candidate)).slice(EARLY_LIMIT)) {
    late[name] = attributes[name];
    delete attributes[name];
  }
  return late;
}

/** What a span gets when it ends. */
export function endAttributes(
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): Attributes {
  const attributes: Attributes = { [A.outcome]: end.outcome };
  if (errorType !== undefined) attributes[A.errorType] = errorType;
  // First what must not be lost where an SDK keeps only so many attributes.
  addResponse(attributes, end.response, start.request.apiType);
  addRequest(attributes, start.request);
  if (start.kind === 'inference') addPrompt(attributes, start.request, conversation);
  if (end.timeToFirstChunk !== undefined) {
    attributes[A.responseTimeToFirstChunk] = end.timeToFirstChunk;
  }
  if (end.attributes !== undefined) Object.assign(attributes, end.attributes);
  return inProfile(attributes);
}

/** `user.id`, `user.hash` or nothing, as `LLM_OTEL_USER_ID` says. */
export function userAttributes(userId: string): Attributes {
  const { userIdMode, hmacKey, hmacKeyId } = config();
  if (userIdMode === 'raw') return { [A.userId]: userId };
  if (userIdMode === 'drop' || hmacKey === undefined) return {};
  const hash = keyedHash(hmacKey, userId.normalize('NFC'));
  return { [A.userHash]: hash, ...(hmacKeyId !== undefined && { [A.hashKeyId]: hmacKeyId }) };
}

function addName(attributes: Attributes, start: OperationStart): void {
  const { kind, operation, name, toolType, agentName } = start;
  if (toolType !== undefined) attributes[A.toolType] = toolType;
  if (agentName !== undefined) attributes[A.agentName] = agentName;
  if (name === undefined) return;
  if (kind === 'retrieval') attributes[A.dataSourceId] = name;
  else if (kind === 'tool') attributes[A.toolName] = name;
  else if (namesAgent(kind)) attributes[A.agentName] = name;
  else if (kind === 'step') {
    attributes[A.stage] = name;
    if (operation === 'invoke_workflow') attributes[A.workflowName] = name;
  }
}

function addConversation(attributes: Attributes, conversation: Conversation): void {
  const { conversationId, sessionId, userId } = conversation;
  if (conversation.attributes !== undefined) Object.assign(attributes, conversation.attributes);
  if (conversationId !== undefined) attributes[A.conversationId] ??= conversationId;
  if (sessionId !== undefined) attributes[A.sessionId] = sessionId;
  if (userId !== undefined) Object.assign(attributes, userAttributes(userId));
}

function addPrompt(
  attributes: Attributes,
  request: RequestMetadata,
  conversation: Conversation | undefined,
): void {
  const prompt = promptOf(request, conversation);
  if (prompt === undefined) return;
  attributes[A.promptName] = prompt.name;
  if (prompt.version !== undefined) attributes[A.promptVersion] = prompt.version;
}

function addRequest(attributes: Attributes, request: RequestMetadata): void {
  const { stream, choiceCount, serviceTier } = request;
  if (stream === true) attributes[A.requestStream] = true;
  if (request.temperature !== undefined) attributes[A.requestTemperature] = request.temperature;
  if (request.topP !== undefined) attributes[A.requestTopP] = request.topP;
  if (request.topK !== undefined) attributes[A.requestTopK] = request.topK;
  if (request.maxTokens !== undefined) attributes[A.requestMaxTokens] = request.maxTokens;
  if (request.frequencyPenalty !== undefined) {
    attributes[A.requestFrequencyPenalty] = request.frequencyPenalty;
  }
  if (request.presencePenalty !== undefined) {
    attributes[A.requestPresencePenalty] = request.presencePenalty;
  }
  if (request.stopSequences !== undefined) {
    attributes[A.requestStopSequences] = request.stopSequences;
  }
  if (request.seed !== undefined) attributes[A.requestSeed] = request.seed;
  if (choiceCount !== undefined && choiceCount !== 1) {
    attributes[A.requestChoiceCount] = choiceCount;
  }
  if (request.encodingFormats !== undefined) {
    attributes[A.requestEncodingFormats] = request.encodingFormats;
  }
  if (request.outputType !== undefined) attributes[A.outputType] = request.outputType;
  if (request.reasoningLevel !== undefined) {
    attributes[A.requestReasoningLevel] = request.reasoningLevel;
  }
  if (request.previousResponseId !== undefined) {
    attributes[A.requestPreviousResponseId] = request.previousResponseId;
  }
  if (request.responseId !== undefined) attributes[A.responseId] ??= request.responseId;
  if (request.streamCursor !== undefined) attributes[A.requestStreamCursor] = request.streamCursor;
  if (request.agentDescription !== undefined) {
    attributes[A.agentDescription] = request.agentDescription;
  }
  if (request.retrievalTopK !== undefined) attributes[A.retrievalTopK] = request.retrievalTopK;
  if (request.conversationId !== undefined) attributes[A.conversationId] = request.conversationId;
  if (request.apiType !== undefined && request.apiType !== MESSAGES_API) {
    attributes[A.openaiApiType] = request.apiType;
  }
  if (serviceTier !== undefined && serviceTier !== 'auto') {
    attributes[
      request.apiType === MESSAGES_API ? A.anthropicRequestServiceTier : A.openaiRequestServiceTier
    ] = serviceTier;
  }
}

function addResponse(
  attributes: Attributes,
  response: ResponseMetadata,
  apiType: string | undefined,
): void {
  const { usage } = response;
  if (response.id !== undefined) attributes[A.responseId] = response.id;
  if (response.model !== undefined) attributes[A.responseModel] = response.model;
  if (response.finishReasons !== undefined) {
    attributes[A.responseFinishReasons] = response.finishReasons;
  }
  if (response.serviceTier !== undefined) {
    attributes[responseServiceTier(apiType)] = response.serviceTier;
  }
  if (response.systemFingerprint !== undefined) {
    attributes[A.openaiResponseSystemFingerprint] = response.systemFingerprint;
  }
  if (response.dimensionCount !== undefined) {
    attributes[A.embeddingsDimensionCount] = response.dimensionCount;
  }
  if (response.isCompacted === true) attributes[A.conversationCompacted] = true;
  if (response.agentId !== undefined) attributes[A.agentId] = response.agentId;
  if (response.status !== undefined) attributes[A.responseStatus] = response.status;
  if (response.hitCount !== undefined) attributes[A.retrievalHitCount] = response.hitCount;
  if (response.bestScore !== undefined) attributes[A.retrievalBestScore] = response.bestScore;
  if (usage === undefined) return;
  if (usage.inputTokens !== undefined) attributes[A.usageInputTokens] = usage.inputTokens;
  if (usage.outputTokens !== undefined) attributes[A.usageOutputTokens] = usage.outputTokens;
  if (usage.cacheReadInputTokens !== undefined) {
    attributes[A.usageCacheReadInputTokens] = usage.cacheReadInputTokens;
  }
  if (usage.cacheWriteInputTokens !== undefined) {
    attributes[A.usageCacheWriteInputTokens] = usage.cacheWriteInputTokens;
  }
  if (usage.reasoningOutputTokens !== undefined) {
    attributes[A.usageReasoningOutputTokens] = usage.reasoningOutputTokens;
  }
  if (emitsLatest()) addModalities(attributes, usage);
}
