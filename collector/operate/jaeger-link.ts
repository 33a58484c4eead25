// The addresses in Jaeger that the runbook names. Those of searches are read by the API, too, where a test asks for them.

import { RESPONSE } from '../../packages/instrumentation/dist/model/fields/response-fields.js';
import { USAGE } from '../../packages/instrumentation/dist/model/fields/usage-fields.js';
import { ATTRIBUTE as A } from '../../packages/instrumentation/dist/telemetry/conventions/vocabulary.js';

/** Attributes of spans, by what they say. */
export const TAG = {
  operationName: A.operationName,
  requestModel: A.requestModel,
  errorType: A.errorType,
  statusCode: A.httpStatus,
  outcome: A.outcome,
  finishReasons: A.responseFinishReasons,
  guardrailDecision: A.guardrailDecision,
  mcpMethod: A.mcpMethod,
  retrievalHitCount: RESPONSE.hitCount.attribute,
  cacheReadInputTokens: USAGE.cacheReadInputTokens.attribute,
} as const;

/** Where Jaeger shows what an alert is about: spans of its service, or the trace of a call record. */
export type JaegerPlace = Search | 'trace of a record';

/** Jaeger compares tags as texts: a list is one in JSON, and there is no more or less. */
interface Search {
  readonly tags?: Readonly<Record<string, string>>;
  readonly minDuration?: string;
}

const JAEGER = 'http://127.0.0.1:16686';
/** What is to be replaced stays readable. */
const PLACEHOLDER = /%3C(\w+)%3E/g;

/** The address, with `<service>` or `<trace_id>` and others to be replaced. */
export function jaegerLink(place: JaegerPlace): string {
  if (place === 'trace of a record') return `${JAEGER}/trace/<trace_id>`;
  const { tags, minDuration } = place;
  const parameters = new URLSearchParams({
    service: '<service>',
    lookback: '1h',
    limit: '20',
    ...(minDuration !== undefined && { minDuration }),
    ...(tags !== undefined && { tags: JSON.stringify(tags) }),
  });
  return `${JAEGER}/search?${parameters}`.replaceAll(PLACEHOLDER, '<$1>');
}
