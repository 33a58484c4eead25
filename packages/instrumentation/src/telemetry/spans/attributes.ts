// Converts operations to span attributes, using the table of fields. This runs for every call: it
// iterates over the existing values, not over the table.

import type { Attributes } from '@opentelemetry/api';
import { keyedHash } from '../../content/prompt-hash.ts';
import { shaped } from '../../content/shaped.ts';
import { COMMON } from '../../model/fields/common-fields.ts';
import { allFields } from '../../model/fields/index.ts';
import type { Field } from '../../model/fields/field.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import { USAGE } from '../../model/fields/usage-fields.ts';
import { namesAgent } from '../../model/kinds.ts';
import type { Usage } from '../../model/response.ts';
import { config } from '../../settings/settings.ts';
import { promptOf, type Conversation } from '../context/conversation.ts';
import { emitsLatest, inProfile, knowsOperation } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { OperationEnd, OperationStart } from '../operation.ts';
import { addCost } from './cost-attributes.ts';
import { addModalities } from './modalities.ts';

/** Application attributes that are set at the start, for samplers and processors. */
const EARLY_LIMIT = 64;
const OWN_NAMES: ReadonlySet<string> = new Set(allFields().map(({ attribute }) => attribute));

type Rows = Readonly<Record<string, Field | undefined>>;
const EARLY = rowsOf(REQUEST, (field) => field.isEarly === true);
const LATE = rowsOf(REQUEST, (field) => field.isEarly !== true);
const ANSWERED = rowsOf(RESPONSE, () => true);
const USED = rowsOf(USAGE, () => true);

/** The initial attributes of a span: those for samplers. More would be checked twice. */
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
  add(attributes, start.request, EARLY);
  addName(attributes, start);
  if (conversation !== undefined) addConversation(attributes, conversation);
  if (start.attributes !== undefined) Object.assign(attributes, start.attributes);
  return inProfile(attributes);
}

/**
 * Removes the late ones from `attributes`, those of a start: an application may add more of its own
 * than an SDK keeps (128 by default), and the conventions' must fit.
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

/** The attributes at the end. */
export function endAttributes(
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): Attributes {
  const attributes: Attributes = { [A.outcome]: end.outcome };
  if (errorType !== undefined) attributes[A.errorType] = errorType;
  // The most important ones first: an SDK limits the number of attributes.
  add(attributes, end.response, ANSWERED);
  if (end.response.usage !== undefined) addUsage(attributes, end.response.usage);
  if (end.cost !== undefined) addCost(attributes, start.kind, end.cost);
  add(attributes, start.request, LATE);
  if (start.size !== undefined) {
    const { messages } = start.size;
    if (messages !== undefined) attributes[A.requestMessageCount] = messages;
    attributes[A.promptLength] = start.size.characters;
  }
  if (start.kind === 'inference') addPrompt(attributes, start, conversation);
  if (end.timeToFirstChunk !== undefined) {
    attributes[A.responseTimeToFirstChunk] = end.timeToFirstChunk;
  }
  if (end.attributes !== undefined) Object.assign(attributes, end.attributes);
  return inProfile(attributes);
}

/** `user.id`, `user.hash` or nothing: see `LLM_OTEL_USER_ID`. */
export function userAttributes(userId: string): Attributes {
  const { userIdMode, hmacKey, hmacKeyId } = config();
  if (userIdMode === 'raw') return { [A.userId]: shaped(userId, COMMON.userId.shape!) };
  if (userIdMode === 'drop' || hmacKey === undefined) return {};
  const hash = keyedHash(hmacKey, userId.normalize('NFC'));
  return { [A.userHash]: hash, ...(hmacKeyId !== undefined && { [A.hashKeyId]: hmacKeyId }) };
}

function rowsOf(group: Readonly<Record<string, Field>>, isMeant: (field: Field) => boolean): Rows {
  return Object.fromEntries(Object.entries(group).filter(([, field]) => isMeant(field)));
}

/** Adds those `values` that have a row. Response values win over request values. */
function add(attributes: Attributes, values: object, rows: Rows): void {
  for (const key in values) {
    const value = (values as Record<string, unknown>)[key];
    if (value === undefined) continue;
    const row = rows[key];
    if (row !== undefined && value !== row.omitted) {
      attributes[row.attribute] ??= value as Attributes[string];
    }
  }
}

function addUsage(attributes: Attributes, usage: Usage): void {
  add(attributes, usage, USED);
  if (emitsLatest()) addModalities(attributes, usage);
}

function addName(attributes: Attributes, { kind, name }: OperationStart): void {
  if (name === undefined) return;
  if (kind === 'retrieval') attributes[A.dataSourceId] = name;
  else if (kind === 'tool') attributes[A.toolName] = name;
  else if (kind === 'guardrail') attributes[A.guardrailName] = name;
  else if (namesAgent(kind)) attributes[A.agentName] = name;
  else if (kind === 'step' || kind === 'workflow') {
    attributes[A.stage] = name;
    if (kind === 'workflow') attributes[A.workflowName] = name;
  }
}

function addConversation(attributes: Attributes, conversation: Conversation): void {
  const { conversationId, sessionId, userId } = conversation;
  if (conversation.attributes !== undefined) Object.assign(attributes, conversation.attributes);
  if (conversationId !== undefined) attributes[A.conversationId] ??= conversationId;
  if (sessionId !== undefined) attributes[A.sessionId] = sessionId;
  if (userId !== undefined) Object.assign(attributes, userAttributes(userId));
}

/** An application's template wins over the provider's, with a version or without. */
function addPrompt(
  attributes: Attributes,
  { request }: OperationStart,
  conversation: Conversation | undefined,
): void {
  const prompt = promptOf(request, conversation);
  if (prompt === undefined) return;
  attributes[A.promptName] = prompt.name;
  if (prompt.version !== undefined) attributes[A.promptVersion] = prompt.version;
  else delete attributes[A.promptVersion];
}
