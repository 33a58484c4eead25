// Callback managers: every run of a chain asks for one, tells it that it begins, and tells the manager of the run that it
// ends. Nothing is added to the handlers of the application. Where it has none, an empty manager gives the runs their ids.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { isComposite, operationOf, toChainStart } from './chain-rule.ts';
import { endThrown } from './ends.ts';
import { identityIn } from './identity.ts';
import { here, takeClaim, type Claim } from './place.ts';
import { noteAbove, noteRun, ownId, parentIn, runAbove, takeRun } from './runs.ts';

interface Manager {
  readonly handlers: readonly unknown[];
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}
interface RunManager {
  readonly runId: string;
}
type Wrapper = (original: AnyFunction) => AnyFunction;

/** Managers that are there because of us. */
const silent = new WeakSet<object>();
/** What is configured, and meant for tracers alone. */
const configured = new WeakMap<object, unknown>();
/** Somebody looks up a manager in order to run code with it: that is no run. */
let isLookup = false;

/** Calls `look`, which asks for a manager first. */
export function lookingUp<T>(look: () => T): T {
  isLookup = true;
  try {
    return look();
  } finally {
    isLookup = false;
  }
}

/** Around `CallbackManager._configureSync`. */
export function configuring(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      if (isLookup) {
        isLookup = false;
        return original.apply(this, args);
      }
      const [inherited, ...others] = args;
      const manager = original.apply(this, [withoutUs(inherited), ...others]);
      const place = here();
      if (place?.awaitsManager === true) {
        place.awaitsManager = false;
        return manager;
      }
      if (manager === undefined && !tracing.isOn()) return undefined;
      return (
        tracing.attempt('langchain: a manager', () => {
          const needed = (manager ?? original.apply(this, [inherited ?? [], ...others])) as object;
          if (manager === undefined) silent.add(needed);
          else if (isOurs(inherited)) noteAbove(needed, inherited);
          noteConfigured(needed, others[5]);
          return needed;
        }) ?? manager
      );
    };
}

/** Whether a manager is there because of us, or is a child of one that is. */
function isOurs(manager: unknown): boolean {
  if (typeof manager !== 'object' || manager === null) return false;
  return silent.has(manager) || runAbove(manager)?.isSilent === true;
}

/** What would be in its place: the handlers that have been added to it, if any. */
function withoutUs(inherited: unknown): unknown {
  if (!isOurs(inherited)) return inherited;
  const { handlers } = inherited as Manager;
  return handlers.length === 0 ? undefined : [...handlers];
}

function noteConfigured(manager: object, options: unknown): void {
  const { tracerInheritableMetadata: known } = (options ?? {}) as Readonly<Record<string, unknown>>;
  if (known !== undefined) configured.set(manager, known);
}

/** Around `handleChainStart` of managers. */
export function beginning(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const claim = takeClaim();
      const manager = this as Manager;
      // Nobody else sees the id, and a random one takes its time.
      if (silent.has(manager)) args[2] ??= ownId();
      const begun = original.apply(this, args) as Promise<RunManager>;
      return begun.then((runManager) => {
        tracing.attempt('langchain: a run', () => begin(tracing, manager, args, runManager, claim));
        return runManager;
      });
    };
}

function begin(
  tracing: Tracing,
  manager: Manager,
  args: readonly unknown[],
  runManager: RunManager,
  claim: Claim | undefined,
): void {
  const above = runAbove(manager);
  const place = here();
  const start = toChainStart(manager, args, {
    graph: claim?.graph,
    isNested: above !== undefined || place?.running !== undefined,
    isCalled: above !== undefined && place?.code === above,
  });
  const operation = operationOf(start, above);
  const identity = identityIn(manager.metadata, configured.get(manager));
  const running = operation && tracing.start(operation, { parent: parentIn(above), ...identity });
  if (claim !== undefined) claim.running = running;
  const run = {
    running: running ?? above?.running ?? place?.running,
    isOwn: running !== undefined,
    isSilent: silent.has(manager),
    isComposite: isComposite(start),
  };
  noteRun(runManager.runId, run, runManager);
}

/** Around `handleChainEnd` of the managers of runs. */
export function ending(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('langchain: an end', () => takeRun((this as RunManager).runId)?.end());
      return original.apply(this, args);
    };
}

/** Around `handleChainError`. */
export function failing(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('langchain: an error', () =>
        endThrown(takeRun((this as RunManager).runId), args[0]),
      );
      return original.apply(this, args);
    };
}
