// `npm run bench`: measures, prints, and writes what it measured if it is told to.

import { BENCHES } from './benches.ts';
import type { Measurement } from './measurement.ts';
import { type Options, readOptions, UsageError } from './options.ts';
import { currentSetting } from './report/machine.ts';
import { writeReport } from './report/report.ts';
import { toRows } from './report/rows.ts';
import { storeRun } from './report/runs.ts';

const args = process.argv.slice(2);
try {
  await main(readOptions(args));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}

async function main({ names, size, isWritten, label }: Options): Promise<void> {
  const measurements: Measurement[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    // One bench would measure the other.
    const measured = await bench(size);
    if (measured.length === 0) continue;
    if (size.isQuick) console.log(`${name}: ${measured.length} figures`);
    else print(measured);
    measurements.push(...measured);
  }
  if (measurements.length === 0) {
    throw new UsageError(`nothing matches --only ${size.only.join(',')}`);
  }
  for (const { table, what, who, note } of measurements.filter(({ isBroken }) => isBroken)) {
    console.error(`broken: ${table}: ${what}: ${who}${note === undefined ? '' : `: ${note}`}`);
    process.exitCode = 1;
  }
  if (!isWritten) return;
  const isFull = names.length === 0 && size.only.length === 0;
  storeRun({ label, isFull, setting: currentSetting(args), measurements });
  writeReport();
}

/** A line for each row, and one for each of its columns. */
function print(measured: readonly Measurement[]): void {
  for (const { table, name, cells, goals } of toRows(measured)) {
    console.log(`${table}: ${name}${goals === '' ? '' : `; goal: ${goals}`}`);
    for (const [who, text] of cells) console.log(`  ${who.padEnd(28)}${text}`);
  }
}
