// What the preload does for the AI SDK: it registers an integration that is loaded with the first call.

import type { Tracing } from '../../model/tracing.ts';
import { register } from './registered.ts';

/** Registers it. */
export function registerEarly(tracing: () => Tracing): void {
  register(() =>
    (require('./integration.js') as typeof import('./integration.ts')).integrationOf(tracing()),
  );
}
