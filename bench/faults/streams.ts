// Cost of many (F-20), slow (F-22) or long (F-23) streams.

import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { addBoth, measureBoth } from './variants.ts';

const TABLE = 'streams';

/** Bytes of heap and microseconds for each of 100 000 open streams. */
export const openStreams: Bench = async (size) => {
  interface Open {
    readonly bytes: readonly number[];
    readonly microseconds: readonly number[];
  }
  const figures = new Figures();
  const measured = await measureBoth<Open>('openStreams', roundsOf(size, 1), size);
  const place = { table: TABLE, what: '100,000 open at once, each' };
  addBoth(figures, { ...place, unit: 'bytes' }, measured, ({ bytes }) => bytes);
  addBoth(figures, { ...place, unit: 'µs' }, measured, ({ microseconds }) => microseconds);
  const slowing = { ...place, what: '100,000 open at once, last tenth / first', unit: '×' };
  addBoth(figures, slowing, measured, ({ microseconds }) => [
    microseconds.at(-1)! / microseconds[0]!,
  ]);
  return figures.all();
};

/** Milliseconds from the creation of a chunk to its arrival at the reader. */
export const slowStreams: Bench = async (size) => {
  const figures = new Figures();
  const measured = await measureBoth<{ readonly late: readonly number[] }>(
    'slowStreams',
    roundsOf(size, 3),
    size,
  );
  const what = '100 at once, a chunk every 20 ms: from its making to its reader';
  addBoth(figures, { table: TABLE, what, unit: 'ms' }, measured, ({ late }) => late);
  return figures.all();
};

/** CPU microseconds per chunk of 100 000-chunk streams. */
export const longStreams: Bench = async (size) => {
  const figures = new Figures();
  const measured = await measureBoth<{ readonly perChunk: readonly number[] }>(
    'longStreams',
    roundsOf(size, 2),
    size,
  );
  const what = '10 of 100,000 chunks, a chunk';
  addBoth(figures, { table: TABLE, what, unit: 'µs' }, measured, ({ perChunk }) => perChunk);
  return figures.all();
};
