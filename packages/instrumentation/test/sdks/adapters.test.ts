// Every adapter that has a data file, a folder beside this file, does what adapters must do.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { AdapterData } from './adapter-data.ts';
import { testAdapter } from './adapter-suite.ts';

const files = readdirSync(import.meta.dirname)
  .map((folder) => path.join(import.meta.dirname, folder, 'adapter.ts'))
  .filter((file) => existsSync(file));
for (const file of files) {
  const { data } = (await import(file)) as { readonly data: AdapterData };
  testAdapter(data, file);
}
