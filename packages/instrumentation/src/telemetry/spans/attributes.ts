// Converts operations to span attributes, using the table of fields. This runs for every call: it
// iterates over the existing values, not over the table, and gives them to the span one by one: an object of so
// many names would be a slow one.

import type { Attributes, AttributeValue, Span } from '@opentelemetry/api';
import { keyedHash } from '../../content/prompt-hash.ts';
import { shaped } from '../../content/shaped.ts';
import { COMMON } from '../../model/fields/common-fields.ts';
import { allFields } from '../../model/fields/index.ts';
import type { Field } from '../../model/fields/field.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import { USAGE } from '../../model/fields/usage-fields.ts';
import { namesAgent } from '../../model/kinds.ts';
import type { Response, Usage } from '../../model/response.ts';
import { config } from '../../settings/settings.ts';
import { promptOf, type Conversation } from '../context/conversation.ts';
import { emits141, emitsLatest, inProfile, knowsOperation } from '../conventions/profile.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { OperationEnd, OperationStart } from '../operation.ts';
import { putCost } from './cost-attributes.ts';
import { putModalities } from './modalities.ts';
import { into, type Target } from './target.ts';

/** Application attributes that are set at the start, for samplers and processors. */
const EARLY_LIMIT = 64;
const OWN_NAMES: ReadonlySet<string> = new Set(allFields().map(({ attribute }) => attribute));

type Rows = Readonly<Record<string, Field | undefined>>;
const EARLY = rowsOf(REQUEST, (field) => field.isEarly === true);
/** Without the prompt, which the application may name, too. */
const LATE = rowsOf(
  REQUEST,
  (field) =>
    field.isEarly !== true && field !== REQUEST.promptName && field !== REQUEST.promptVersion,
);
const ANSWERED = rowsOf(RESPONSE, () => true);
const USED = rowsOf(USAGE, () => true);
/** Keys of requests whose attribute a response may have: its value wins. */
const ANSWER_TO: Readonly<Record<string, keyof Response | undefined>> = Object.fromEntries(
  Object.entries(RESPONSE).flatMap(([answer, { attribute }]) =>
    Object.entries(REQUEST)
      .filter(([, asked]) => asked.attribute === attribute)
      .map(([key]) => [key, answer as keyof Response]),
  ),
);

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
  put(into(attributes), start.request, EARLY);
  addName(attributes, start);
  if (conversation !== undefined) addConversation(attributes, conversation);
  if (start.attributes !== undefined) Object.assign(attributes, start.attributes);
  inProfile(attributes);
  // Every version has it on a prompt over MCP.
  if (start.kind === 'mcp' && start.operation === undefined && start.name !== undefined) {
    attributes[A.promptName] = start.name;
  }
  return attributes;
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

/** Sets the attributes at the end. */
export function setEndAttributes(
  span: Span,
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): void {
  if (emits141()) span.setAttributes(endAttributes(start, end, errorType, conversation));
  else putEnd(span, start, end, errorType, conversation);
}

/** The attributes of the start and of the end; those of the end come first, and win. */
export function allAttributes(
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): Attributes {
  const atEnd = endAttributes(start, end, errorType, conversation);
  return { ...atEnd, ...startAttributes(start, conversation), ...atEnd };
}

function endAttributes(
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): Attributes {
  const attributes: Attributes = {};
  putEnd(into(attributes), start, end, errorType, conversation);
  return inProfile(attributes);
}

/** The most important ones first: an SDK limits the number of attributes. */
function putEnd(
  to: Target,
  start: OperationStart,
  end: OperationEnd,
  errorType: string | undefined,
  conversation: Conversation | undefined,
): void {
  const { response } = end;
  to.setAttribute(A.outcome, end.outcome);
  if (errorType !== undefined) to.setAttribute(A.errorType, errorType);
  put(to, response, ANSWERED);
  if (response.usage !== undefined) putUsage(to, response.usage);
  if (end.cost !== undefined) putCost(to, start.kind, end.cost);
  put(to, start.request, LATE, response);
  if (start.size !== undefined) {
    const { characters, messages } = start.size;
    if (messages !== undefined) to.setAttribute(A.requestMessageCount, messages);
    to.setAttribute(A.promptLength, characters);
  }
  if (start.kind === 'inference') putPrompt(to, start, conversation);
  if (end.timeToFirstChunk !== undefined) {
    to.setAttribute(A.responseTimeToFirstChunk, end.timeToFirstChunk);
  }
  for (const name in end.attributes) to.setAttribute(name, end.attributes[name]!);
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

/** Sets those `values` that have a row, and no answer in `response`. */
function put(to: Target, values: object, rows: Rows, response?: Response): void {
  for (const key in values) {
    const value = (values as Record<string, unknown>)[key];
    if (value === undefined) continue;
    const row = rows[key];
    if (row === undefined || value === row.omitted) continue;
    const answer = response === undefined ? undefined : ANSWER_TO[key];
    if (answer !== undefined && response![answer] !== undefined) continue;
    to.setAttribute(row.attribute, value as AttributeValue);
  }
}

function putUsage(to: Target, usage: Usage): void {
  put(to, usage, USED);
  if (emitsLatest()) putModalities(to, usage);
}

function addName(attributes: Attributes, { kind, operation, name }: OperationStart): void {
  if (name === undefined) return;
  if (kind === 'retrieval') attributes[A.dataSourceId] = name;
  else if (kind === 'tool' || (kind === 'mcp' && operation !== undefined)) {
    attributes[A.toolName] = name;
  } else if (kind === 'guardrail') attributes[A.guardrailName] = name;
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
function putPrompt(
  to: Target,
  { request }: OperationStart,
  conversation: Conversation | undefined,
): void {
  const prompt = promptOf(request, conversation);
  if (prompt === undefined) return;
  to.setAttribute(A.promptName, prompt.name);
  if (prompt.version !== undefined) to.setAttribute(A.promptVersion, prompt.version);
}
