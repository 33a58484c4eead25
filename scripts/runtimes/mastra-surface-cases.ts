// Releases of Mastra: each public method of its agents, workflows and runs is traced, or listed with a reason.

import {
  MASTRA_SURFACE,
  undecided,
} from '../../packages/instrumentation/test/sdks/frameworks/mastra-surface.ts';
import { type Dependencies, runInApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import { FRAMEWORKS_NPMRC } from './framework-cases.ts';
import { nodeBinary } from './node-binaries.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

const SOURCE = `
const methodsOf = ({ prototype }) => Object.entries(Object.getOwnPropertyDescriptors(prototype))
  .filter(([name, { value }]) => typeof value === 'function' && !/^(?:constructor$|_)/.test(name)).map(([name]) => name);
const all = [];
for (const { module, class: name } of ${JSON.stringify(MASTRA_SURFACE)}) all.push(methodsOf((await import(module))[name]));
console.log(JSON.stringify(all));
process.exit();
`;

/** One for each set of packages, which a program of Mastra has already. */
export function mastraSurfaceCases(releases: readonly Dependencies[]): RuntimeCase[] {
  return releases.map((dependencies) => ({
    name: `@mastra/core ${dependencies['@mastra/core']} has no method that nobody has decided about`,
    run: () => isDecided(dependencies),
  }));
}

async function isDecided(dependencies: Dependencies): Promise<string> {
  const { exitCode, stdout, stderr } = await runInApplication(
    dependencies,
    { format: 'esm', source: SOURCE, nodePath: await nodeBinary(NEWEST_OF_24) },
    FRAMEWORKS_NPMRC,
  );
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
  const found = JSON.parse(stdout) as readonly (readonly string[])[];
  const open = MASTRA_SURFACE.flatMap((methods, index) =>
    undecided(methods, found[index]!).map((name) => `${methods.class}.${name}`),
  );
  expectSame('methods that nobody has decided about', open, []);
  return `${found.flat().length} methods`;
}
