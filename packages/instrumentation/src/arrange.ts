// Arranges the start of telemetry. Loads no telemetry until it is needed.

import { beforeFirst } from './foundation/first-use.ts';

/** Makes the first SDK load what the first operation needs, and that one start the pipeline. */
export function arrangeStart(): void {
  const start = (): typeof import('./start.ts') =>
    require('./start.js') as typeof import('./start.ts');
  const parts = (): typeof import('./parts.ts') =>
    require('./parts.js') as typeof import('./parts.ts');
  beforeFirst('target', () => {
    start().startLogging();
    parts().loadParts();
  });
  beforeFirst('operation', () => start().startPipeline());
}
