// Configs of the scaled form and of storage that no form names: nobody would read them.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { scaleForms } from './scale/forms.ts';
import { storageForms } from './storage/forms.ts';

/** Their names. */
export async function unreadConfigs(): Promise<string[]> {
  const named = new Set<string>([
    ...Object.values(scaleForms).map(({ file }) => `${file}.yaml`),
    ...storageForms.map(({ file }) => `storage/${file}.yaml`),
    'storage/prometheus-store.yml',
  ]);
  const files = ['scale', 'storage'].map(async (folder) =>
    (await readdir(join(import.meta.dirname, folder))).map((file) => `${folder}/${file}`),
  );
  return (await Promise.all(files))
    .flat()
    .filter((file) => /ya?ml$/.test(file) && !named.has(file));
}
