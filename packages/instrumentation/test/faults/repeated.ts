// Faults that depend on the moment are run many times, two processes at once.

const AT_ONCE = 2;

/** Runs `work` `times` times; fails with the first failure. */
export async function repeated(times: number, work: (run: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
