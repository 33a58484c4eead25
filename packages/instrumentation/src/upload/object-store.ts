// What an upload queue needs of a place that keeps objects.

import type { ContentObject } from './content-objects.ts';

/** A folder or a part of a bucket. */
export interface ObjectStore {
  /** The URI of the object of that name. */
  uriOf(name: string): string;
  /** Rejects when the object could not be stored. Storing one again is no error. */
  store(object: ContentObject): Promise<void>;
  /**
   * Stores all before it returns, at the latest after about `timeoutMs`; also those whose `store` has
   * not ended. Why each was not stored; `undefined` where it was. Never throws.
   */
  storeNow(objects: readonly ContentObject[], timeoutMs: number): readonly unknown[];
}
