// Surveys the files of a directory line by line, without retaining content.

import { goodChunksOf } from './file-chunks.ts';
import type { LogFile } from './log-files.ts';
import { readFile } from './read-file.ts';

const VERSION = /\{"schema_version":\s*"(\d{1,4}\.\d{1,6})"/g;

/** Survey of one file. */
export interface FileSurvey {
  readonly name: string;
  readonly bytes: number;
  readonly records: number;
  readonly bad: number;
  readonly pending: number;
  readonly joined: number;
  readonly firstBad: string | undefined;
  readonly firstNewer: string | undefined;
  /** Number of records by version. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Surveys a file. */
export async function surveyFile(file: LogFile): Promise<FileSurvey> {
  const counts = { records: 0, bad: 0, pending: 0, joined: 0 };
  let firstBad: string | undefined;
  let firstNewer: string | undefined;
  for await (const batch of readFile(file.path)) {
    counts.records += batch.read;
    counts.bad += batch.bad;
    counts.pending += batch.pending;
    counts.joined += batch.joined;
    firstBad ??= batch.firstBad;
    firstNewer ??= batch.firstNewer;
  }
  const versions = await versionsIn(file.path);
  return { name: file.name, bytes: file.size, ...counts, firstBad, firstNewer, versions };
}

async function versionsIn(path: string): Promise<Record<string, number>> {
  const versions: Record<string, number> = {};
  let rest = '';
  for await (const chunk of goodChunksOf(path)) {
    const text = rest + chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(VERSION)) {
      versions[match[1]!] = (versions[match[1]!] ?? 0) + 1;
      end = match.index + match[0].length;
    }
    // The end of a chunk may split a version.
    rest = text.slice(Math.max(end, text.length - 64));
  }
  return versions;
}
