// What a program's runs cost, and how many spans each has.

import { setImmediate } from 'node:timers/promises';

/**
 * Of one of `count` runs of each of `all`: microseconds of CPU of the main thread, and the spans that `spansSoFar` counts.
 */
export async function costsOf(all, count, spansSoFar = () => 0) {
  const costs = {};
  for (const [name, run] of Object.entries(all)) {
    for (let made = 0; made < count / 5; made++) await run();
    await setImmediate();
    const spansBefore = spansSoFar();
    const before = process.threadCpuUsage();
    for (let made = 0; made < count; made++) await run();
    const { user, system } = process.threadCpuUsage(before);
    await setImmediate();
    costs[name] = { micros: (user + system) / count, spans: (spansSoFar() - spansBefore) / count };
  }
  return costs;
}
