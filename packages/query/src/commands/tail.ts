import { watch } from 'node:fs';
import { Command } from 'commander';
import { mustBeLog } from '../archive/archive-place.ts';
import { note } from '../format/note.ts';
import { EXIT } from '../failure.ts';
import { toRecordLine } from '../format/record-line.ts';
import { outputWidth } from '../format/terminal.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { logIn } from '../reader/awaited-log.ts';
import type { ReadState } from '../reader/followed-file.ts';
import { Follower } from '../reader/follower.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import type { Filter } from '../store/filter.ts';
import { Sieve } from '../store/sieve.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

/** Characters of an id in a terminal. What came later may share them, and `trace` says so. */
const SHORT_ID = 12;

/** Poll interval in milliseconds, for file systems without change events. */
const LOOK_EVERY = 1000;
/** Records that are held in memory. */
const AT_ONCE = 10_000;

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly lines: number;
  readonly follow: boolean;
}

/** `llm-otel tail` */
export function tailCommand(): Command {
  const command = new Command('tail')
    .option('--lines <records>', 'how many of the newest', wholeNumber(0), 10)
    .option('--no-follow', 'end after them');
  return withLogOptions(withTableOptions(withFilterOptions(command, 'all'))).action(run);
}

async function run(options: Options): Promise<void> {
  mustBeLog(options.dir);
  const filter = toFilter(options);
  if (options.follow) {
    process.on('SIGINT', () => process.exit(EXIT.ok));
    await logIn(options.dir, tellWaiting, options.recursive);
  }
  const states = await printNewest(filter, options);
  if (!options.follow) return;
  await using follower = new Follower(options.dir, states, options.recursive);
  await using sieve = await Sieve.open(filter);
  const changes = changesOf(options.dir);
  while (true) {
    // All at once, so that the records of one rotation come in the order of their time.
    const added: CallRecord[] = [];
    for await (const records of follower.read()) {
      added.push(...records);
      if (added.length >= AT_ONCE) print(await sieve.passing(added.splice(0)), options);
    }
    print(await sieve.passing(added), options);
    await changes.next();
  }
}

function tellWaiting(place: string): void {
  note(`waiting for a log in ${place}; --dir or LLM_OTEL_LOG_DIR names another directory`);
}

async function printNewest(
  filter: Filter,
  options: Options,
): Promise<ReadonlyMap<string, ReadState>> {
  await using store = await openLog(options);
  const page = { isNewestFirst: true, limit: options.lines };
  const records = await store.allRecords(filter, page);
  print(records.toReversed(), options);
  // Await here: the store is closed when this returns.
  return await store.states();
}

function print(records: readonly CallRecord[], { json, wide }: Options): void {
  for (const record of records) {
    const ids = ['trace_id', 'request_id'].flatMap((name) => shownId(record[name], name, wide));
    console.log(json === true ? toSafeJson(record) : toRecordLine(record, ids));
  }
}

/** `trace` and `get` take a part of an id: the start of a trace's, the end of a record's. */
function shownId(id: unknown, name: string, isWide = false): string[] {
  if (typeof id !== 'string') return [];
  if (outputWidth(isWide) === Infinity || id.length <= SHORT_ID) return [id];
  return [name === 'trace_id' ? id.slice(0, SHORT_ID) : `…${id.slice(-SHORT_ID)}`];
}

/** Waits for possible changes in `directory`. */
function changesOf(directory: string): { next(): Promise<void> } {
  let hasChanged = false;
  let wake: (() => void) | undefined;
  const onChange = (): void => {
    hasChanged = true;
    wake?.();
  };
  setInterval(onChange, LOOK_EVERY);
  try {
    // Other commands change their cache in the same directory.
    watch(directory, (_event, name) => {
      if (name === null || !name.startsWith('.')) onChange();
    }).on('error', () => {});
  } catch {
    // Polling is enough.
  }
  return {
    async next() {
      if (!hasChanged) await new Promise<void>((resolve) => (wake = resolve));
      hasChanged = false;
      wake = undefined;
    },
  };
}
