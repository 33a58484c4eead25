// SDKs that trace themselves: who records a call, so that it has one span and one set of metrics.

import type { Span, Tracer } from '@opentelemetry/api';
import { hasTracerProvider, otelApi } from '../foundation/otel-api.ts';
import { processState } from '../foundation/process-state.ts';
import { safely } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import { config } from '../settings/settings.ts';
import { startSomewhere } from '../telemetry/spans/adopted-span.ts';
import type { NativeTracing } from '../model/native.ts';
import { startToolSpan } from './tool-span.ts';

/** `ours`: our span; `adopt`: the SDK's span, completed by us; `theirs`: only the SDK's span. */
type Recorder = 'ours' | 'adopt' | 'theirs';

type Holder = Record<string, unknown>;

/** Who records a call of `resource`. */
export function whoRecords(native: NativeTracing, resource: unknown): Recorder {
  const client = native.client(resource) as Holder | undefined;
  const tracer = client?.[native.property] as Tracer | undefined;
  if (client === undefined || tracer === undefined || tracer instanceof ToolTracer) return 'ours';
  const mode = config().native;
  if (mode === 'off') {
    tellIfUnheard();
    return 'theirs';
  }
  if (mode === 'adopt' || isAskedFor(native, client)) return 'adopt';
  // The client was created before its class was patched.
  client[native.property] = new ToolTracer(tracer, native);
  return 'ours';
}

/**
 * The tracer of a client whose calls we record. It passes on spans of work in this process, such as the runs of tool
 * runners, and returns our own for tools, and no-op spans for calls, so that the SDK acts as if not traced.
 */
class ToolTracer {
  readonly #tracer: Tracer;
  readonly #native: NativeTracing;

  constructor(tracer: Tracer, native: NativeTracing) {
    this.#tracer = tracer;
    this.#native = native;
  }

  startSpan(...args: Parameters<Tracer['startSpan']>): Span {
    const { trace, SpanKind, INVALID_SPAN_CONTEXT } = otelApi()!;
    const [, { kind, attributes = {} } = {}, parent] = args;
    if (kind !== SpanKind.INTERNAL) return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    const tool = safely('reading a tool', () => this.#native.tool?.(attributes));
    if (tool === undefined) return startSomewhere(this.#tracer, args);
    return startToolSpan(this.#native.adapter, tool, parent);
  }
}

const unheard = processState('native-unheard', () => ({ isTold: false }));

/** Calls that are left to the SDK are lost if nothing receives its spans. */
function tellIfUnheard(): void {
  if (unheard.isTold || hasTracerProvider()) return;
  unheard.isTold = true;
  say(
    'LLM_OTEL_NATIVE=off leaves calls to the tracing of their SDK, and nothing receives it: register an OpenTelemetry SDK, or unset the variable',
  );
}

function isAskedFor(native: NativeTracing, client: object): boolean {
  const value = process.env[native.variable]?.trim().toLowerCase() ?? '';
  return (value !== '' && value !== 'false') || native.isAskedFor(client);
}

function isOurs(native: NativeTracing, client: object, tracer: unknown): boolean {
  return tracer !== undefined && config().native === 'own' && !isAskedFor(native, client);
}

/** The span that an SDK helper has started for the call with `options`. */
export function spanStartedBy(native: NativeTracing, options: unknown): Span | undefined {
  return native.startedBy(options) as Span | undefined;
}

/** Runs `call` and returns the SDK's own span that it started, if any. */
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
 * Stops the SDK from tracing calls of clients created from now on, except clients that request tracing, if
 * the settings say so then. Returns whether it does. `of` is a client, its class or a subclass.
 */
export function silence(native: NativeTracing, of: unknown): boolean {
  const prototype = prototypeOf(native, of);
  const { property } = native;
  if (prototype === undefined) return false;
  // The client already exists: its helpers start spans before they make a call.
  const own = Object.getOwnPropertyDescriptor(of, property)?.value as unknown;
  if (isOurs(native, of as object, own) && !(own instanceof ToolTracer)) {
    (of as Holder)[property] = new ToolTracer(own as Tracer, native);
  }
  if (Object.hasOwn(prototype, property)) return true;
  Object.defineProperty(prototype, property, {
    configurable: true,
    get: () => undefined,
    set(this: object, tracer: unknown) {
      Object.defineProperty(this, property, {
        configurable: true,
        enumerable: true,
        writable: true,
        value: isOurs(native, this, tracer) ? new ToolTracer(tracer as Tracer, native) : tracer,
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

/** The prototype, in the class hierarchy, whose constructor sets the tracer. */
function prototypeOf({ marker }: NativeTracing, of: unknown): object | undefined {
  const start: unknown = typeof of === 'function' ? of.prototype : of;
  for (let at = start; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.getOwnPropertyDescriptor(at, marker)?.get !== undefined) return at;
  }
  return undefined;
}
