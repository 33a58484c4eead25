// Backends take a moment to have what they were sent, and tell nobody when they do: they are asked
// again until they have it.

import { setTimeout } from 'node:timers/promises';

const INTERVAL_MS = 200;
const LIMIT_MS = 60_000;

/** Asks until the answer is not `undefined`; fails with `what` after a minute, or after `limitMs`. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limitMs = LIMIT_MS,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(INTERVAL_MS);
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`);
}
