// The interface between an upload queue and its storage.

import type { ContentObject } from './content-objects.ts';

/** A folder or a part of a bucket. */
export interface ObjectStore {
  /** The URI of the object `name`. */
  uriOf(name: string): string;
  /** Rejects if the object could not be stored. Storing it again is no error. */
  store(object: ContentObject): Promise<void>;
  /**
   * Stores all objects before it returns, within about `timeoutMs`; also those whose `store` is
   * pending. Returns the failure of each; `undefined` if stored. Never throws.
   */
  storeNow(objects: readonly ContentObject[], timeoutMs: number): readonly unknown[];
}
