// What an application holds in its hands: printed, copied, compared; and where it stands while it does so.

import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import { failing, take, type Way } from './way.ts';

const store = new AsyncLocalStorage<string>();

/** What `for`, spreading and copying see. Streams and promises are watched by properties that they do not. */
function visible(value: unknown): unknown[] {
  const names = [];
  for (const name in value as object) names.push(name);
  return [names, inspect({ ...(value as object) }, { depth: 0 })];
}

/** The own properties of `value`, enumerable or not. */
function propertiesOf(value: unknown): unknown[] {
  return Reflect.ownKeys(Object(value) as object).map((key) => {
    const { value: held, ...flags } = Object.getOwnPropertyDescriptor(value, key)!;
    return [String(key), typeof held, flags];
  });
}

export const waysToLook: readonly Way[] = [
  {
    name: 'looked at',
    of: 'both',
    outcome: 'completed',
    async run(attempt) {
      const { log, make, streamIn } = attempt;
      const returned = make();
      log(visible(returned), Object.prototype.toString.call(returned));
      const result = await returned;
      log(inspect(returned, { depth: 2 }));
      log(inspect(result, { depth: 2 }), visible(result), JSON.stringify(result));
      log(Object.isFrozen(result), Object.isExtensible(result));
      const stream = streamIn(result);
      if (stream === undefined) {
        log(propertiesOf(result));
        await failing(attempt, () => log(structuredClone({ ...(result as object) })));
        return;
      }
      const iterator = stream[Symbol.asyncIterator]();
      log(inspect(iterator), visible(iterator), (iterator as object) === stream);
      for (let done = false; !done;) {
        const step = await iterator.next();
        log(propertiesOf(step), propertiesOf(step.value));
        done = step.done === true;
      }
    },
  },
  {
    name: 'in a context of its own',
    of: 'both',
    outcome: 'completed',
    run: ({ log, ...attempt }) =>
      store.run('of the application', async () => {
        const returned = attempt.make() as Promise<unknown>;
        log(store.getStore());
        if (typeof returned.then === 'function') {
          void store.run('of a listener', () => returned.then(() => log(store.getStore())));
        }
        await take({ ...attempt, log: () => log(store.getStore()) }, returned);
      }),
  },
  {
    name: 'with properties of the application',
    of: 'both',
    outcome: 'completed',
    async run({ log, make, ...attempt }) {
      const returned = make() as Promise<unknown>;
      const mark = Symbol('mark');
      Object.assign(returned, { [mark]: 1, ownName: 2 });
      const result = (await returned) as object;
      log(inspect(returned, { depth: 0 }));
      Object.assign(result, { [mark]: 1, ownName: 2 });
      log(inspect(result, { depth: 0 }));
      await take({ log, make, ...attempt }, returned);
    },
  },
];
