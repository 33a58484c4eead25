// The SDK's console exporters write to the standard output. Where that is the wire of a protocol, they are left out:
// those that the variables name, and those that a configuration file names, or that it became the wire after.

import { createRequire } from 'node:module';
import path from 'node:path';
import { safelyAlone } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import { isStdoutTaken } from '../foundation/stdout-wire.ts';
import { listOf } from '../settings/settings.ts';

const VARIABLES = ['OTEL_TRACES_EXPORTER', 'OTEL_METRICS_EXPORTER', 'OTEL_LOGS_EXPORTER'];
const CONSOLE = 'console';
const CLASSES = ['ConsoleSpanExporter', 'ConsoleMetricExporter', 'ConsoleLogRecordExporter'];

type Done = (result: { readonly code: number }) => void;
interface Exporter {
  export(items: unknown, done: Done): void;
}
type ExporterClass = new (...args: unknown[]) => Exporter;

/** Runs `start`, which makes all exporters at once: those for the console write nothing to a wire. */
export function withCleanStdout<T>(start: () => T, hasConfigFile: boolean): T {
  const named = VARIABLES.filter((name) => listOf(process.env[name] ?? '').includes(CONSOLE));
  if (hasConfigFile) return withQuietClasses(start);
  if (named.length === 0) return start();
  return isStdoutTaken() ? withoutConsole(named, start) : withQuietClasses(start);
}

function withoutConsole<T>(named: readonly string[], start: () => T): T {
  const before = named.map((name) => [name, process.env[name]!] as const);
  say(
    `the exporter "${CONSOLE}" is left out of ${named.join(', ')}: the standard output is the wire of a protocol`,
  );
  for (const [name, value] of before) {
    const others = listOf(value).filter((exporter) => exporter !== CONSOLE);
    process.env[name] = others.length === 0 ? 'none' : others.join(',');
  }
  try {
    return start();
  } finally {
    for (const [name, value] of before) process.env[name] = value;
  }
}

/** The exporters that `start` makes look at the wire each time; those that the application makes are its own. */
function withQuietClasses<T>(start: () => T): T {
  const restores = safelyAlone('looking for console exporters', replaceClasses) ?? [];
  try {
    return start();
  } finally {
    for (const restore of restores) restore();
  }
}

/** Replaces the classes where modules export them: whoever re-exports them reads them there. */
function replaceClasses(): (() => void)[] {
  const { cache } = createRequire(path.resolve('index.js'));
  const restores: (() => void)[] = [];
  for (const { exports } of Object.values(cache).filter((module) => module !== undefined)) {
    if (typeof exports !== 'object' || exports === null) continue;
    const holder = exports as object;
    for (const name of CLASSES) {
      const found = Object.getOwnPropertyDescriptor(holder, name);
      if (typeof found?.value !== 'function' || found.writable !== true) continue;
      const replaced = { ...found, value: toQuiet(found.value as ExporterClass) };
      Object.defineProperty(holder, name, replaced);
      restores.push(() => Object.defineProperty(holder, name, found));
    }
  }
  return restores;
}

let hasSaid = false;

function toQuiet(Class: ExporterClass): ExporterClass {
  return class extends Class {
    override export(items: unknown, done: Done): void {
      if (!isStdoutTaken()) return super.export(items, done);
      if (!hasSaid) {
        hasSaid = true;
        say(
          `the exporter "${CONSOLE}" writes nothing: the standard output is the wire of a protocol`,
        );
      }
      done({ code: 0 });
    }
  };
}
