// Replaces methods on the prototypes of an SDK's classes. A method is patched once, whichever
// copy of this package comes first.

import type { Span } from '@opentelemetry/api';
import { config } from '../settings/settings.ts';
import { adoptSpan, type AdoptedSpan } from '../telemetry/spans/adopted-span.ts';
import type { AnyMethod, NativeTracing, PatchedClass, SdkAdapter } from '../model/adapter.ts';
import { inputOf } from '../telemetry/content/captured.ts';
import { Invocation } from './invocation.ts';
import type { RequestMetadata } from '../model/model.ts';
import { reportForeign } from './foreign.ts';
import { catchSpan, spanStartedBy, whoRecords } from './native.ts';
import { observe } from './observe.ts';
import { startOf } from './operation-start.ts';
import {
  type AnyFunction,
  type Patch,
  replaceMethod,
  restoreMethod,
} from '../foundation/replaced-method.ts';
import { report, safely } from '../foundation/safely.ts';
import { serverOf } from '../model/server.ts';
import { reach } from '../foundation/first-use.ts';
import { isRecordingPaused } from '../foundation/pause.ts';

/** Patches the methods that `prototype` owns; returns the names of those that are patched now. */
export function patchPrototype(
  prototype: object,
  { methods }: PatchedClass,
  adapter: SdkAdapter,
): string[] {
  return Object.entries(methods)
    .filter(([name, method]) =>
      replaceMethod(prototype, name, (original, patch) =>
        patched(name, original, method, adapter, prototype, patch),
      ),
    )
    .map(([name]) => name);
}

/** Puts the original methods back; below somebody else's wrapper ours only passes calls on. */
export function unpatchPrototype(prototype: object, { methods }: PatchedClass): void {
  for (const name of Object.keys(methods)) restoreMethod(prototype, name);
}

function patched(
  name: string,
  original: AnyFunction,
  method: AnyMethod,
  adapter: SdkAdapter,
  prototype: object,
  patch: () => Patch,
): AnyFunction {
  let isCalled = false;
  // A method in an object literal: like the original it has no `prototype` and its own name.
  return {
    [name](this: unknown, ...args: unknown[]): unknown {
      if (!isCalled) {
        isCalled = true;
        safely('looking for another instrumentation', () => {
          const outermost = (prototype as Record<string, unknown>)[name];
          reportForeign([outermost, original], method.operation, adapter.foreignChannels);
        });
      }
      if (patch().isOff || isRecordingPaused()) return original.apply(this, args);
      const { native } = adapter;
      if (native !== undefined) {
        const recorder = whoRecords(native, this);
        if (recorder === 'theirs') return original.apply(this, args);
        if (recorder === 'adopt') {
          return callAdopted(native, this, args, original, (adopted) =>
            begin(this, args, method, adapter, adopted),
          );
        }
      }
      const invocation = begin(this, args, method, adapter);
      if (invocation === undefined) return original.apply(this, args);
      const asking = askForUsage(args[0], method);
      if (asking !== undefined) {
        invocation.hidesUsage = true;
        args[0] = asking;
      }
      let returned: unknown;
      try {
        returned = invocation.run(() => original.apply(this, args));
      } catch (error) {
        invocation.fail(error);
        throw error;
      }
      return observed(returned, invocation);
    },
  }[name] as AnyFunction;
}

/** Calls an SDK that traces itself, and records on its span. */
function callAdopted(
  native: NativeTracing,
  resource: unknown,
  args: unknown[],
  original: AnyFunction,
  beginOn: (adopted: AdoptedSpan | undefined) => Invocation | undefined,
): unknown {
  safely('starting the pipeline', () => reach('operation'));
  const given = safely("looking for the SDK's span", () => spanStartedBy(native, args[1]));
  const begun = (span: Span | undefined): Invocation | undefined =>
    beginOn(span && safely('adopting a span', () => adoptSpan(span)));
  let called: { readonly returned: unknown; readonly span: Span | undefined };
  try {
    called = catchSpan(native, resource, () => original.apply(resource, args));
  } catch (error) {
    begun(given)?.fail(error);
    throw error;
  }
  const invocation = begun(given ?? called.span);
  return invocation === undefined ? called.returned : observed(called.returned, invocation);
}

function observed(returned: unknown, invocation: Invocation): unknown {
  try {
    return observe(returned, invocation);
  } catch (error) {
    report('observing a call', error);
    invocation.streamEnded('completed');
    return returned;
  }
}

function begin(
  resource: unknown,
  args: readonly unknown[],
  method: AnyMethod,
  adapter: SdkAdapter,
  adopted?: AdoptedSpan,
): Invocation | undefined {
  try {
    const baseUrl = adapter.baseUrl(resource);
    const request = requestOf(args, method);
    const model = adapter.model?.(resource, baseUrl, request);
    const start = startOf(
      method,
      model === undefined ? request : { ...request, model },
      { provider: adapter.provider(resource, baseUrl), server: serverOf(baseUrl) },
      inputOf(method, args[0], args[1]),
    );
    return new Invocation(
      method,
      adopted === undefined ? start : { ...start, adopted },
      adapter.processingHeader,
    );
  } catch (error) {
    report('starting a span', error);
    return undefined;
  }
}

function requestOf(args: readonly unknown[], method: AnyMethod): RequestMetadata {
  try {
    return method.request(args[0], args[1]);
  } catch (error) {
    report('reading a request', error);
    return {};
  }
}

/** The request that asks for a stream's usage, if `LLM_OTEL_STREAM_USAGE` says so and it has to. */
function askForUsage(params: unknown, { streamUsage }: AnyMethod): unknown {
  if (streamUsage === undefined || config().streamUsage === 'observe') return undefined;
  return safely('asking for usage', () => streamUsage.ask(params));
}
