// Writes go.mod and go.sum anew from versions.json and builder.yaml: run it after a version bump, then
// commit what it wrote. Builds never change them.
// node collector/distribution/resolve.ts [distribution ...]

import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, generateCollector } from './build.ts';
import {
  type Distribution,
  distributions,
  generatedPackage,
  moduleDirectory,
} from './distributions.ts';
import { go } from './go.ts';

// Some dependencies are imported on one system only; go.sum must cover all that people build on.
const platforms = [
  ['linux', 'amd64'],
  ['linux', 'arm64'],
  ['darwin', 'arm64'],
  ['darwin', 'amd64'],
] as const;

async function resolveModule(distribution: Distribution): Promise<void> {
  const { name, binaries, requires, replaces, tags } = distribution;
  const packages = Object.values(binaries);
  const tools = packages.filter((path) => path !== generatedPackage);
  const directory = await mkdtemp(join(tmpdir(), `llm-otel-${name}-`));
  // The checksum server lacks some of Jaeger's dependencies; once in go.sum, nobody asks it again.
  const environment: Record<string, string> = name === 'jaeger' ? { GOSUMDB: 'off' } : {};
  const runGo = async (parameters: readonly string[], target = {}): Promise<void> => {
    const { code, log } = await go(parameters, {
      directory,
      environment: { ...environment, ...target },
    });
    if (code !== 0) throw new Error(`go ${parameters.join(' ')}\n${log}`);
  };
  try {
    if (tools.length === 0) {
      await build(['builder']);
      await generateCollector(directory);
    }
    await runGo(['mod', 'init', `llm-otel/${name}`]);
    await runGo([
      'mod',
      'edit',
      // Go raises it to what the dependencies need.
      '-go=1.25.0',
      ...requires.map((module) => `-require=${module}`),
      ...replaces.map((module) => `-replace=${module}`),
      // `tool` keeps a requirement that no source file here imports.
      ...tools.map((path) => `-tool=${path}`),
    ]);
    // Not `go mod tidy`: it also resolves the tests of every dependency.
    for (const [GOOS, GOARCH] of platforms) {
      await runGo(['list', '-mod=mod', '-deps', `-tags=${tags.join(',')}`, ...packages], {
        GOOS,
        GOARCH,
      });
    }
    await mkdir(moduleDirectory(distribution), { recursive: true });
    for (const file of ['go.mod', 'go.sum']) {
      await copyFile(join(directory, file), join(moduleDirectory(distribution), file));
    }
    console.log(`${name}: go.mod and go.sum written`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
for (const distribution of distributions) {
  if (names.length === 0 || names.includes(distribution.name)) await resolveModule(distribution);
}
