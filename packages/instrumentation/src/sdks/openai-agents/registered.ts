// Where OpenAI Agents is met: its trace provider stands in a global symbol, also in a bundle. The classes of its traces and
// spans are those of the first ones that it makes.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { declaring } from '../declaring.ts';
import { Runs } from './runs.ts';
import type { Store, ToldSpan, ToldTrace } from './told.ts';

const STORAGE = Symbol.for('openai.agents.core.asyncLocalStorage');
/** On a storage that is watched. */
const WATCHED = Symbol.for('llm-otel.openai-agents.storage');

type Storage = AsyncLocalStorage<Store> & { [WATCHED]?: true };
const holder = globalThis as { [STORAGE]?: Storage };

/** Listens to what a trace provider makes. */
export function watchProvider(provider: object, tracing: Tracing): void {
  const runs = new Runs(tracing);
  /** The traces that start in a context. */
  const started = new WeakMap<object, ToldTrace>();
  const attempt = (what: string, step: () => void): void => {
    tracing.attempt(`openai-agents: ${what}`, step);
  };
  const made = (watch: (prototype: object) => void) => (original: AnyFunction) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const result = original.apply(this, args);
      attempt('meeting a span', () => {
        watchStorage(tracing, runs, started);
        watch(declaring(result, 'clone') ?? {});
      });
      return result;
    };
  const before =
    (step: (self: never, store: Store | undefined) => void) => (original: AnyFunction) =>
      function (this: unknown, ...args: unknown[]): unknown {
        attempt('a span', () => step(this as never, holder[STORAGE]?.getStore()));
        return original.apply(this, args);
      };
  const ofTraces = (prototype: object): void => {
    tracing.replace(
      prototype,
      'start',
      before((trace: ToldTrace, store) => {
        runs.startTrace(trace);
        if (store !== undefined) started.set(store, trace);
      }),
    );
    tracing.replace(
      prototype,
      'end',
      before((trace: ToldTrace) => runs.endTrace(trace)),
    );
  };
  const ofSpans = (prototype: object): void => {
    tracing.replace(
      prototype,
      'start',
      before((span: ToldSpan) => runs.startSpan(span)),
    );
    tracing.replace(
      prototype,
      'end',
      before((span: ToldSpan, store) => runs.endSpan(span, store)),
    );
  };
  tracing.replace(declaring(provider, 'createTrace') ?? {}, 'createTrace', made(ofTraces));
  tracing.replace(declaring(provider, 'createSpan') ?? {}, 'createSpan', made(ofSpans));
}

/** Work in a context of the package follows what is current there. */
function watchStorage(tracing: Tracing, runs: Runs, started: WeakMap<object, ToldTrace>): void {
  if (holder[STORAGE] === undefined) {
    // As the package does it.
    const value = new AsyncLocalStorage<Store>();
    Object.defineProperty(globalThis, STORAGE, { value, writable: true, configurable: true });
  }
  const storage = holder[STORAGE]!;
  if (storage[WATCHED] === true) return;
  const { run, enterWith } = storage as unknown as Record<'run' | 'enterWith', AnyFunction>;
  own(storage, 'run', function (...args) {
    const [store] = args as [Store | undefined];
    if (store?.active !== true) return run.apply(this, args);
    const current = () => tracing.attempt('openai-agents: current', () => runs.current(store));
    const result = tracing.follow(current, () => run.apply(this, args));
    tracing.attempt('openai-agents: a result', () => runs.returned(store, result));
    return result;
  });
  // It leaves the context of a trace whose work is over, whether it has thrown or not.
  own(storage, 'enterWith', function (...args) {
    tracing.attempt('openai-agents: a context', () => {
      const store = storage.getStore();
      const trace = store?.active === false ? started.get(store) : undefined;
      if (store !== undefined && trace !== undefined) runs.leaveTrace(trace, store);
    });
    return enterWith.apply(this, args);
  });
  Object.defineProperty(storage, WATCHED, { value: true });
}

function own(object: object, name: string, value: AnyFunction): void {
  Object.defineProperty(object, name, { value, writable: true, configurable: true });
}
