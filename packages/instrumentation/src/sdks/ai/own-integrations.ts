// What asks integrations in each call of `ai` 7. Integrations that a call names take the place of the registered ones: ours is
// added. Embeddings have no wrapper that sets a context: theirs follows what is under way.

import type { Target } from '../../model/target.ts';
import type { Parent, Tracing } from '../../model/tracing.ts';
import type { Integration } from './events.ts';
import { UNDER_WAY } from './executions.ts';
import { integrationOf } from './integration.ts';
import { isOpenTelemetry } from './open-telemetry.ts';
import { isOurs, register } from './registered.ts';

/** What a call says of its telemetry. */
interface Telemetry {
  readonly isEnabled?: boolean;
  readonly integrations?: unknown;
}
interface Asked {
  readonly telemetry?: Telemetry;
}
/** A part of a call that is made, and tells a channel of itself. */
interface Part {
  readonly type?: string;
  readonly event?: { readonly callId?: string };
}
interface Dispatcher {
  readonly runInTracingChannelSpan?: (part: Part) => unknown;
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
      const added = tracing.attempt('ai: adding an integration', () =>
        withOurs(args[0] as Asked | undefined, tracing),
      );
      const dispatcher = original.apply(this, added === undefined ? args : [added]);
      return (
        tracing.attempt('ai: following embeddings', () =>
          following(dispatcher as Dispatcher, tracing),
        ) ?? dispatcher
      );
    },
};

function withOurs(asked: Asked | undefined, tracing: Tracing): Asked | undefined {
  const { isEnabled, integrations } = asked?.telemetry ?? {};
  if (isEnabled === false || integrations == null) return undefined;
  const own: unknown[] = Array.isArray(integrations) ? integrations : [integrations];
  if (own.some(isOurs)) return undefined;
  const ours = own.some(isOpenTelemetry)
    ? (beside ??= integrationOf(tracing, () => true))
    : oursIn(tracing);
  // The first one is the innermost: the spans of others are around ours.
  return { ...asked, telemetry: { ...asked!.telemetry, integrations: [ours, ...own] } };
}

function following(dispatcher: Dispatcher, tracing: Tracing): Dispatcher {
  const { runInTracingChannelSpan: run } = dispatcher;
  if (run === undefined) return dispatcher;
  return {
    ...dispatcher,
    runInTracingChannelSpan(part) {
      const callId = part.type === 'embed' ? part.event?.callId : undefined;
      if (callId === undefined) return run(part);
      const underWay = oursIn(tracing)[UNDER_WAY] as (id: string) => Parent | undefined;
      return tracing.follow(
        () => underWay(callId),
        () => run(part),
      );
    },
  };
}

function oursIn(tracing: Tracing): Integration {
  return register(() => integrationOf(tracing))();
}
