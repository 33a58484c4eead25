// The wrapper of a package function: it records calls, and passes them through unchanged.

import type { Span } from '@opentelemetry/api';
import { reach } from '../foundation/first-use.ts';
import { isNativeFetch } from '../foundation/native-fetch.ts';
import { isRecordingPaused } from '../foundation/pause.ts';
import type { Patch } from '../foundation/replaced-method.ts';
import { report, safely } from '../foundation/safely.ts';
import type { Adapter } from '../model/adapter.ts';
import type { AnyMethod, Call, Dispatcher } from '../model/method.ts';
import type { NativeTracing } from '../model/native.ts';
import type { AnyFunction } from '../model/tracing.ts';
import { config } from '../settings/settings.ts';
import { inputOf } from '../telemetry/content/captured.ts';
import { carriedBy } from '../telemetry/context/messages.ts';
import { injectInto } from '../telemetry/context/propagation.ts';
import { toStart } from '../telemetry/operation-start.ts';
import { adoptSpan, type AdoptedSpan, noSpan } from '../telemetry/spans/adopted-span.ts';
import { type AdapterSwitch, switchOf } from './adapter-switch.ts';
import { reportForeign } from './foreign.ts';
import { Invocation } from './invocation.ts';
import { listening } from './listening.ts';
import { catchSpan, spanStartedBy, whoRecords } from './native.ts';
import { observe, observeCallback } from './observe.ts';
import { tellingOf, wholeAround } from './parts.ts';
import { isThenable } from './promise.ts';
import { hasRefused, type Peer, SecondTry } from './second-try.ts';
import { isSdkStream } from './stainless/stream.ts';

/** The properties of a replaced function. */
export interface Replaced {
  readonly name: string;
  readonly method: AnyMethod | Dispatcher;
  readonly adapter: Adapter;
  /** The function now in its place: another tool may wrap it, too. */
  outermost?(): unknown;
}

/** Returns the wrapper of `original`. */
export function tracedFunction(
  original: AnyFunction,
  patch: () => Patch,
  replaced: Replaced,
): AnyFunction {
  const { name, adapter } = replaced;
  const { native } = adapter;
  let state: AdapterSwitch | undefined;
  let isFirst = true;
  // A method in an object literal has no `prototype`, like most originals, and its own name.
  return {
    [name](this: unknown, ...args: unknown[]): unknown {
      state ??= switchOf(adapter);
      if (patch().isOff || isRecordingPaused() || state.isOff) return original.apply(this, args);
      const call: Call = { self: this, args };
      const method = methodOf(replaced.method, call, state);
      if (method === undefined) return original.apply(this, args);
      const whole = wholeAround(method);
      if (whole !== undefined) return tellingOf(original.apply(this, args), whole);
      if (native !== undefined) {
        const recorder = whoRecords(native, this);
        if (recorder === 'theirs') return original.apply(this, args);
        if (recorder === 'adopt') return callAdopted(native, call, original, method, state);
      }
      const invocation = begin(call, method, state);
      if (invocation === undefined) return original.apply(this, args);
      if (isFirst) {
        isFirst = false;
        lookForForeign(original, replaced, method, invocation);
      }
      const passed = passedOn(call, invocation, method, original);
      let returned: unknown;
      try {
        returned = invocation.run(() => original.apply(this, passed as unknown[]));
      } catch (error) {
        invocation.fail(error);
        throw error;
      }
      if (isUnknown(returned, method)) {
        invocation.lifetime.discard();
        return returned;
      }
      return observed(returned, invocation, method);
    },
  }[name] as AnyFunction;
}

/** What is neither a promise nor a stream comes from no service: it may be anything that the package makes. */
function isUnknown(returned: unknown, { isUnclassified }: AnyMethod): boolean {
  return isUnclassified === true && !isThenable(returned) && !isSdkStream(returned);
}

/** The method of this call, if the function stands for many. */
function methodOf(
  method: AnyMethod | Dispatcher,
  call: Call,
  state: AdapterSwitch,
): AnyMethod | undefined {
  if (!('select' in method)) return method;
  return state.selected(() => method.select(call));
}

function lookForForeign(
  original: AnyFunction,
  { adapter, outermost }: Replaced,
  method: AnyMethod,
  { operation }: Invocation,
): void {
  safely('looking for another instrumentation', () => {
    // Around a call of a tool over MCP there may be another's span of the tool.
    const same = method.peer === undefined ? operation : undefined;
    reportForeign([outermost?.(), original], same, adapter.listeners);
  });
}

/** The arguments for the original: the caller's, or changed copies. */
function passedOn(
  call: Call,
  invocation: Invocation,
  method: AnyMethod,
  original: AnyFunction,
): readonly unknown[] {
  let { args } = call;
  const changed = changedArgs(call, invocation, method);
  if (changed !== undefined) {
    invocation.hidesChunks = true;
    invocation.secondTry = new SecondTry(method, peerOf(call, invocation, method), () => {
      invocation.hidesChunks = false;
      return invocation.run(() => original.apply(call.self, call.args as unknown[]));
    });
    args = changed;
  }
  args = listening({ self: call.self, args }, invocation);
  const { settles } = method;
  return typeof settles === 'object' ? observeCallback(args, settles.callback, invocation) : args;
}

function peerOf(call: Call, invocation: Invocation, method: AnyMethod): Peer {
  return safely('looking for a server', () => method.peer?.(call)) ?? invocation.server;
}

function changedArgs(
  call: Call,
  invocation: Invocation,
  method: AnyMethod,
): readonly unknown[] | undefined {
  if (method.pass === undefined) return undefined;
  const peer = peerOf(call, invocation, method);
  if (method.peer !== undefined && hasRefused(peer)) return undefined;
  const asksForUsage = config().streamUsage === 'request' && !hasRefused(peer);
  const inject = (carrier: Record<string, string>): void =>
    invocation.run(() => injectInto(carrier));
  try {
    return method.pass(call, {
      asksForUsage,
      inject,
      traceContext: () => carriedBy(invocation.context),
    });
  } catch (error) {
    report('changing arguments', error);
    return undefined;
  }
}

/** Calls a self-tracing SDK, and records on its span. */
function callAdopted(
  native: NativeTracing,
  call: Call,
  original: AnyFunction,
  method: AnyMethod,
  state: AdapterSwitch,
): unknown {
  const { self, args } = call;
  safely('starting the pipeline', () => reach('operation'));
  const given = safely("looking for the SDK's span", () => spanStartedBy(native, args[1]));
  const begun = (span: Span | undefined): Invocation | undefined =>
    begin(call, method, state, span && safely('adopting a span', () => adoptSpan(span)));
  let called: { readonly returned: unknown; readonly span: Span | undefined };
  try {
    called = catchSpan(native, self, () => original.apply(self, [...args]));
  } catch (error) {
    begun(given)?.fail(error);
    throw error;
  }
  if (isUnknown(called.returned, method)) return called.returned;
  const invocation = begun(given ?? called.span);
  return invocation === undefined ? called.returned : observed(called.returned, invocation, method);
}

function observed(returned: unknown, invocation: Invocation, method: AnyMethod): unknown {
  if (typeof method.settles === 'object' && returned === undefined) return returned;
  try {
    return observe(returned, invocation, method);
  } catch (error) {
    report('observing a call', error);
    invocation.responded();
    return returned;
  }
}

/** The options are the application's: reading them may throw. */
function signalOf(method: AnyMethod, call: Call): AbortSignal | undefined {
  try {
    return method.signal?.(call);
  } catch {
    return undefined;
  }
}

function isNative(method: AnyMethod, call: Call): boolean {
  try {
    return isNativeFetch(method.fetch?.(call));
  } catch {
    return false;
  }
}

function begin(
  call: Call,
  method: AnyMethod,
  state: AdapterSwitch,
  adopted?: AdoptedSpan,
): Invocation | undefined {
  const operation = state.guard('reading a request', () => method.describe(call));
  if (operation === undefined) return undefined;
  try {
    const size = safely('measuring a request', () => method.size?.(call));
    const isSpanned =
      method.isSpanned && safely('looking for another span', () => method.isSpanned?.(call));
    const span = adopted ?? (isSpanned === true ? noSpan() : undefined);
    const { isModelRun } = method;
    const foundServer =
      method.foundServer && safely('looking for a server', () => method.foundServer?.(call));
    const told = { ...inputOf(method, call), size, isModelRun, foundServer };
    const start = toStart(operation, told, span);
    const { server } = operation;
    const signal = signalOf(method, call);
    const needsContext = !isNative(method, call);
    const kept = start.capture && safely('reading a request', () => method.keep?.(call));
    const before = method.before && safely('reading a call', () => method.before?.(call));
    const fetched = method.fetched && safely('reading a request', () => method.fetched?.(call));
    const known = kept === undefined && before === undefined ? undefined : { kept, before };
    return new Invocation(method, start, { signal, server, needsContext, known, fetched });
  } catch (error) {
    report('starting a span', error);
    return undefined;
  }
}
