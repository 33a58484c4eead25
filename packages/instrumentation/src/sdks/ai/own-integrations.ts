// Calls of `ai` 7 that name integrations of their own, which take the place of the registered ones: ours is added.

import type { Target } from '../../model/target.ts';
import { integrationOf } from './integration.ts';
import { isOpenTelemetry } from './open-telemetry.ts';
import { isOurs, register } from './registered.ts';

/** What a call says of its telemetry. */
interface Telemetry {
  readonly isEnabled?: boolean;
  readonly integrations?: unknown;
}

/** In the file of the package. */
export const ownIntegrations: Target = {
  kind: 'wrapped',
  name: 'createTelemetryDispatcher',
  isLocal: true,
  isOptional: true,
  around: (tracing) => (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const added = tracing.attempt('ai: adding an integration', () => {
        const [asked] = args as [{ readonly telemetry?: Telemetry } | undefined];
        const { isEnabled, integrations } = asked?.telemetry ?? {};
        if (isEnabled === false || integrations == null) return undefined;
        const own: unknown[] = Array.isArray(integrations) ? integrations : [integrations];
        if (own.some((each) => isOurs(each) || isOpenTelemetry(each))) return undefined;
        const ours = register(() => integrationOf(tracing))();
        return { ...asked, telemetry: { ...asked!.telemetry, integrations: [...own, ours] } };
      });
      return added === undefined ? original.apply(this, args) : original.call(this, added);
    },
};
