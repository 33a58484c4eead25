// The part of a record that derives from the table of fields.

import type { Attributes } from '@opentelemetry/api';
import type { Field } from '../../model/fields/field.ts';
import { REQUEST } from '../../model/fields/request-fields.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import { USAGE } from '../../model/fields/usage-fields.ts';
import type { AnyRequest, FinishedOperation } from '../../telemetry/operation.ts';
import { putModalities } from '../../telemetry/spans/modalities.ts';
import { into } from '../../telemetry/spans/target.ts';

type Rows = Readonly<Record<string, Field | undefined>>;

/** Separate fields, and values in the record's attributes. */
export interface FieldValues {
  readonly fields: Record<string, unknown>;
  readonly attributes: Record<string, unknown>;
}

/** The record values of an operation's rows. Response values win over request values. */
export function fieldValues({ start, response }: FinishedOperation): FieldValues {
  const values: FieldValues = { fields: {}, attributes: {} };
  add(values, start.request, REQUEST);
  add(values, response, RESPONSE);
  if (response.usage !== undefined) {
    add(values, response.usage, USAGE);
    // What has a price of its own.
    putModalities(into(values.attributes as Attributes), response.usage);
  }
  return values;
}

/** The fields of a request alone. */
export function requestFields(request: AnyRequest): Record<string, unknown> {
  const values: FieldValues = { fields: {}, attributes: {} };
  add(values, request, REQUEST);
  return values.fields;
}

function add({ fields, attributes }: FieldValues, said: object, rows: Rows): void {
  for (const key in said) {
    const value = (said as Record<string, unknown>)[key];
    const row = rows[key];
    if (value === undefined || row?.record === undefined || value === row.omitted) continue;
    if (row.record === 'attributes') attributes[row.attribute] = value;
    else fields[row.record] = value;
  }
}
