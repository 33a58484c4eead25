// Arranges the start of telemetry. Loads no telemetry until it is needed.

import { beforeFirst } from './foundation/first-use.ts';

/** Makes the first operation start the pipeline. */
export function arrangeStart(): void {
  const start = (): typeof import('./start.ts') =>
    require('./start.js') as typeof import('./start.ts');
  beforeFirst('target', () => start().startLogging());
  beforeFirst('operation', () => start().startPipeline());
}
