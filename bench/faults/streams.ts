// Cost of many (F-20), slow (F-22) or long (F-23) streams.

import { show, summarize } from '../statistics.ts';
import { measureBoth, type Variants } from './variants.ts';

/** Prints bytes of heap and microseconds for each of 100 000 open streams. */
export async function openStreams(): Promise<void> {
  interface Open {
    readonly bytes: readonly number[];
    readonly microseconds: readonly number[];
  }
  const measured = await measureBoth<Open>('openStreams', 1);
  console.log('open-streams, 100000 at once, for each; median ± quartile distance of the tenths');
  for (const [name, runs] of Object.entries(measured) as [string, readonly Open[]][]) {
    const each = runs.flatMap((run) => run.microseconds);
    const last = runs.map((run) => run.microseconds.at(-1)! / run.microseconds[0]!);
    console.log(`  ${name.padEnd(6)} ${show(runs.flatMap((run) => run.bytes))} bytes of heap`);
    console.log(`  ${name.padEnd(6)} ${show(each)} µs, last tenth / first: ${show(last)}`);
  }
  const bytes = added(measured, (run) => run.bytes);
  console.log(`  added: ${bytes.toFixed(0)} bytes (aim: at most 2048)`);
}

/** Prints milliseconds from the creation of a chunk to its arrival at the reader. */
export async function slowStreams(): Promise<void> {
  interface Slow {
    readonly late: readonly number[];
  }
  const measured = await measureBoth<Slow>('slowStreams', 3);
  console.log('slow-streams, 100 at once, a chunk every 20 ms: ms from its making to its reader');
  for (const [name, runs] of Object.entries(measured) as [string, readonly Slow[]][]) {
    console.log(
      `  ${name.padEnd(6)} ${show(
        runs.flatMap((run) => run.late),
        3,
      )}`,
    );
  }
  console.log(`  added: ${added(measured, (run) => run.late).toFixed(3)} (aim: at most 1)`);
}

/** Prints CPU microseconds per chunk of 100 000-chunk streams. */
export async function longStreams(): Promise<void> {
  interface Long {
    readonly perChunk: readonly number[];
  }
  const measured = await measureBoth<Long>('longStreams', 2);
  console.log('long-streams, 10 of 100000 chunks, µs of main-thread CPU per chunk');
  for (const [name, runs] of Object.entries(measured) as [string, readonly Long[]][]) {
    console.log(
      `  ${name.padEnd(6)} ${show(
        runs.flatMap((run) => run.perChunk),
        3,
      )}`,
    );
  }
  console.log(`  added: ${added(measured, (run) => run.perChunk).toFixed(3)} (aim: at most 2)`);
}

function added<T>({ bare, traced }: Variants<T>, valuesOf: (run: T) => readonly number[]): number {
  const [without, withUs] = [bare, traced].map((runs) => summarize(runs.flatMap(valuesOf)).median);
  return withUs! - without!;
}
