// Where all meets: a module of an SDK has been loaded, its adapter is fetched, its classes patched.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SDKS, type Sdk } from './adapters/index.ts';
import { patchPrototype, unpatchPrototype } from './core/patch.ts';
import type { PatchedClass, SdkAdapter } from './core/adapter.ts';
import { report } from './core/safely.ts';
import { startWithFirstOperation } from './pipeline/start.ts';
import { say } from './say.ts';
import { otelApi } from './telemetry/otel-api.ts';

/**
 * Patches the class of one loaded file. Never throws.
 *
 * @param module name of the package
 * @param file name that the adapter gives to the file
 * @param exports what the file exports
 * @param location path or `file:` URL of the file
 */
export function activate(module: string, file: string, exports: unknown, location: string): void {
  try {
    const sdk = SDKS.find((candidate) => candidate.module === module);
    if (sdk === undefined || !hasApi() || !supports(sdk, location)) return;
    const adapter = sdk.load();
    const target = adapter.classes[file];
    if (target === undefined) return;
    startWithFirstOperation();
    patchClass((exports as Record<string, unknown>)[target.name], target, adapter);
  } catch (error) {
    report(`patching ${location}`, error);
  }
}

/** Patches every class that can be reached from a module's exports, a class or a client. */
export function patchReachable(moduleOrClient: unknown): string[] {
  startWithFirstOperation();
  return eachReachable(moduleOrClient, patchPrototype);
}

/** Undoes `patchReachable`. */
export function unpatchReachable(moduleOrClient: unknown): void {
  eachReachable(moduleOrClient, (prototype, target) => {
    unpatchPrototype(prototype, target);
    return [];
  });
}

type Visit = (prototype: object, target: PatchedClass, adapter: SdkAdapter) => string[];

function eachReachable(moduleOrClient: unknown, visit: Visit): string[] {
  return SDKS.flatMap((sdk) => {
    const adapter = sdk.load();
    return Object.values(adapter.classes).flatMap((target) =>
      [...prototypesOf(moduleOrClient, target)].flatMap((prototype) =>
        visit(prototype, target, adapter).map(
          (method) => `${sdk.module}: ${target.fromClient}.${method}`,
        ),
      ),
    );
  });
}

/** From a client by its resources, from a module by its exports, from a client's class by its statics. */
function prototypesOf(from: unknown, target: PatchedClass): Set<object> {
  const [root = '', ...statics] = target.fromModule.split('.');
  const instance = follow(from, target.fromClient.split('.'));
  const classes = [
    follow(from, [root, ...statics]),
    follow(from, ['default', ...statics]),
    follow(from, statics),
  ];
  const prototypes = classes.map((found) =>
    typeof found === 'function' ? found.prototype : undefined,
  );
  if (typeof instance === 'object' && instance !== null) {
    prototypes.push(Object.getPrototypeOf(instance));
  }
  return new Set(
    prototypes.filter((prototype) => typeof prototype === 'object' && prototype !== null),
  );
}

function follow(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    from,
  );
}

function patchClass(found: unknown, target: PatchedClass, adapter: SdkAdapter): void {
  if (typeof found !== 'function') throw new TypeError(`${target.name} is not a class`);
  patchPrototype(found.prototype, target, adapter);
}

/** Says what to install, once, where the peer dependency is missing. */
function hasApi(): boolean {
  if (otelApi() !== undefined) return true;
  if (!warned.has('@opentelemetry/api')) {
    warned.add('@opentelemetry/api');
    say('needs @opentelemetry/api and stays inactive: npm install @opentelemetry/api');
  }
  return false;
}

const warned = new Set<string>();

/** Whether the package at `location` has a version that the adapter knows. Warns once if not. */
function supports({ module, versions }: Sdk, location: string): boolean {
  const version = versionOfPackage(module, location);
  const [major = 0, minor = 0] = version?.split('.').map(Number) ?? [];
  const [fromMajor, fromMinor] = versions.from;
  const isOldEnough = major < versions.before;
  const isNewEnough = major > fromMajor || (major === fromMajor && minor >= fromMinor);
  if (isOldEnough && isNewEnough) return true;
  const what = `${module}@${version ?? 'unknown'}`;
  if (!warned.has(what)) {
    warned.add(what);
    const range = `>=${fromMajor}.${fromMinor} <${versions.before}`;
    otelApi()?.diag.warn(`llm-otel: ${what} is not traced: the supported versions are ${range}`);
  }
  return false;
}

function versionOfPackage(module: string, location: string): string | undefined {
  const file = location.startsWith('file:') ? fileURLToPath(location.split('?')[0]!) : location;
  const folder = /^(.*[\\/]node_modules[\\/])/.exec(file)?.[1];
  if (folder === undefined) return undefined;
  // Not `require`: requiring JSON below a load hook is an error on some versions of Node.
  const manifest: { version?: string } = JSON.parse(
    readFileSync(`${folder}${module}/package.json`, 'utf8'),
  );
  return manifest.version;
}
