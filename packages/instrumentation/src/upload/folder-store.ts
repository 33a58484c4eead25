// Objects as files. Readers see complete files only, and only the owner can read them.

import { randomUUID } from 'node:crypto';
import {
  fchmodSync,
  lstatSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { access, chmod, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Disk } from '../foundation/disk.ts';
import { makeDirectory } from '../foundation/directory.ts';
import { isOwnFile, mustBeOurs } from '../foundation/own-file.ts';
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
    if (object.isShared && (await isStored(file))) return;
    const bytes = this.#toBytes(object);
    for (const folder of this.#foldersOf(file)) {
      await makeFolder(folder);
      mustBeOurs(folder, await lstat(folder), 'directory');
    }
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
    if (object.isShared && isStoredNow(file)) return;
    const bytes = this.#toBytes(object);
    for (const folder of this.#foldersOf(file)) {
      makeDirectory(folder);
      mustBeOurs(folder, lstatSync(folder), 'directory');
    }
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

  /** The folders between the base and `file`, the outer ones first. The base is the user's choice. */
  #foldersOf(file: string): string[] {
    const names = path.dirname(path.relative(this.#folder, file)).split(path.sep);
    return names.map((_, at) => path.join(this.#folder, ...names.slice(0, at + 1)));
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

/** Something else of this name is replaced, not trusted. */
function isStored(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => isOwnFile(file, stats),
    () => false,
  );
}

function isStoredNow(file: string): boolean {
  try {
    return isOwnFile(file, lstatSync(file));
  } catch {
    return false;
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
