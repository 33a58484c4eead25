// Builds the binaries that are missing from the cache, from the committed go.mod and go.sum alone.
// node collector/distribution/build.ts [builder] [collector] [compose-check] [jaeger] [prometheus] [gofakes3] [kustomize]

import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BinaryName, binaryDirectory, cacheDirectory, findBinary } from './binaries.ts';
import {
  type Distribution,
  type DistributionName,
  distributions,
  generatedPackage,
  manifest,
  moduleDirectory,
} from './distributions.ts';
import { run } from './command.ts';
import { go, missingGo } from './go.ts';

export type Report = (line: string) => void;

/**
 * Builds what is missing of the named distributions; all of them when none is named.
 *
 * @throws when Go is missing or a build fails, with a message that says what to do.
 */
export async function build(
  names: readonly DistributionName[] = [],
  report: Report = printWithTime,
): Promise<void> {
  const wanted = distributions.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const distribution of wanted) {
    if (isBuilt(distribution)) {
      report(`${distribution.name}: already built`);
      continue;
    }
    const missing = await missingGo();
    if (missing !== undefined) throw new Error(`cannot build ${distribution.name}: ${missing}`);
    if (distribution.name === 'collector' && findBinary('builder').path === undefined) {
      await build(['builder'], report);
    }
    await buildDistribution(distribution, report);
  }
}

/**
 * Writes the collector's Go source, as builder.yaml lists it, into `directory`. It is generated at build
 * time and not committed: the manifest is then the only statement of what the binary holds, and the
 * builder itself is pinned by its own go.sum.
 */
export async function generateCollector(directory: string): Promise<void> {
  const builder = findBinary('builder');
  if (builder.path === undefined) throw new Error(builder.reason);
  // Without these two it runs `go mod tidy`, which resolves the tests of every component as well.
  const flags = ['--skip-get-modules', '--skip-compilation'];
  const { code, log } = await run(builder.path, [`--config=${manifest}`, ...flags], { directory });
  if (code !== 0) throw new Error(`the builder rejects builder.yaml:\n${log}`);
}

async function buildDistribution(distribution: Distribution, report: Report): Promise<void> {
  const { name, binaries, tags } = distribution;
  const started = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - started) / 1000)} s`;
  report(`${name}: building (minutes, when Go's caches are empty)`);
  const progress = setInterval(() => report(`${name}: still building after ${seconds()}`), 30_000);
  await mkdir(cacheDirectory(), { recursive: true });
  const workplace = await mkdtemp(join(cacheDirectory(), `.${name}-`));
  try {
    const target = binaryDirectory(distribution);
    const source = await sourceDirectory(distribution, workplace);
    for (const [binary, goPackage] of Object.entries(binaries)) {
      const { code, log } = await go(
        [
          'build',
          '-mod=readonly',
          '-trimpath',
          `-tags=${tags.join(',')}`,
          '-ldflags=-s -w',
          '-o',
          join(workplace, 'bin', binary),
          goPackage,
        ],
        { directory: source },
      );
      if (code !== 0) throw new Error(`building ${binary} failed:\n${lastLines(log)}`);
    }
    await publish(join(workplace, 'bin'), target);
    report(`${name}: built in ${seconds()} (${basename(target)})`);
  } finally {
    clearInterval(progress);
    await rm(workplace, { recursive: true, force: true });
  }
}

async function sourceDirectory(distribution: Distribution, workplace: string): Promise<string> {
  const committed = moduleDirectory(distribution);
  if (!Object.values(distribution.binaries).includes(generatedPackage)) return committed;
  const source = join(workplace, 'source');
  await mkdir(source);
  await generateCollector(source);
  for (const file of ['go.mod', 'go.sum'])
    await copyFile(join(committed, file), join(source, file));
  return source;
}

/** A rename, so that a broken-off build leaves nothing that looks finished; two builds at once may race. */
async function publish(built: string, target: string): Promise<void> {
  try {
    await rename(built, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

function isBuilt({ binaries }: Distribution): boolean {
  return Object.keys(binaries).every((name) => findBinary(name as BinaryName).path !== undefined);
}

function lastLines(log: string): string {
  const lines = log.split('\n').filter((line) => !line.startsWith('go: downloading'));
  return lines.slice(-20).join('\n').trim();
}

function printWithTime(line: string): void {
  console.log(`[${new Date().toTimeString().slice(0, 8)}] ${line}`);
}

function isDistribution(name: string): name is DistributionName {
  return distributions.some((distribution) => distribution.name === name);
}

if (import.meta.main) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !isDistribution(name));
  try {
    if (unknown !== undefined) {
      const known = distributions.map(({ name }) => name).join(', ');
      throw new Error(`nothing is called ${unknown}; there are: ${known}`);
    }
    await build(names.filter(isDistribution));
  } catch (error) {
    console.error(`✗ ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
