// Main-thread CPU that a call, or a chunk of a stream, costs beyond the bare SDK: a floor written by hand,
// our preload, and the other packages. Every run has a bare run directly before it; the variants of a row
// alternate, and so do the rows.

import { type Bench, isAsked, type Measurement, roundsOf, type Size } from '../measurement.ts';
import { installPeers, type Installation } from '../peers/installation.ts';
import { type Case, CASES, countsOf, isMeasured, tableOf } from './cases.ts';
import { type Run, type Runner, startRunner } from './run.ts';
import { bareOf, type Variant, VARIANTS } from './variants.ts';

/** They take about 25 minutes on two cores. */
const ROUNDS = 3;
const SHORT_STREAM = 20;

/** A row and a variant, with the paired differences so far. */
interface Cell {
  readonly each: Case;
  readonly variant: Variant;
  /** Microseconds of a call beyond the bare call before it. */
  readonly added: number[];
  /** What is to be said of it. */
  note?: string;
  /** There is nothing to measure, or nothing more. */
  isOver: boolean;
}

/** Microseconds of CPU, with what each variant saw. It is broken if a run of ours fails or loses a span. */
export const calls: Bench = async (size) => {
  const installation = await installPeers();
  const cells = cellsOf(installation, size);
  const runner = startRunner(installation);
  const rounds = roundsOf(size, ROUNDS);
  try {
    for (let round = 1; round <= rounds; round++) {
      console.error(`calls, round ${round} of ${rounds}`);
      // Runs beside each other would measure each other; `--quick` measures nothing.
      await inLanes(size.isQuick ? 2 : 1, cells, (cell) => measure(runner, cell, size));
    }
  } finally {
    runner.close();
  }
  return cells.flatMap(toMeasurements);
};

function cellsOf({ missing }: Installation, size: Size): Cell[] {
  return CASES.flatMap((each) =>
    VARIANTS.filter((variant) => isMeasured(variant, each, size))
      .filter(({ name }) => isAsked(size, tableOf(each), each.what, name))
      .map((variant): Cell => {
        const cell: Cell = { each, variant, added: [], isOver: false };
        const fault = variant.peer === undefined ? undefined : missing.get(variant.peer);
        return fault === undefined
          ? cell
          : { ...cell, note: `not installed: ${fault}`, isOver: true };
      }),
  );
}

async function inLanes<T>(
  count: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: count }, lane));
}

async function measure(runner: Runner, cell: Cell, size: Size): Promise<void> {
  const { each, variant, added } = cell;
  if (cell.isOver) return;
  const counts = countsOf(each, size);
  const made = counts.warmUp + counts.calls;
  // One is enough to see that the neighbour works.
  const isPaired = !size.isQuick || (each.isForQuickPeers && variant === VARIANTS[0]);
  const bare = isPaired ? (await runner.run(bareOf(variant), each, counts)).perCall : 0;
  let measured: Run;
  try {
    measured = await runner.run(variant, each, counts);
  } catch (error) {
    console.error(error);
    end(cell, 'fails');
    return;
  }
  if (measured.spans !== made) {
    cell.note = `${measured.spans} spans of ${made} calls`;
    if (measured.spans === 0) {
      end(cell, 'sees nothing');
      return;
    }
  }
  added.push(measured.perCall - bare);
}

function end(cell: Cell, note: string): void {
  cell.note = note;
  cell.isOver = true;
  cell.added.length = 0;
}

/** Of a stream by chunks, and of a short one by calls too. */
function toMeasurements({ each, variant, added, note }: Cell): Measurement[] {
  const { what, chunks } = each;
  const isBroken = note !== undefined && variant.peer === undefined;
  const base = {
    table: tableOf(each),
    who: variant.name,
    ...(note !== undefined && { note }),
    ...(isBroken && { isBroken }),
  };
  const perCall = { ...base, what, unit: 'µs a call', values: added };
  if (chunks === 0) return [perCall];
  const perChunk = { ...base, what, unit: 'µs a chunk', values: added.map((all) => all / chunks) };
  return chunks <= SHORT_STREAM ? [perChunk, perCall] : [perChunk];
}
