// The packages that npm adds for us beside an application's OpenTelemetry: no duplicates.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Dependencies } from './application.ts';
import { npm } from './npm.ts';
import { packedPackage } from './packed-package.ts';
import type { RuntimeCase } from './runtime-case.ts';

/** Number of copies of each OpenTelemetry package in a lock file. */
type Copies = ReadonlyMap<string, number>;

const APPLICATION: Dependencies = {
  '@opentelemetry/api': '^1.10.0',
  '@opentelemetry/auto-instrumentations-node': '0.82.0',
};

/** Both install orders, and the cost in an application without OpenTelemetry. */
export function dependencyCases(): RuntimeCase[] {
  return [
    {
      name: 'npm adds llm-otel and the API alone to an application without OpenTelemetry',
      run: () =>
        inFolder(async (folder) => {
          const { file } = await packedPackage();
          const copies = await resolve(folder, { 'llm-otel': `file:${file}` });
          if (total(copies) !== 1) throw new Error(`it adds ${[...copies.keys()].join(', ')}`);
          return [...copies.keys()].join();
        }),
    },
    {
      name: 'npm adds llm-otel to an application with auto-instrumentations-node',
      run: () =>
        inFolder(async (folder) => {
          const before = await resolve(folder, APPLICATION);
          await npm([...LOCK_ONLY, (await packedPackage()).file], folder);
          return judge(before, copiesIn(folder));
        }),
    },
    {
      name: 'npm resolves llm-otel together with auto-instrumentations-node',
      run: () =>
        inFolder(async (folder) => {
          const before = await resolve(folder, APPLICATION);
          rmSync(path.join(folder, 'package-lock.json'));
          const { file } = await packedPackage();
          return judge(
            before,
            await resolve(folder, { ...APPLICATION, 'llm-otel': `file:${file}` }),
          );
        }),
    },
  ];
}

const LOCK_ONLY = ['install', '--package-lock-only'];

async function resolve(folder: string, dependencies: Dependencies): Promise<Copies> {
  const manifest = { name: 'application', private: true, dependencies };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(LOCK_ONLY, folder);
  return copiesIn(folder);
}

function copiesIn(folder: string): Copies {
  const lock = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const copies = new Map<string, number>();
  for (const place of Object.keys(lock.packages)) {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (name.startsWith('@opentelemetry/')) copies.set(name, (copies.get(name) ?? 0) + 1);
  }
  return copies;
}

/** Throws if we add another copy of a package; returns the new packages. */
function judge(before: Copies, after: Copies): string {
  const grown = [...after].filter(([name, count]) => count > (before.get(name) ?? 1));
  if (grown.length > 0) {
    const list = grown.map(([name, count]) => `  ${name}: ${before.get(name) ?? 0} to ${count}`);
    throw new Error(`copies that only llm-otel brings:\n${list.join('\n')}`);
  }
  const added = [...after.keys()].filter((name) => !before.has(name));
  return `${total(before)} OpenTelemetry packages without us, ${total(after)} with; new: ${added.join(', ') || 'none'}`;
}

function total(copies: Copies): number {
  return [...copies.values()].reduce((sum, count) => sum + count, 0);
}

async function inFolder(run: (folder: string) => Promise<string>): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'llm-otel-dependencies-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
