// `ai` 4 to 6 makes OpenTelemetry's spans where a call asks for them. In a call that says nothing of it, two functions
// of the package are replaced: the tracer is ours, and what it is told becomes operations. A call that asks for spans of
// its own, or wants none, is left alone.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { ToldTracer } from './older-tracer.ts';
import type { Attributes } from './older-values.ts';

/** `experimental_telemetry` of a call. */
interface Settings {
  readonly isEnabled?: boolean;
  readonly recordInputs?: boolean;
  readonly recordOutputs?: boolean;
}
/** What is computed only for telemetry that records it. */
interface Lazy {
  readonly input?: () => unknown;
  readonly output?: () => unknown;
}

/** Around `getTracer`, which each call asks once. */
export function tracers(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [settings] = args as [Settings | null | undefined];
      return isSilent(settings) ? new ToldTracer(tracing) : original.apply(this, args);
    };
}

/** Around `selectTelemetryAttributes`: ours may compute what they need later, or never. */
export function selections(): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [{ telemetry, attributes }] = args as [
        { readonly telemetry?: Settings; readonly attributes: Attributes },
      ];
      if (!isSilent(telemetry)) return original.apply(this, args);
      const isLeftOut = (value: unknown): boolean => {
        const lazy = (value ?? {}) as Lazy;
        return (
          (telemetry?.recordInputs === false && typeof lazy.input === 'function') ||
          (telemetry?.recordOutputs === false && typeof lazy.output === 'function')
        );
      };
      return Object.fromEntries(
        Object.entries(attributes).filter(([, value]) => !isLeftOut(value)),
      );
    };
}

function isSilent(settings: Settings | null | undefined): boolean {
  return settings?.isEnabled === undefined;
}
