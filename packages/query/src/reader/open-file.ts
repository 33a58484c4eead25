// Opens files for reading, even if `node:fs` is patched.

import { type FileHandle, open } from 'node:fs/promises';

/** An open file that closes at the end of its block. */
export interface OpenFile extends AsyncDisposable {
  readonly handle: FileHandle;
}

/** Opens `path`. The handles of Yarn's Plug'n'Play are not disposable. */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r');
  return { handle, [Symbol.asyncDispose]: () => handle.close() };
}
