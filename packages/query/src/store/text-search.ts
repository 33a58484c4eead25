// Searches records for a text.

import type { CallRecord } from '../reader/parse-line.ts';
import { fieldOf } from '../schema.ts';
import type { Filter } from './filter.ts';
import type { Store } from './store.ts';

const AROUND = 40;
const MATCHES_PER_RECORD = 3;

/** A text match. */
export interface Match {
  /** E.g. `input_messages[0].parts[0].content`. */
  readonly path: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** A record that contains the text. */
interface Found {
  readonly record: CallRecord;
  readonly matches: readonly Match[];
}

/** What a search found, and how far it looked. */
export interface Search {
  readonly found: readonly Found[];
  /** Operations that were read. */
  readonly searched: number;
  /** Those of them that have content. */
  readonly withContent: number;
}

/** The newest `limit` records of `filter` that contain `text`, ignoring case. */
export async function findText(
  store: Store,
  filter: Filter,
  text: string,
  limit: number,
): Promise<Search> {
  const wanted = text.toLowerCase();
  const found: Found[] = [];
  let searched = 0;
  let withContent = 0;
  for await (const records of store.records(filter, { isNewestFirst: true })) {
    for (const record of records) {
      if (record['latency_ms'] !== undefined) {
        searched += 1;
        if (hasContent(record)) withContent += 1;
      }
      const matches = matchesIn(record, wanted);
      if (matches.length > 0) found.push({ record, matches });
      if (found.length === limit) return { found, searched, withContent };
    }
  }
  return { found, searched, withContent };
}

function hasContent(record: CallRecord): boolean {
  return Object.keys(record).some((name) => fieldOf(name)?.isContent === true);
}

/** Walks without recursion, as records may be nested deeply. */
function matchesIn(record: CallRecord, wanted: string): Match[] {
  const matches: Match[] = [];
  const stack: (readonly [path: string, value: unknown])[] = Object.entries(record).toReversed();
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const [path, value] = item;
    if (typeof value === 'string') {
      const at = value.toLowerCase().indexOf(wanted);
      if (at < 0) continue;
      const end = at + wanted.length;
      const before = value.slice(Math.max(0, at - AROUND), at);
      const after = value.slice(end, end + AROUND);
      matches.push({ path, before, text: value.slice(at, end), after });
      if (matches.length === MATCHES_PER_RECORD) break;
    } else if (Array.isArray(value)) {
      for (const [at, one] of [...value.entries()].toReversed())
        stack.push([`${path}[${at}]`, one]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value).toReversed())
        stack.push([`${path}.${key}`, one]);
    }
  }
  return matches;
}
