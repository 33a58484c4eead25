// The preload: `node --require llm-otel/register app.js`, or `--import`.

import { preload } from './preload.ts';

preload();
