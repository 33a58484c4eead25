// Exported names of spans, attributes and events. Metric names are elsewhere; attribute names come from
// the table of fields.

import { COMMON } from '../../model/fields/common-fields.ts';
import { CONTENT } from '../../model/fields/content-fields.ts';
import { COST, PROPOSED_COST } from '../../model/fields/cost-fields.ts';
import { EVENTS } from '../../model/fields/event-fields.ts';
import type { Field } from '../../model/fields/field.ts';
import { allFields } from '../../model/fields/index.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import { USAGE } from '../../model/fields/usage-fields.ts';

/** Span names of the product (`LLM_OTEL_SPAN_NAMES=product`). */
export const SPAN = {
  llmCall: 'llm.call',
  chainStep: 'chain.step',
  retrieval: 'retrieval',
  /** Of a message whose method is no text. */
  mcp: 'mcp',
} as const;

/** Names of attributes that telemetry itself sets, by their keys in the table of fields. */
export const ATTRIBUTE = {
  ...namesOf(COMMON),
  ...namesOf(CONTENT),
  ...namesOf(EVENTS),
  ...namesOf(COST),
  ...namesOf(PROPOSED_COST),
  requestModel: REQUEST.model.attribute,
  agentName: REQUEST.agentName.attribute,
  toolType: REQUEST.toolType.attribute,
  guardrailDecision: RESPONSE.guardrailDecision.attribute,
  mcpMethod: REQUEST.mcpMethod.attribute,
  mcpServerName: REQUEST.mcpServerName.attribute,
  mcpProtocolVersion: REQUEST.mcpProtocolVersion.attribute,
  networkTransport: REQUEST.networkTransport.attribute,
  networkProtocolName: REQUEST.networkProtocolName.attribute,
  rpcStatusCode: RESPONSE.rpcStatusCode.attribute,
  responseId: RESPONSE.id.attribute,
  responseModel: RESPONSE.model.attribute,
  responseFinishReasons: RESPONSE.finishReasons.attribute,
  usageInputTokens: USAGE.inputTokens.attribute,
  usageOutputTokens: USAGE.outputTokens.attribute,
};

/** The v1.41 names of attributes renamed since; `null` if v1.41 has none. */
export const NAMES_IN_1_41: readonly (readonly [name: string, old: string | null])[] = allFields()
  .filter((field) => field.in141 !== undefined)
  .map(({ attribute, in141 }) => [attribute, in141!] as const);

/** Values of `gen_ai.operation.name` that v1.41 does not know. */
export const OPERATIONS_SINCE_1_41: ReadonlySet<string> = new Set([
  'rerank',
  'fetch_response',
  'plan',
  'create_memory_store',
  'delete_memory_store',
  'create_memory',
  'update_memory',
  'upsert_memory',
  'search_memory',
  'delete_memory',
]);

/** `gen_ai.token.modality` of tokens without a breakdown by the provider. */
export const MODALITY_UNKNOWN = 'unknown';

/** Event names. */
export const EVENT = {
  operationDetails: 'gen_ai.client.inference.operation.details',
  exception: 'gen_ai.client.operation.exception',
  evaluationResult: 'gen_ai.evaluation.result',
} as const;

function namesOf<Group extends Readonly<Record<string, Field>>>(
  group: Group,
): Readonly<Record<keyof Group, string>> {
  return Object.fromEntries(
    Object.entries(group).map(([key, { attribute }]) => [key, attribute]),
  ) as Record<keyof Group, string>;
}
