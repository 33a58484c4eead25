// Requests can reveal something outside their content, too: free texts of the application.

import { redact } from '../../content/redact.ts';
import type { Field } from '../../model/fields/field.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import type { OperationStart } from '../operation.ts';

const FREE = (Object.keys(REQUEST) as (keyof typeof REQUEST)[]).filter(
  (key) => (REQUEST[key] as Field).isFreeText === true,
);

/** `start` with its request's free texts redacted. */
export function redactedStart(start: OperationStart): OperationStart {
  const said = FREE.filter((key) => start.request[key] !== undefined);
  if (said.length === 0) return start;
  const request: Record<string, unknown> = { ...start.request };
  for (const key of said) request[key] = redacted(request[key]);
  return { ...start, request };
}

function redacted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((text) => redact(String(text))) : redact(String(value));
}
