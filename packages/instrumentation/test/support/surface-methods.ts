// The public methods of a generated SDK that reach the network, read from the SDK's own type files.

import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** What a call over the network returns: a promise, a stream, or a helper that runs calls. */
const OVER_NETWORK = /\b(?:\w*Promise|\w*Stream|\w*Runner|\w*WS|\w*WebSocket)\b/;

/** Every such method of `sdk` by its path from `client`, such as `chat.completions.create`. */
export function networkMethods(sdk: string, client: object): string[] {
  const root = path.join(folderOf(sdk), 'resources');
  const typesOfClass = new Map<unknown, string>();
  for (const file of globSync('**/*.js', { cwd: root })) {
    const types = readFileSync(path.join(root, file.replace(/js$/, 'd.ts')), 'utf8');
    // The others need `ws`, which is an optional dependency.
    if (!types.includes(' extends APIResource')) continue;
    for (const [name, body] of classesOf(types)) {
      typesOfClass.set((require(path.join(root, file)) as Record<string, unknown>)[name], body);
    }
  }
  return methodsBelow(client, '', typesOfClass).toSorted();
}

/** The classes of `sdk` that hold a WebSocket: an application makes them itself. */
export function socketClasses(sdk: string): string[] {
  const root = folderOf(sdk);
  return globSync('**/*.d.ts', { cwd: root })
    .filter((file) => !/[\\/]?(?:src|node_modules)[\\/]/.test(file))
    .flatMap((file) => [...classesOf(readFileSync(path.join(root, file), 'utf8')).keys()])
    .filter((name) => /(?:WS|WebSocket)$/.test(name))
    .toSorted();
}

function folderOf(sdk: string): string {
  return path.dirname(require.resolve(sdk));
}

function methodsBelow(
  owner: object,
  prefix: string,
  typesOfClass: ReadonlyMap<unknown, string>,
): string[] {
  return Object.entries(owner).flatMap(([name, resource]) => {
    const types = typesOfClass.get((resource as object | null)?.constructor);
    if (types === undefined) return [];
    const here = `${prefix}${name}.`;
    return [
      ...methodsOf(resource as object, types).map((method) => here + method),
      ...methodsBelow(resource as object, here, typesOfClass),
    ];
  });
}

/** The bodies of the classes that a type file declares, without comments. */
function classesOf(types: string): Map<string, string> {
  const code = types.replace(/\/\*[^]*?\*\//g, '');
  const classes = code.matchAll(/^export declare (?:abstract )?class (\w+)[^]*?\{\n([^]*?)^\}/gm);
  return new Map([...classes].map(([, name, body]) => [name!, body!]));
}

/** A method without a signature in the types counts: it may do anything. */
function methodsOf(resource: object, body: string): string[] {
  const signatures = [...body.matchAll(/^ {4}(\w+)(?:<[^(]*>)?\(([^]*?)\): ([^]*?);$/gm)];
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter(
    (name) => name !== 'constructor' && !name.startsWith('_'),
  );
  return names.filter((name) => {
    const own = signatures.filter(([, method]) => method === name);
    return own.length === 0 || own.some(([, , , returned]) => OVER_NETWORK.test(returned!));
  });
}
