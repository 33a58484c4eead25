// Additions to the data at the end of an operation.

import type { Attributes } from '@opentelemetry/api';
import type { AgentTally } from './context/agent-tally.ts';
import type { OperationEnd, OperationStart } from './operation.ts';

/** `end` with further attributes, which win. */
export function withAttributes(end: OperationEnd, attributes: Attributes): OperationEnd {
  for (const _ in attributes) return { ...end, attributes: { ...end.attributes, ...attributes } };
  return end;
}

/**
 * The end of an operation. Of an agent: its own values win over the sums of its calls. Only for its span: sums over call records would
 * count the calls twice.
 */
export function summedUp(
  end: OperationEnd,
  tally: AgentTally | undefined,
  { kind, attributes }: OperationStart,
): OperationEnd {
  if (kind !== 'agent') return end;
  const { response } = end;
  const sums = tally?.responseBesides(attributes);
  const usage = { ...sums?.usage, ...response.usage };
  return { ...end, response: { ...sums, ...response, usage } };
}
