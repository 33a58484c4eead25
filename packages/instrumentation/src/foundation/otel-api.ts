// Chooses the copy of @opentelemetry/api: one that can read the application's providers.
// Loaded with the first SDK or helper, never by the preload.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Api from '@opentelemetry/api';
import { ownRequire } from './application-requires.ts';

let chosen: typeof Api | null | undefined;

/** The OpenTelemetry API, or `undefined` if no copy is installed. */
export function otelApi(): typeof Api | undefined {
  if (chosen === undefined) chosen = choose();
  return chosen ?? undefined;
}

/** Whether any copy of the API has a tracer provider registered. */
export function hasTracerProvider(): boolean {
  const global = globalThis as { [key: symbol]: { trace?: unknown } | undefined };
  return global[Symbol.for('opentelemetry.js.api.1')]?.trace !== undefined;
}

/**
 * The application's copy comes first. A copy cannot see what an older one registered, so once
 * something is registered, the first copy that is not newer than the registrar wins.
 */
function choose(): typeof Api | null {
  const files = [resolveFrom(applicationRequire()), resolveFrom(ownRequire())].filter(
    (file) => file !== undefined,
  );
  if (files.length === 2 && files[0] !== files[1]) {
    const registrar = registeredVersion();
    if (registrar !== undefined) {
      const readable = files.find((file) => minorOf(versionOf(file)) <= minorOf(registrar));
      if (readable !== undefined) return load(readable);
    }
  }
  return files[0] === undefined ? own() : load(files[0]);
}

/** Not `require(file)`: bundlers would rewrite it. */
function load(file: string): typeof Api {
  return createRequire(file)(file) as typeof Api;
}

/** The copy that a bundler placed beside us. */
function own(): typeof Api | null {
  try {
    return require('@opentelemetry/api') as typeof Api;
  } catch {
    return null;
  }
}

function applicationRequire(): NodeJS.Require | undefined {
  try {
    return createRequire(path.resolve(process.argv[1] ?? path.join(process.cwd(), 'index.js')));
  } catch {
    return undefined;
  }
}

function resolveFrom(from: NodeJS.Require | undefined): string | undefined {
  try {
    return from?.resolve('@opentelemetry/api');
  } catch {
    return undefined;
  }
}

/** The version of the copy that registered a provider first, if any did. */
function registeredVersion(): string | undefined {
  const global = globalThis as { [key: symbol]: { version?: string } | undefined };
  return global[Symbol.for('opentelemetry.js.api.1')]?.version;
}

function versionOf(file: string): string {
  const name = path.join('@opentelemetry', 'api');
  const root = file.slice(0, file.lastIndexOf(name) + name.length);
  const manifest: { version: string } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  return manifest.version;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
