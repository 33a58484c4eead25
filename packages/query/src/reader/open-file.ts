// Opens files to read them, whatever has replaced `node:fs`.

import { type FileHandle, open } from 'node:fs/promises';

/** An open file that is closed at the end of the block that uses it. */
export interface OpenFile extends AsyncDisposable {
  readonly handle: FileHandle;
}

/** Opens `path`. The handles of Yarn's Plug'n'Play cannot be disposed of themselves. */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r');
  return { handle, [Symbol.asyncDispose]: () => handle.close() };
}
