// The value of one field: of its type, and in its shape. What does not fit is said, without the value.

import { OTHER, shaped } from '../content/shaped.ts';
import { processState } from '../foundation/process-state.ts';
import { remark } from '../foundation/safely.ts';
import type { Field } from '../model/fields/field.ts';
import type { Shape } from '../model/fields/shape.ts';

/** More choices than any provider makes. */
const MAX_TEXTS = 128;

/** What was not recorded is said once for each field. */
const { told } = processState('told-shapes', () => ({ told: new Set<string>() }));

/** `value` as `field` holds it; `undefined` if the field cannot hold it. */
export function checkedValue(field: Field, value: unknown): unknown {
  if (!field.isValid(value)) return undefined;
  const { shape } = field;
  if (shape === undefined) return value;
  if (typeof value === 'string') return fitting(value, shape, field);
  const list = value as readonly string[];
  if (
    list.length <= MAX_TEXTS &&
    list.every((text) => text === '' || shaped(text, shape) === text)
  ) {
    return list;
  }
  const fit = list.slice(0, MAX_TEXTS).map((text) => (text && fitting(text, shape, field)) ?? '');
  return fit;
}

function fitting(text: string, shape: Shape, { attribute }: Field): string | undefined {
  const found = shaped(text, shape);
  const isLost = found === undefined || (found === OTHER && text !== OTHER);
  if (isLost && !told.has(attribute)) {
    told.add(attribute);
    const how = found === undefined ? 'left out' : `recorded as ${OTHER}`;
    remark(
      `${attribute} of ${text.length} characters has no ${shape} in it and is ${how}; so are others, silently`,
    );
  }
  return found;
}
