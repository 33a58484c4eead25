// Tools of sessions of `@openai/agents-realtime`: each begins with the event that the model calls it, and ends when its
// result is sent. The package runs it in a listener of the event, so that no function of ours is on the stack of its code.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { toArguments } from '../tool-arguments.ts';

/** What the model asks for. */
interface FunctionCall {
  readonly callId: string;
  readonly name: string;
  readonly arguments?: string;
}
interface Session {
  readonly transport?: object;
  readonly currentAgent?: { readonly name?: string };
}

/** Sessions by their transports, and the calls that each transport has told of, by their ids. */
const sessions = new WeakMap<object, WeakRef<Session & object>>();
const calls = new WeakMap<object, Map<string, RunningOperation>>();
/** The call that the code belongs to. */
const current = new AsyncLocalStorage<RunningOperation>();

/** Of the class that all transports extend. */
export const realtimeTools: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeIn(exports, 'OpenAIRealtimeBase');
    if (prototype === undefined) return;
    ownEmit(prototype);
    tracing.replace(prototype, 'emit', telling(tracing));
    tracing.replace(prototype, 'sendFunctionCallOutput', answering(tracing));
  },
};

/** Of the class of sessions. */
export const realtimeSessions: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeIn(exports, 'RealtimeSession');
    if (prototype === undefined) return;
    ownEmit(prototype);
    tracing.replace(prototype, 'connect', connecting(tracing));
    tracing.replace(prototype, 'emit', failing(tracing));
  },
};

function telling(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [name, call] = args;
      const tell = (): unknown => original.apply(this, args);
      if (name === 'disconnected') tracing.attempt('openai-agents: a session', () => stop(this));
      if (name !== 'function_call') return tell();
      const running = tracing.attempt('openai-agents: a tool', () =>
        start(tracing, this as object, call as FunctionCall),
      );
      if (running === undefined) return tell();
      const isHeard = running.run(() => current.run(running, tell));
      if (isHeard === false) running.end({ outcome: 'abandoned' });
      return isHeard;
    };
}

function start(
  tracing: Tracing,
  transport: object,
  { callId: toolCallId, name, arguments: given }: FunctionCall,
): RunningOperation | undefined {
  const agentName = sessions.get(transport)?.deref()?.currentAgent?.name;
  const request = { toolType: 'function', toolCallId, agentName };
  const running = tracing.start(
    { kind: 'tool', operation: 'execute_tool', name, request },
    { input: () => ({ toolArguments: toArguments(given) }) },
  );
  if (running === undefined) return undefined;
  let open = calls.get(transport);
  if (open === undefined) calls.set(transport, (open = new Map()));
  open.set(toolCallId, running);
  return running;
}

/** Around the method that sends a result. */
function answering(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('openai-agents: the result of a tool', () => {
        const [{ callId }, toolResult] = args as [FunctionCall, unknown];
        const open = calls.get(this as object);
        open?.get(callId)?.end({ output: () => ({ toolResult }) });
        open?.delete(callId);
      });
      return original.apply(this, args);
    };
}

/** A tool that waits for a result at the end of a session gets none. */
function stop(transport: unknown): void {
  const open = calls.get(transport as object);
  for (const running of open?.values() ?? []) running.end({ outcome: 'aborted' });
  open?.clear();
}

function connecting(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('openai-agents: a session', () => {
        const { transport } = this as Session;
        if (transport !== undefined) sessions.set(transport, new WeakRef(this as object));
      });
      return original.apply(this, args);
    };
}

/** A tool that throws is an event of the session. */
function failing(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [name, event] = args as [unknown, { readonly error?: unknown } | undefined];
      if (name === 'error') {
        tracing.attempt('openai-agents: the error of a tool', () =>
          current.getStore()?.fail(event?.error),
        );
      }
      return original.apply(this, args);
    };
}

/** A method that is inherited belongs to other classes as well. */
function ownEmit(prototype: object): void {
  if (Object.hasOwn(prototype, 'emit')) return;
  const { emit: value } = prototype as { readonly emit?: unknown };
  Object.defineProperty(prototype, 'emit', { value, writable: true, configurable: true });
}

function prototypeIn(exports: unknown, name: string): object | undefined {
  const found = (exports as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof found === 'function' ? (found.prototype as object) : undefined;
}
