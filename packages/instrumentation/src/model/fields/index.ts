// The table of fields: everything that is recorded of an operation under its own name. Spans, checks,
// records and documentation derive from it.

import { COMMON } from './common-fields.ts';
import { CONTENT } from './content-fields.ts';
import { COST, PROPOSED_COST } from './cost-fields.ts';
import { EVENTS } from './event-fields.ts';
import type { Field } from './field.ts';
import { REQUEST } from './request-fields.ts';
import { RESPONSE } from './response-fields.ts';
import { MODALITIES, USAGE } from './usage-fields.ts';

/** All rows, each attribute once: if two groups define it, the row with more places provides the text. */
export function allFields(): readonly Field[] {
  const byName = new Map<string, Field>();
  const groups = [
    COMMON,
    REQUEST,
    RESPONSE,
    USAGE,
    MODALITIES,
    COST,
    PROPOSED_COST,
    CONTENT,
    EVENTS,
  ];
  for (const field of groups.flatMap((group): Field[] => Object.values(group))) {
    const known = byName.get(field.attribute);
    byName.set(field.attribute, known === undefined ? field : together(known, field));
  }
  return [...byName.values()];
}

function together(one: Field, other: Field): Field {
  const main = other.on.length > one.on.length ? other : one;
  return { ...main, on: [...new Set([...one.on, ...other.on])] };
}
