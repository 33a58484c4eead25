// The table of fields: everything that is recorded of an operation under a name of its own. Spans, checks,
// records and documents follow from it.

import { COMMON } from './common-fields.ts';
import { CONTENT } from './content-fields.ts';
import { EVENTS } from './event-fields.ts';
import type { Field } from './field.ts';
import { REQUEST } from './request-fields.ts';
import { RESPONSE } from './response-fields.ts';
import { MODALITIES, USAGE } from './usage-fields.ts';

/** All rows, each attribute once: where two groups have one, the first says what it means. */
export function allFields(): readonly Field[] {
  const byName = new Map<string, Field>();
  const groups = [COMMON, REQUEST, RESPONSE, USAGE, MODALITIES, CONTENT, EVENTS];
  for (const field of groups.flatMap((group): Field[] => Object.values(group))) {
    if (!byName.has(field.attribute)) byName.set(field.attribute, field);
  }
  return [...byName.values()];
}
