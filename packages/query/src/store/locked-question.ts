// Runs untrusted SQL queries. They can read the calls, but cannot access or change
// anything else: no file, no network, no extension, no setting.

import { Failure } from '../failure.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import type { Engine, Row } from './engine.ts';
import type { Store } from './store.ts';

/**
 * Runs `sql` on a locked copy of the view; at most `limit` rows.
 *
 * @throws what the database says of the statement
 */
export async function askLocked(store: Store, sql: string, limit: number): Promise<Row[]> {
  if (sql.trim() === '' || (await store.engine.statementCount(sql)) !== 1) {
    throw new Failure('give one statement');
  }
  const folder = makeTemporaryFolder();
  let engine: Engine | undefined;
  try {
    engine = await store.lock(folder.path);
    const rows: Row[] = [];
    for await (const batch of engine.batches(sql)) {
      rows.push(...batch);
      if (rows.length >= limit) break;
    }
    return rows.slice(0, limit);
  } finally {
    engine?.close();
    folder.remove();
  }
}
