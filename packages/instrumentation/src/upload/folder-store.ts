// Objects as files. Readers see complete files only, and only the owner can read them.

import { randomUUID } from 'node:crypto';
import {
  existsSync,
  fchmodSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { access, chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Disk } from '../foundation/disk.ts';
import { makeDirectory } from '../foundation/directory.ts';
import type { ContentObject } from './content-objects.ts';
import type { ObjectStore } from './object-store.ts';

const NO_ROOM = 'the disk has too little room left';

/** A folder, created when needed. */
export class FolderStore implements ObjectStore {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string) {
    this.#folder = folder;
    this.#disk = new Disk(folder);
  }

  uriOf(name: string): string {
    return pathToFileURL(this.#fileOf(name)).href;
  }

  async store(object: ContentObject): Promise<void> {
    const file = this.#fileOf(object.name);
    if (object.isShared && (await isThere(file))) return;
    const bytes = this.#toBytes(object);
    await makeFolder(path.dirname(file));
    const unfinished = unfinishedName(file);
    try {
      const handle = await open(unfinished, 'wx', 0o600);
      try {
        // The umask may have restricted the owner as well.
        await handle.chmod(0o600);
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await rename(unfinished, file);
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  storeNow(objects: readonly ContentObject[]): readonly unknown[] {
    return objects.map((object) => {
      try {
        this.#storeNow(object);
        return undefined;
      } catch (error) {
        return error;
      }
    });
  }

  #storeNow(object: ContentObject): void {
    const file = this.#fileOf(object.name);
    if (object.isShared && existsSync(file)) return;
    const bytes = this.#toBytes(object);
    makeDirectory(path.dirname(file));
    const unfinished = unfinishedName(file);
    try {
      const descriptor = openSync(unfinished, 'wx', 0o600);
      try {
        fchmodSync(descriptor, 0o600);
        writeFileSync(descriptor, bytes);
      } finally {
        closeSync(descriptor);
      }
      renameSync(unfinished, file);
    } catch (error) {
      removeNow(unfinished);
      throw error;
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#folder, name);
  }

  #toBytes(object: ContentObject): Buffer {
    const bytes = Buffer.from(object.text());
    if (!this.#disk.hasRoom(bytes.length, performance.now())) throw new Error(NO_ROOM);
    return bytes;
  }
}

/** In the same folder, as a rename requires, and unique. */
function unfinishedName(file: string): string {
  return path.join(path.dirname(file), `.${randomUUID()}.tmp`);
}

function removeNow(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The original failure is reported.
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Makes missing parts of a path. Node's own way to do that never returns below `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  if (await isThere(folder)) return;
  await makeFolder(path.dirname(folder));
  try {
    await mkdir(folder, 0o700);
    await chmod(folder, 0o700);
  } catch (error) {
    // Another writer was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
