// What runs in the background: the call that creates it returns before the model runs, and the fetch that finds it ended is
// the first to know its tokens. A later fetch of the same one finds them again.

/** A service may fetch for years. */
const MOST = 10_000;

const known = new Set<string>();

/** Whether nobody has said before that what has this `id` has ended so. */
export function isNewEnd(id: string, status: string): boolean {
  const end = `${status} ${id}`;
  if (known.has(end)) return false;
  const [oldest] = known;
  if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
  known.add(end);
  return true;
}
