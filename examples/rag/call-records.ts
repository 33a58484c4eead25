// Reads what a run has left in the directory of the call records.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the demo shows of a call record. Times are in milliseconds. */
export interface CallRecord {
  readonly timestamp: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly name: string;
  readonly stage?: string;
  readonly operation?: string;
  readonly model_id?: string;
  readonly stream?: boolean;
  readonly latency_ms: number;
  readonly time_to_first_chunk_ms?: number;
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly cache_read_tokens?: number;
  readonly cache_write_tokens?: number;
  readonly reasoning_tokens?: number;
  /** US dollars; `null` if no price is known. */
  readonly cost_usd?: number | null;
  readonly data_source_id?: string;
  readonly retrieved_count?: number;
  readonly best_score?: number;
  readonly error_code?: string;
  readonly conversation_id?: string;
}

/** The records of one conversation, and the files that hold them. */
export interface ConversationRecords {
  readonly records: readonly CallRecord[];
  readonly files: readonly string[];
}

/** Finds the records of a conversation in `directory`, in the order in which they were written. */
export function readConversation(directory: string, conversationId: string): ConversationRecords {
  const records: CallRecord[] = [];
  const files: string[] = [];
  // A file holds a day, and a run may pass midnight.
  for (const file of listFiles(directory).slice(-2)) {
    const found = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes(conversationId))
      .map((line) => JSON.parse(line) as CallRecord)
      .filter((record) => record.conversation_id === conversationId);
    if (found.length > 0) files.push(file);
    records.push(...found);
  }
  return { records, files };
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => path.join(directory, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
