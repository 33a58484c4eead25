// Every method of the SDKs of hosts of models that sends a request is traced, or is listed with a reason: what a
// release adds fails here until somebody has decided.

import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type Cerebras from '@cerebras/cerebras_cloud_sdk';
import type Replicate from 'replicate';
import type Together from 'together-ai';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/model/target.ts';
import type { ADAPTERS } from '../../src/sdks/index.ts';
import { networkMethods } from '../support/surface-methods.ts';
import { UNTRACED } from './hosts-untraced.ts';

const require = createRequire(import.meta.url);
const built = require('../../dist/sdks/index.js') as { ADAPTERS: typeof ADAPTERS };

/** The functions of a package of Speakeasy's that send a request. */
function sendingFunctions(name: string): string[] {
  const root = path.join(path.dirname(require.resolve(`${name}/package.json`)), 'esm/funcs');
  return globSync('*.js', { cwd: root })
    .filter((file) => readFileSync(path.join(root, file), 'utf8').includes('function $do('))
    .map((file) => path.basename(file, '.js'));
}

/** The methods of a client that holds bound functions. */
function boundMethods(owner: object, prefix = ''): string[] {
  return Object.entries(owner).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'function') return name === 'fetch' ? [] : [prefix + name];
    return typeof value === 'object' && value !== null
      ? boundMethods(value, `${prefix}${name}.`)
      : [];
  });
}

/** Older releases had these. */
const OF_OLDER = ['images.create', 'rerank'];

const prototypeMethods = (client: object): string[] =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(client)).filter(
    (name) => name !== 'constructor',
  );

const METHODS: Readonly<Record<string, () => string[]>> = {
  together() {
    const sdk = require('together-ai') as { readonly Together: typeof Together };
    return networkMethods('together-ai', new sdk.Together({ apiKey: 'unused' }));
  },
  cerebras() {
    const name = '@cerebras/cerebras_cloud_sdk';
    const sdk = require(name) as { readonly Cerebras: typeof Cerebras };
    const client = new sdk.Cerebras({ apiKey: 'unused', warmTCPConnection: false });
    return networkMethods(name, client);
  },
  openrouter: () => sendingFunctions('@openrouter/sdk'),
  replicate() {
    const client = new (require('replicate') as typeof Replicate)({ auth: 'unused' });
    return [...prototypeMethods(client), ...boundMethods(client)];
  },
};

/** What an adapter replaces in a file: the names of `METHODS`. */
function tracedIn(file: RegExp, target: Target): string[] {
  if (target.kind === 'class') {
    const at = target.reach?.client === '' ? '' : `${target.reach?.client}.`;
    return Object.keys(target.methods).map((method) => at + method);
  }
  if (target.kind !== 'function' || target.exported === undefined) return [];
  return [`${/\w+(?=\$$)/.exec(file.source)![0]}.${target.exported}`];
}

describe.each(Object.keys(METHODS))('the methods of %s', (name) => {
  const adapter = built.ADAPTERS.find((entry) => entry.name === name)!.load();
  const methods = METHODS[name]!();
  const rules = adapter.packages.flatMap(({ files }) => files);
  const targets = rules.flatMap(({ file, targets: all }) =>
    (all as readonly Target[]).flatMap((target) => tracedIn(file, target)),
  );
  const isTraced = (method: string): boolean =>
    targets.includes(method) || rules.some(({ file }) => file.test(`esm/funcs/${method}`));
  const listed = Object.values(UNTRACED[name]!).flat();
  const covers = (entry: string, method: string): boolean =>
    entry.endsWith('*') ? method.startsWith(entry.slice(0, -1)) : entry === method;

  it('are traced or listed', () => {
    const undecided = methods.filter(
      (method) => !isTraced(method) && !listed.some((entry) => covers(entry, method)),
    );
    expect(undecided).toEqual([]);
  });

  it('are not listed in vain, nor traced under names that do not exist', () => {
    const vain = listed.filter(
      (entry) => !methods.some((method) => covers(entry, method) && !isTraced(method)),
    );
    const unknown = targets.filter((method) => ![...methods, ...OF_OLDER].includes(method));
    expect({ vain, unknown }).toEqual({ vain: [], unknown: [] });
  });
});
