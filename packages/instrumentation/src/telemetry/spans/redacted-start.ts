// Of a request also what is no content may say something: texts that an application writes itself.

import { redact } from '../../content/redact.ts';
import type { OperationStart } from '../operation.ts';

/** `start` with the free texts of its request redacted. */
export function redactedStart(start: OperationStart): OperationStart {
  const { stopSequences, agentDescription } = start.request;
  if (stopSequences === undefined && agentDescription === undefined) return start;
  const request = { ...start.request };
  if (stopSequences !== undefined) request.stopSequences = stopSequences.map(redact);
  if (agentDescription !== undefined) request.agentDescription = redact(agentDescription);
  return { ...start, request };
}
