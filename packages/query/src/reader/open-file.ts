// Opens regular files for reading, even if `node:fs` is patched. A pipe in the place of a file must
// not make a command wait.

import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

// Windows has none of these flags.
const { O_NONBLOCK = 0, O_NOCTTY = 0 } = constants as Partial<typeof constants>;
const READ = constants.O_RDONLY | O_NONBLOCK | O_NOCTTY;

/** An open file that closes at the end of its block. */
export interface OpenFile extends AsyncDisposable {
  readonly handle: FileHandle;
}

/**
 * Opens `path`. The handles of Yarn's Plug'n'Play are not disposable.
 *
 * @throws with the code ENOENT also where something else than a file is
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, READ);
  try {
    if (!(await handle.stat()).isFile()) throw noFile(path);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { handle, [Symbol.asyncDispose]: () => handle.close() };
}

/** The same at once; returns the descriptor. */
export function openFileSync(path: string): number {
  const descriptor = openSync(path, READ);
  try {
    if (!fstatSync(descriptor).isFile()) throw noFile(path);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

function noFile(path: string): Error {
  return Object.assign(new Error(`${path} is no regular file`), { code: 'ENOENT' });
}
