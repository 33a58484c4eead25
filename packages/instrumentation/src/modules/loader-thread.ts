// Runs in Node's loader thread, on the versions whose synchronous hooks are not safe.

import { withTail, type LoadResult } from './esm.ts';

type NextLoad = (url: string, context: unknown) => Promise<LoadResult>;

/** The load hook that `module.register` installs. */
export async function load(url: string, context: unknown, nextLoad: NextLoad): Promise<LoadResult> {
  return withTail(url, await nextLoad(url, context));
}
