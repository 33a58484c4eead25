// The instrumentation scope of every span, metric and log record of this package.

import { VERSION } from './version.ts';

/** Name and version of this package. */
export const SCOPE = { name: 'llm-otel', version: VERSION } as const;
