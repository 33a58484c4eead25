// Converts records of earlier versions to the current version, and fills in what the current one leaves out.

import type { CallRecord } from './parse-line.ts';

/** Renamed fields. */
const RENAMED: ReadonlyMap<string, string> = new Map([['hit_count', 'retrieved_count']]);
const CURRENT = '1.1';

/** Whether a record is older than version 1. */
function isPrevious({ schema_version: version }: CallRecord): boolean {
  return typeof version === 'string' && version.startsWith('0.');
}

/** `record` in the current version; itself if nothing of it has changed since. Keeps ids. */
export function toCurrent(record: CallRecord): CallRecord {
  if (isPrevious(record)) return withWholeText(fromZero(record));
  if (record['schema_version'] !== '1.0') return withModel(record);
  return 'error_message' in record ? withWholeText(record) : record;
}

/** Since 1.1 an answer says its model only if another one was asked for. */
function withModel(record: CallRecord): CallRecord {
  const { log_type: type, model_id: model, model_version: answered } = record;
  const isLeftOut =
    type === 'generation_completed' && model !== undefined && answered === undefined;
  return isLeftOut ? { ...record, model_version: model } : record;
}

/** Before 1.1 messages of errors quoted content. */
function withWholeText(record: CallRecord): CallRecord {
  const { error_message: text, ...rest } = record;
  return { ...rest, schema_version: CURRENT, ...(text !== undefined && { error_text: text }) };
}

/** Renames fields to version 1. */
function fromZero(record: CallRecord): CallRecord {
  const current = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [RENAMED.get(name) ?? name, value]),
  );
  const time = Date.parse(String(record['timestamp']));
  return {
    ...current,
    ...(record['success'] === false && { error_class: 'unknown' }),
    ...(Number.isFinite(time) && { time_unix_nano: `${time}000000` }),
  };
}
