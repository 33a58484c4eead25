// Resolves user-supplied paths: files, or directories of collector files.

import { readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { isBucket } from '../archive/archive-place.ts';
import { Failure } from '../failure.ts';
import { byAge, parseLogName } from '../reader/log-names.ts';

const EXTENSION = /\.(?:jsonl|json|ndjson|pb|binpb)(?:\.(?:gz|zst))?$/;

/** A file to read. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  /** Shared by the rotated parts of one file: a cut line may continue in the next. */
  readonly family: string;
}

/** The files, rotated ones before their successors. */
export function sourceFiles(names: readonly string[]): SourceFile[] {
  return names.flatMap((name) => {
    const stats = statSync(name, { throwIfNoEntry: false });
    if (isBucket(name)) {
      throw new Failure(`${name} is in a bucket; copy it to a folder, and name that`);
    }
    if (stats === undefined)
      throw new Failure(`${name} does not exist; name a file or a directory`);
    if (!stats.isDirectory() && !stats.isFile()) {
      throw new Failure(`${name} is no regular file; write it to one first`);
    }
    if (stats.isFile()) return [toSource(name, stats)];
    const found = readdirSync(name)
      .filter((file) => !file.startsWith('.'))
      .filter((file) => EXTENSION.test(file) || parseLogName(file) !== undefined)
      // `traces-2026-10-05T12-00-00.000.jsonl` is a rotated `traces.jsonl`.
      .toSorted(byAgeOrName)
      .flatMap((file) => regularFile(path.join(name, file)));
    if (found.length === 0) {
      throw new Failure(
        `${name} has no *.jsonl, *.json, *.pb file, or one of these with .gz or .zst`,
      );
    }
    return found;
  });
}

function byAgeOrName(a: string, b: string): number {
  const [nameA, nameB] = [parseLogName(a), parseLogName(b)];
  if (nameA?.day === undefined || nameB?.day === undefined) return a < b ? -1 : 1;
  return byAge([a, nameA], [b, nameB]);
}

function regularFile(file: string): SourceFile[] {
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? [toSource(file, stats)] : [];
}

function toSource(file: string, { size }: Stats): SourceFile {
  const [family] = path.basename(file).split(/[-.]/) as [string];
  return { path: file, size, family: path.join(path.dirname(file), family) };
}
