// The parts that the preload leaves unloaded, each behind the function that loads it. The first SDK loads what the
// first operation may need: between a call and its request nothing is loaded and no file is read.

import { hasTracerProvider } from './foundation/otel-api.ts';
import { safelyAlone } from './foundation/safely.ts';
import { loadRules } from './content/redact.ts';
import { loadShapes } from './content/shaped.ts';
import { loadPrices } from './telemetry/pricing.ts';
import { isDisabled, upcomingConfig } from './settings/settings.ts';
import { mayStartPipeline } from './start-policy.ts';

/** `otlp/destination` */
export const destinations = (): typeof import('./otlp/destination.ts') =>
  require('./otlp/destination.js') as typeof import('./otlp/destination.ts');
/** `otlp/lean` */
export const leanPipeline = (): typeof import('./otlp/lean.ts') =>
  require('./otlp/lean.js') as typeof import('./otlp/lean.ts');
/** `otlp/sdk-node` */
export const sdkNodePipeline = (): typeof import('./otlp/sdk-node.ts') =>
  require('./otlp/sdk-node.js') as typeof import('./otlp/sdk-node.ts');
/** `call-log/call-log` */
export const callLog = (): typeof import('./call-log/call-log.ts') =>
  require('./call-log/call-log.js') as typeof import('./call-log/call-log.ts');
/** `upload/start` */
export const uploads = (): typeof import('./upload/start.ts') =>
  require('./upload/start.js') as typeof import('./upload/start.ts');
/** `doctor/examination` */
export const examination = (): typeof import('./doctor/examination.ts') =>
  require('./doctor/examination.js') as typeof import('./doctor/examination.ts');

/**
 * Loads what the first operation may need. Decides and starts nothing: what the application sets or registers
 * until then counts. Never throws: what fails here fails again at the first operation, which reports it.
 */
export function loadParts(): void {
  safelyAlone('loading what calls need', () => {
    if (isDisabled()) return;
    const config = upcomingConfig();
    const isOurs = mayStartPipeline() && !hasTracerProvider();
    const steps = [
      callLog,
      () => loadRules(config),
      loadShapes,
      () => loadPrices(config),
      () => config.doctor === '1' && examination(),
      () => config.completionHook === 'upload' && uploads().loadStore(config),
      () => isOurs && loadPipeline(),
    ];
    for (const step of steps) safelyAlone('loading what calls need', step);
  });
}

function loadPipeline(): void {
  const destination = destinations().chooseDestination(process.env);
  if (destination.kind === 'sdk-node' && sdkNodePipeline().loadSdkNode() !== undefined) return;
  leanPipeline().loadLean(process.env);
}
