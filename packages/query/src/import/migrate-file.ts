// Rewrites a log file with every record of version 0.1 converted to the current version.

import { toLogLine } from '../reader/log-line.ts';
import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import { FIELDS } from '../schema.ts';
import { derivedId } from './record-id.ts';
import { rewriteFile } from './rewrite-file.ts';

const PREVIOUS = Buffer.from('{"schema_version":"0.');
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/;
const known = new Set(FIELDS.map(({ name }) => name));

/** Counts the version 0.1 records in `path`; unless `isDryRun`, replaces the file. */
export function migrateFile(path: string, isDryRun: boolean): Promise<number> {
  return rewriteFile(path, toMigrated, isDryRun);
}

function toMigrated(bytes: Buffer): Buffer | undefined {
  const isPrevious = bytes.subarray(0, PREVIOUS.length).equals(PREVIOUS);
  const [record, ...others] = isPrevious ? parseLine(bytes, BigInt).records : [];
  if (record === undefined || others.length > 0) return undefined;
  return Buffer.from(toLogLine(toValid(record)).trimEnd());
}

/** The converted record, with a version 7 id and fields in schema order. */
function toValid(record: CallRecord): CallRecord {
  const id = String(record['request_id']);
  const isValid = VERSION_7.test(id);
  const time = Date.parse(String(record['timestamp']));
  const attributes = { ...(record['attributes'] as object | undefined), previous_request_id: id };
  const values: Record<string, unknown> = isValid
    ? record
    : { ...record, request_id: derivedId(time || 0, id), attributes };
  return inSchemaOrder(values);
}

/** The fields that have a value, in the order of the schema. */
export function inSchemaOrder(values: Readonly<Record<string, unknown>>): CallRecord {
  const names = [...known, ...Object.keys(values).filter((name) => !known.has(name))];
  return Object.fromEntries(
    names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
  );
}
