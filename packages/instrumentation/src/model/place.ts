// Places in lists, as servers say them: some omit them, and a list with a huge one would take minutes to read.

/** More than any response has of anything. */
const MOST = 1024;

/** The place `index`; without a usable one, the first. */
export function placeOf(index: unknown): number {
  const place = Number(index ?? 0);
  return Number.isInteger(place) && place >= 0 && place < MOST ? place : 0;
}
