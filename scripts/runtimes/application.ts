// An application: a folder with its dependencies and llm-otel installed by npm.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { runScenario, type ScenarioOptions, type ScenarioResult } from '@llm-otel/testkit';
import { bunInstall } from './bun.ts';
import { npm } from './npm.ts';
import { packedPackage } from './packed-package.ts';
import { applicationsDirectory, hash } from './places.ts';

/** Dependencies besides llm-otel: names and exact versions. */
export type Dependencies = Readonly<Record<string, string>>;

const INSTALLED = 'installed-llm-otel.txt';
const applications = new Map<string, Promise<string>>();

/** The application folder, installed once; later runs only update a changed llm-otel. */
async function application(dependencies: Dependencies, npmrc: string): Promise<string> {
  const { dependencyHash } = await packedPackage();
  const key = hash(
    JSON.stringify([dependencyHash, dependencies, ...(npmrc === '' ? [] : [npmrc])]),
  );
  const known =
    applications.get(key) ?? install(path.join(applicationsDirectory, key), dependencies, npmrc);
  applications.set(key, known);
  return known;
}

/** Runs `use` with a fresh folder of the application, which npm sets up by `npmrc`, then removes the folder. */
export async function inApplication<T>(
  dependencies: Dependencies,
  use: (directory: string) => Promise<T>,
  npmrc = '',
): Promise<T> {
  const directory = mkdtempSync(path.join(await application(dependencies, npmrc), 'run-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs a program in such a folder. */
export function runInApplication(
  dependencies: Dependencies,
  options: Omit<ScenarioOptions, 'directory'>,
  npmrc = '',
): Promise<ScenarioResult> {
  const run = async (directory: string): Promise<ScenarioResult> => {
    const result = await runScenario({ ...options, directory });
    const records = result.callRecords();
    return { ...result, callRecords: () => records };
  };
  return inApplication(dependencies, run, npmrc);
}

async function install(folder: string, dependencies: Dependencies, npmrc: string): Promise<string> {
  forbidOuterModules(path.dirname(folder));
  const { file, hash: version } = await packedPackage();
  const mark = path.join(folder, INSTALLED);
  if (!existsSync(folder)) {
    const partial = `${folder}.partial-${process.pid}`;
    mkdirSync(partial, { recursive: true });
    if (npmrc !== '') writeFileSync(path.join(partial, '.npmrc'), npmrc);
    await installAll(partial, { ...dependencies, 'llm-otel': `file:${file}` }, npmrc);
    writeFileSync(path.join(partial, INSTALLED), version);
    renameSync(partial, folder);
  } else if (readFileSync(mark, 'utf8') !== version) {
    await installAll(folder, { ...dependencies, 'llm-otel': `file:${file}` }, npmrc);
    writeFileSync(mark, version);
  }
  return folder;
}

/** What npm does by settings, only npm does. */
async function installAll(
  folder: string,
  dependencies: Dependencies,
  npmrc: string,
): Promise<void> {
  const manifest = { name: 'application', private: true, dependencies };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await (npmrc === '' ? bunInstall(folder) : npm(['install'], folder));
}

/** A package in an outer folder would hide that it is missing here. */
function forbidOuterModules(folder: string): void {
  for (let outer = folder; ; outer = path.dirname(outer)) {
    const modules = path.join(outer, 'node_modules');
    if (existsSync(modules))
      throw new Error(`${modules} would be seen by the applications under test`);
    if (outer === path.dirname(outer)) return;
  }
}
