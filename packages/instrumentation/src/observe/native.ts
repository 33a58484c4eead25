// SDKs that trace themselves: who records a call, so that it has one span and one set of metrics.

import type { Span, Tracer } from '@opentelemetry/api';
import { config } from '../settings/settings.ts';
import { startSomewhere } from '../telemetry/spans/adopted-span.ts';
import type { NativeTracing } from '../model/native.ts';

/** `ours`: a span of ours; `adopt`: the SDK's span, completed; `theirs`: the SDK's, and nothing of ours. */
type Recorder = 'ours' | 'adopt' | 'theirs';

type Holder = Record<string, unknown>;

/** Who records a call of `resource`. */
export function whoRecords(native: NativeTracing, resource: unknown): Recorder {
  const client = native.client(resource) as Holder | undefined;
  if (client?.[native.property] === undefined) return 'ours';
  const mode = config().native;
  if (mode === 'off') return 'theirs';
  if (mode === 'adopt' || isAskedFor(native, client)) return 'adopt';
  // A client that was made before its class was patched.
  client[native.property] = undefined;
  return 'ours';
}

function isAskedFor(native: NativeTracing, client: object): boolean {
  const value = process.env[native.variable]?.trim().toLowerCase() ?? '';
  return (value !== '' && value !== 'false') || native.isAskedFor(client);
}

/** The span that one of the SDK's helpers has started for the call with `options`. */
export function spanStartedBy(native: NativeTracing, options: unknown): Span | undefined {
  return native.startedBy(options) as Span | undefined;
}

/** Runs `call` and returns the span of the SDK's own that it started, if it did. */
export function catchSpan<T>(
  native: NativeTracing,
  resource: unknown,
  call: () => T,
): { readonly returned: T; readonly span: Span | undefined } {
  const client = native.client(resource) as Holder;
  const tracer = client[native.property] as Tracer;
  let span: Span | undefined;
  client[native.property] = {
    startSpan(...args: Parameters<Tracer['startSpan']>) {
      const started = startSomewhere(tracer, args);
      span ??= started;
      return started;
    },
  };
  try {
    return { returned: call(), span };
  } finally {
    client[native.property] = tracer;
  }
}

/**
 * Keeps the SDK from tracing with clients that are made from now on, but for those that ask for it,
 * if the settings say so; tells whether it does. `of` is a client, its class or one that extends it.
 */
export function silence(native: NativeTracing, of: unknown): boolean {
  const prototype = prototypeOf(native, of);
  const { property } = native;
  if (prototype === undefined || config().native !== 'own') return false;
  if (Object.hasOwn(prototype, property)) return true;
  Object.defineProperty(prototype, property, {
    configurable: true,
    get: () => undefined,
    set(this: object, tracer: unknown) {
      Object.defineProperty(this, property, {
        configurable: true,
        enumerable: true,
        writable: true,
        value: isAskedFor(native, this) ? tracer : undefined,
      });
    },
  });
  return true;
}

/** Undoes `silence`. */
export function unsilence(native: NativeTracing, of: unknown): void {
  const prototype = prototypeOf(native, of);
  if (prototype !== undefined) delete (prototype as Holder)[native.property];
}

/** The prototype of the class, among those that it extends, whose constructor sets the tracer. */
function prototypeOf({ marker }: NativeTracing, of: unknown): object | undefined {
  const start: unknown = typeof of === 'function' ? of.prototype : of;
  for (let at = start; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.getOwnPropertyDescriptor(at, marker)?.get !== undefined) return at;
  }
  return undefined;
}
