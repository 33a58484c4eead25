import { lstatSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { toBytes, toCount } from '../format/quantity.ts';
import { showUrls } from 'llm-otel/shown-url';
import { toSafeJson, toSafeLine } from '../format/text-safety.ts';
import { type UnreadFile, unreadFiles } from '../reader/log-files.ts';
import { surveyFile, type FileSurvey } from '../reader/survey.ts';
import { SCHEMA_VERSION } from '../schema.ts';
import { CACHE_NAME } from '../store/cache.ts';
import { findFiles, orUnreadable } from '../store/present-files.ts';
import { Store } from '../store/store.ts';
import { type LogOptions, tellStrayLinks, withLogOptions } from './log-options.ts';

/** `llm-otel doctor` */
export function doctorCommand(): Command {
  const command = new Command('doctor');
  return withLogOptions(command).action(run);
}

interface CacheState {
  readonly file: string;
  /** 0 where there is none. */
  readonly bytes: number;
  readonly state: string;
}

async function run({
  dir,
  recursive: isTree,
  json,
  cache: isCached,
  strict,
}: LogOptions): Promise<void> {
  const files: FileSurvey[] = [];
  const unread: UnreadFile[] = unreadFiles(dir, isTree);
  const { matches, unreadable } = await findFiles([], { directory: dir, isTree });
  const { copies, distinct } = matches;
  for (const file of distinct) {
    await orUnreadable(file.name, unreadable, async () => {
      files.push(await surveyFile(file));
    });
  }
  for (const [name, of] of copies) unread.push({ name, why: `${of} has the same records` });
  for (const { name, code } of unreadable) unread.push({ name, why: `cannot be read (${code})` });
  tellStrayLinks(dir, isTree);
  const cache = await cacheState(dir, isCached, isTree);
  if (json === true) {
    const reads = { schema_version: SCHEMA_VERSION };
    console.log(
      showUrls(toSafeJson({ directory: path.resolve(dir), reads, files, unread, cache }, 2)),
    );
  } else {
    console.log(showUrls(await toText(dir, files, unread, cache)));
  }
  if (strict === true && files.some(({ bad }) => bad > 0)) process.exitCode = 2;
}

async function cacheState(
  directory: string,
  isCached: boolean,
  isTree = false,
): Promise<CacheState> {
  const file = path.join(directory, CACHE_NAME);
  const sizeOf = (): number => lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (!isCached) return { file, bytes: sizeOf(), state: 'not looked at' };
  const wasThere = sizeOf() > 0;
  await using store = await Store.open({ directory, isTree });
  const state = store.note ?? (wasThere ? 'up to date' : 'made now');
  return { file, bytes: sizeOf(), state };
}

async function toText(
  directory: string,
  files: readonly FileSurvey[],
  unread: readonly UnreadFile[],
  cache: CacheState,
): Promise<string> {
  const { toTable } = await import('../format/table.ts');
  const numbers = ['size', 'records', 'bad', 'pending', 'joined'];
  const lines = [
    `directory  ${path.resolve(directory)}`,
    `reads      schema ${SCHEMA_VERSION} and 0.1, and later versions of the same major`,
    `cache      ${cache.state}${cache.bytes > 0 ? `, ${toBytes(cache.bytes)}` : ''}`,
    '',
    files.length === 0
      ? 'No *.jsonl file is there. Does the program write elsewhere (LLM_OTEL_LOG_DIR)?'
      : toTable(
          [
            { title: 'file' },
            ...numbers.map((title) => ({ title, isNumber: true })),
            { title: 'versions' },
          ],
          files.map((file) => [
            file.name,
            toBytes(file.bytes),
            ...[file.records, file.bad, file.pending, file.joined].map(toCount),
            Object.entries(file.versions)
              .map(([version, count]) => `${version}: ${toCount(count)}`)
              .join(', '),
          ]),
        ),
    ...files.flatMap(({ name, firstBad, firstNewer }) => [
      ...(firstBad === undefined ? [] : [`${name}, ${firstBad}`]),
      ...(firstNewer === undefined ? [] : [`${name}, ${firstNewer}, newer than this can read`]),
    ]),
    ...unread.map(({ name, why }) => `not read: ${name}: ${why}`),
  ];
  return lines.map((line) => line.split('\n').map(toSafeLine).join('\n')).join('\n');
}
