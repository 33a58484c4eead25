// Of a request also what is no content may say something: texts that an application writes itself.

import { redact } from '../../content/redact.ts';
import type { Field } from '../../model/fields/field.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import type { OperationStart } from '../operation.ts';

const FREE = (Object.keys(REQUEST) as (keyof typeof REQUEST)[]).filter(
  (key) => (REQUEST[key] as Field).isFreeText === true,
);

/** `start` with the free texts of its request redacted. */
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
