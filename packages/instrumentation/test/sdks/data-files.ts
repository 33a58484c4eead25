// The data files of the adapters: one in each folder beside this file.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AdapterData } from './adapter-data.ts';

/** A data file. */
export interface DataFile {
  readonly file: string;
  readonly data: AdapterData;
}

/** All of them. */
export async function dataFiles(): Promise<DataFile[]> {
  const files = readdirSync(import.meta.dirname)
    .map((folder) => path.join(import.meta.dirname, folder, 'adapter.ts'))
    .filter((file) => existsSync(file));
  return Promise.all(
    files.map(async (file) => {
      const { data } = (await import(pathToFileURL(file).href)) as { readonly data: AdapterData };
      return { file, data };
    }),
  );
}

/** The text of a fixture beside a data file; `undefined` if there is none. */
export function readFixture(file: string, fixture: string): string | undefined {
  try {
    return readFileSync(path.join(path.dirname(file), fixture), 'utf8');
  } catch {
    return undefined;
  }
}
