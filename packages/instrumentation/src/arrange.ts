// Arranges the start of telemetry. Loads nothing of it before it is needed.

import { beforeFirst } from './foundation/first-use.ts';

/** From now on the first operation starts the pipeline. */
export function arrangeStart(): void {
  const start = (): typeof import('./start.ts') =>
    require('./start.js') as typeof import('./start.ts');
  beforeFirst('target', () => start().startLogging());
  beforeFirst('operation', () => start().startPipeline());
}
