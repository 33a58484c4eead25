// The methods of clients whose package has no list of them: read from the clients themselves.

import { createRequire } from 'node:module';
import type { Adapter } from '../../src/model/adapter.ts';
import type { Target } from '../../src/model/target.ts';

/** What a package offers beyond what is traced. */
export interface Surface<Module = unknown> {
  readonly adapter: string;
  readonly package: string;
  /** A client of each class. */
  clients(sdk: Module): Readonly<Record<string, object>>;
  /** Methods, and properties that hold more of them, by the reason why they are not traced. */
  readonly untraced: Readonly<Record<string, readonly string[]>>;
}

/** Checks `surface` against the package's own types, then erases them. */
export function defineSurface<Module>(surface: Surface<Module>): Surface {
  return surface as Surface;
}

const require = createRequire(import.meta.url);

/** All public methods and resources, as `Class.name`. */
export function namesIn(surface: Surface): string[] {
  const clients = surface.clients(require(surface.package));
  return Object.entries(clients).flatMap(([owner, client]) =>
    [...namesOf(client)].map((name) => `${owner}.${name}`),
  );
}

function namesOf(client: object): Set<string> {
  const names = new Set<string>();
  for (
    let at = Object.getPrototypeOf(client) as object;
    at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object
  ) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  names.delete('constructor');
  return new Set([...names].filter((name) => !name.startsWith('_')));
}

/** What the adapter replaces, under the public names, in classes of `names`: others are of older releases. */
export function tracedBy(adapter: Adapter, names: readonly string[]): string[] {
  const targets = adapter.packages.flatMap(({ files }) =>
    files.flatMap((rule): readonly Target[] =>
      typeof rule.targets === 'function' ? rule.targets() : rule.targets,
    ),
  );
  return targets
    .filter((target) => target.kind === 'class')
    .filter(({ name }) => names.some((each) => each.startsWith(`${name}.`)))
    .flatMap(({ name, methods }) =>
      // The private methods behind public ones.
      [...new Set(Object.keys(methods).map((method) => method.replace(/^__/, '')))].map(
        (method) => `${name}.${method}`,
      ),
    );
}
