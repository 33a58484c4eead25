// What the schema has against a record.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { schemaText } from '../src/schema.ts';

const isRecord = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(schemaText));

export function faultsOf(record: unknown): unknown[] {
  return isRecord(record) ? [] : (isRecord.errors ?? []);
}
