// Replaces methods on the prototypes of an SDK's classes. A method is patched once, whichever
// copy of this package comes first.

import { config } from '../config.ts';
import type { OperationStart } from '../telemetry/operation.ts';
import type { AnyMethod, PatchedClass, SdkAdapter } from './adapter.ts';
import { Invocation } from './invocation.ts';
import type { OperationName, RequestMetadata } from './model.ts';
import { reportForeign } from './foreign.ts';
import { observe } from './observe.ts';
import { report, safely } from './safely.ts';
import { serverOf } from './server.ts';
import { arePatchesPaused } from './switch.ts';

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Marks a patched method. Others who wrap it on top may copy the mark to their own wrapper. */
const PATCH = Symbol.for('llm-otel.patch');

/** What the mark leads to. */
interface Patch {
  readonly original: AnyFunction;
  readonly wrapper: AnyFunction;
  /** Calls are passed on: the wrapper could not be taken out from under somebody else's. */
  isOff: boolean;
}

/** Patches the methods that `prototype` owns; returns the names of those that are patched now. */
export function patchPrototype(
  prototype: object,
  { methods }: PatchedClass,
  adapter: SdkAdapter,
): string[] {
  return Object.entries(methods).flatMap(([name, method]) => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    const current: unknown = descriptor?.value;
    if (typeof current !== 'function') return [];
    const patch = patchOf(current);
    if (patch === undefined) {
      const value = patched(name, current as AnyFunction, method, adapter, prototype);
      Object.defineProperty(prototype, name, { ...descriptor, value });
    } else {
      patch.isOff = false;
    }
    return [name];
  });
}

/** Puts the original methods back; below somebody else's wrapper ours only passes calls on. */
export function unpatchPrototype(prototype: object, { methods }: PatchedClass): void {
  for (const name of Object.keys(methods)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    const patch = patchOf(descriptor?.value);
    if (patch === undefined) continue;
    if (descriptor?.value === patch.wrapper) {
      Object.defineProperty(prototype, name, { ...descriptor, value: patch.original });
    } else {
      patch.isOff = true;
    }
  }
}

function patchOf(method: unknown): Patch | undefined {
  return (method as { [PATCH]?: Patch } | undefined)?.[PATCH];
}

function patched(
  name: string,
  original: AnyFunction,
  method: AnyMethod,
  adapter: SdkAdapter,
  prototype: object,
): AnyFunction {
  let isCalled = false;
  // A method in an object literal: like the original it has no `prototype` and its own name.
  const wrapper = {
    [name](this: unknown, ...args: unknown[]): unknown {
      if (!isCalled) {
        isCalled = true;
        safely('looking for another instrumentation', () => {
          const outermost = (prototype as Record<string, unknown>)[name];
          reportForeign([outermost, original], adapter.foreignChannels);
        });
      }
      const invocation = patch.isOff ? undefined : begin(this, args, method, adapter);
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
      try {
        return observe(returned, invocation);
      } catch (error) {
        report('observing a call', error);
        invocation.streamEnded('completed');
        return returned;
      }
    },
  }[name] as AnyFunction;
  Object.defineProperty(wrapper, 'length', { value: original.length, configurable: true });
  const patch: Patch = { original, wrapper, isOff: false };
  Object.defineProperty(wrapper, PATCH, { value: patch });
  return wrapper;
}

function begin(
  resource: unknown,
  args: readonly unknown[],
  method: AnyMethod,
  adapter: SdkAdapter,
): Invocation | undefined {
  if (arePatchesPaused()) return undefined;
  try {
    const baseUrl = adapter.baseUrl(resource);
    const server = serverOf(baseUrl);
    const request =
      safely('reading a request', () => method.request(args[0], args[1])) ??
      ({} as RequestMetadata);
    const model = adapter.model?.(resource, baseUrl, request);
    const start: OperationStart = {
      kind: kindOf(method.operation),
      operation: method.operation,
      name: method.name ?? request.dataSourceId,
      provider: adapter.provider(resource, baseUrl),
      serverAddress: server?.address,
      serverPort: server?.port,
      request: model === undefined ? request : { ...request, model },
    };
    return new Invocation(method, start);
  } catch (error) {
    report('starting a span', error);
    return undefined;
  }
}

/** The request that asks for a stream's usage, if `LLM_OTEL_STREAM_USAGE` says so and it has to. */
function askForUsage(params: unknown, { streamUsage }: AnyMethod): unknown {
  if (streamUsage === undefined || config().streamUsage === 'observe') return undefined;
  return safely('asking for usage', () => streamUsage.ask(params));
}

function kindOf(operation: OperationName | undefined): OperationStart['kind'] {
  if (operation === undefined || operation === 'fetch_response') return 'request';
  return operation === 'embeddings' || operation === 'retrieval' ? operation : 'inference';
}
