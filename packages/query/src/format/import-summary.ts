// What an import did, as text and as JSON.

import type { ImportCounts } from '../import/import-counts.ts';
import { DOUBTFUL, UNREAD, type Unread, WAYS_OUT } from '../import/reasons.ts';
import { toCount } from './quantity.ts';
import { toSafeLine } from './text-safety.ts';

/** What became of the records. */
export interface ImportResult {
  readonly added: number;
  readonly already: number;
  readonly files: readonly string[];
  readonly isDryRun: boolean;
}

/** The summary as JSON. */
export function importSummary(counts: ImportCounts, result: ImportResult): object {
  const { lines, bad, joined, otherItems: other, unread, doubtful, otherScopes } = counts;
  const { added, already, files, isDryRun } = result;
  const read = { added, already, other, lines, bad, joined, dry_run: isDryRun };
  return { ...read, unread, doubtful, other_scopes: otherScopes, files };
}

/** The summary as text: one line, and one for each kind of what is left out. */
export function importText(
  counts: ImportCounts,
  { added, already, isDryRun }: ImportResult,
): string {
  const { lines, bad, joined, otherItems: other } = counts;
  const scopes = Object.entries(counts.otherScopes)
    .map(([name, count]) => `${toSafeLine(name)} ${toCount(count)}`)
    .join(', ');
  return [
    `${toCount(added)} records ${isDryRun ? 'would be ' : ''}added, ${toCount(already)} were there, ${toCount(other)} spans and events are not about language models; ${toCount(lines)} lines read, ${toCount(bad)} bad, ${toCount(joined)} joined`,
    ...(scopes === '' ? [] : [`not about language models: ${scopes}`]),
    ...listed('not understood', UNREAD, counts.unread),
    ...listed('doubtful', DOUBTFUL, counts.doubtful),
  ].join('\n');
}

/** Why nothing was added, and the way out. */
export function nothingUnderstood({ unread }: ImportCounts): string {
  const ways = (Object.keys(unread) as Unread[]).flatMap((reason) => WAYS_OUT[reason] ?? []);
  const reasons = wordsOf(UNREAD, unread).join(', ');
  return `nothing was understood (${reasons}); ${ways.length > 0 ? ways.join('; ') : "give OTLP as JSON or protobuf, as an OTLP exporter or the collector's file exporter writes it"}`;
}

function listed<Reason extends string>(
  title: string,
  table: Readonly<Record<Reason, string>>,
  counts: Partial<Record<Reason, number>>,
): string[] {
  const words = wordsOf(table, counts);
  return words.length === 0 ? [] : [`${title}: ${words.join(', ')}`];
}

function wordsOf<Reason extends string>(
  table: Readonly<Record<Reason, string>>,
  counts: Partial<Record<Reason, number>>,
): string[] {
  return (Object.entries(counts) as [Reason, number][]).map(
    ([reason, count]) => `${toCount(count)} ${table[reason]}`,
  );
}
