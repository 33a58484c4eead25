// An operation's title: its name and perhaps a detail.

import type { CallRecord } from '../reader/parse-line.ts';

const DETAILS = ['stage', 'tool_name', 'data_source_id', 'agent_name', 'model_id', 'feedback_name'];

/** `chat gpt-4o` as it is, `llm.call gpt-4o`, `chain.step answer`. The text may be hostile. */
export function recordTitle(record: CallRecord): string {
  const name = String(record['name'] ?? record['log_type']);
  // Names from the conventions are complete.
  if (name.includes(' ')) return name;
  const detail = DETAILS.map((field) => record[field]).find((value) => typeof value === 'string');
  return detail === undefined ? name : `${name} ${detail}`;
}
