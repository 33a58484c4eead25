// The public methods of `openai` that reach the network, read from the SDK's own type files.

import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import OpenAI from 'openai';

const require = createRequire(import.meta.url);
const root = path.join(path.dirname(require.resolve('openai')), 'resources');

/** What a call over the network returns: a promise, a stream, or a helper that runs calls. */
const OVER_NETWORK = /\b(?:\w*Promise|\w*Stream|\w*Runner|\w*WS|\w*WebSocket)\b/;

/** Every such method by its path from a client, such as `chat.completions.create`. */
export function networkMethods(): string[] {
  const typesOfClass = new Map<unknown, string>();
  for (const file of globSync('**/*.js', { cwd: root })) {
    const types = readFileSync(path.join(root, file.replace(/js$/, 'd.ts')), 'utf8');
    // The others need `ws`, which is an optional dependency.
    if (!types.includes(' extends APIResource')) continue;
    for (const [name, body] of classesOf(types)) {
      typesOfClass.set((require(path.join(root, file)) as Record<string, unknown>)[name], body);
    }
  }
  const { OpenAI: Client } = require('openai') as { OpenAI: typeof OpenAI };
  return methodsBelow(new Client({ apiKey: 'unused' }), '', typesOfClass).toSorted();
}

/** The classes that hold a WebSocket: an application makes them itself. */
export function socketClasses(): string[] {
  return globSync('**/*.d.ts', { cwd: path.dirname(root) })
    .filter((file) => !/[\\/]?(?:src|node_modules)[\\/]/.test(file))
    .flatMap((file) => [...classesOf(readFileSync(path.join(root, '..', file), 'utf8')).keys()])
    .filter((name) => /(?:WS|WebSocket)$/.test(name))
    .toSorted();
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
