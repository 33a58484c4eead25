// Loads the database library with the first database that is opened: that takes longer than a command that needs none.

import { Failure } from '../failure.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';
import type { Engine, EngineOptions } from './engine.ts';

/**
 * Opens the database in `file`, or one in memory without.
 *
 * @throws {Failure} when the library is not installed
 * @throws when the file is damaged, or another process has it open
 */
export async function openEngine(
  file: string | undefined,
  options: EngineOptions,
): Promise<Engine> {
  const { Engine: Opened } = await import('./engine.ts').catch(explainMissing);
  return Opened.open(file, options);
}

/** A database in memory, and how to close it. */
export interface TemporaryEngine {
  readonly engine: Engine;
  readonly close: () => void;
}

/** Opens a database in memory, which spills to a directory of its own. */
export async function openTemporary(memoryMb?: number): Promise<TemporaryEngine> {
  const folder = placeToSpill();
  const engine = await openEngine(undefined, {
    temporaryDirectory: folder?.path ?? '',
    ...(memoryMb !== undefined && { memoryMb }),
  });
  const close = (): void => {
    engine.close();
    folder?.remove();
  };
  return { engine, close };
}

/** If there can be none, a query that needs more memory fails. */
function placeToSpill(): TemporaryFolder | undefined {
  try {
    return makeTemporaryFolder();
  } catch {
    return undefined;
  }
}

/** Package managers may skip the native part for this platform. */
function explainMissing(error: unknown): never {
  const { message } = error as Error;
  if (!message.includes('@duckdb/')) throw error;
  throw new Failure(
    `DuckDB's library for ${process.platform} ${process.arch} is not installed (${message.split('\n')[0]}); install @llm-otel/query again, with optional dependencies`,
  );
}
