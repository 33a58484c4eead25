// Every adapter that has a data file does what adapters must do.

import { testAdapter } from './adapter-suite.ts';
import { dataFiles } from './data-files.ts';

for (const { data, file } of await dataFiles()) testAdapter(data, file);
