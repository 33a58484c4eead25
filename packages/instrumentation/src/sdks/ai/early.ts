// What the preload does for the AI SDK: it registers an integration that is loaded with the first call.

import type { Tracing } from '../../model/tracing.ts';
import { register } from './registered.ts';

/** Registers it; one without callbacks where the adapter is switched off. */
export function registerEarly(tracing: () => Tracing | undefined): void {
  register(() => {
    const told = tracing();
    if (told === undefined) return {};
    return (require('./integration.js') as typeof import('./integration.ts')).integrationOf(told);
  });
}
