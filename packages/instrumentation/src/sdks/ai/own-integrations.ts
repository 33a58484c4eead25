// Calls of `ai` 7 that name integrations of their own, which take the place of the registered ones: ours is added.

import type { Target } from '../../model/target.ts';
import type { Integration } from './events.ts';
import { integrationOf } from './integration.ts';
import { isOpenTelemetry } from './open-telemetry.ts';
import { isOurs, register } from './registered.ts';

/** What a call says of its telemetry. */
interface Telemetry {
  readonly isEnabled?: boolean;
  readonly integrations?: unknown;
}

/** Ours beside somebody who makes the spans. */
let beside: Integration | undefined;

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
        if (own.some(isOurs)) return undefined;
        const ours = own.some(isOpenTelemetry)
          ? (beside ??= integrationOf(tracing, () => true))
          : register(() => integrationOf(tracing))();
        // The first one is the innermost: the spans of others are around ours.
        return { ...asked, telemetry: { ...asked!.telemetry, integrations: [ours, ...own] } };
      });
      return added === undefined ? original.apply(this, args) : original.call(this, added);
    },
};
