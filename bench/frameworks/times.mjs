// How long what a program runs takes.

/** Microseconds for one of `count` runs of each of `all`. */
export async function timesOf(all, count) {
  const costs = {};
  for (const [name, run] of Object.entries(all)) {
    for (let made = 0; made < count / 5; made++) await run();
    const startedAt = performance.now();
    for (let made = 0; made < count; made++) await run();
    costs[name] = ((performance.now() - startedAt) * 1000) / count;
  }
  return costs;
}
