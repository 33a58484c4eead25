// Programs in Java, as Maven Central has them: fetched once into the cache by Maven, from wherever that is told to look.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../distribution/command.ts';

const cache = path.join(import.meta.dirname, '../../.cache');

/** A program: what it is called, and what Maven calls its parts (`group:artifact`). */
export interface Program {
  readonly name: string;
  readonly version: string;
  readonly artifacts: readonly string[];
  /** Parts that have a version of their own. */
  readonly others?: readonly (readonly [artifact: string, version: string])[];
}

/** Where the jars are, or why there are none. */
export type Jars =
  | { readonly classPath: string; readonly reason?: undefined }
  | { readonly classPath?: undefined; readonly reason: string };

/** Fetches them if they are not in the cache. */
export async function mavenJars(program: Program): Promise<Jars> {
  const java = await run('java', ['-version']);
  if (java.code !== 0) {
    return { reason: `there is no java (17 or newer), which ${program.name} needs` };
  }
  const jars = path.join(cache, program.name, program.version);
  if (!existsSync(jars)) {
    const failure = await fetchJars(program, jars);
    if (failure !== undefined) return { reason: failure };
  }
  return { classPath: path.join(jars, '*') };
}

async function fetchJars(program: Program, jars: string): Promise<string | undefined> {
  await mkdir(path.dirname(jars), { recursive: true });
  const directory = await mkdtemp(path.join(path.dirname(jars), '.fetch-'));
  try {
    await writeFile(path.join(directory, 'pom.xml'), projectOf(program));
    const { code, log } = await run(
      'mvn',
      [
        '-q',
        '-B',
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        '-DoutputDirectory=jars',
      ],
      { directory },
    );
    if (code !== 0)
      return `Maven (mvn) could not fetch ${program.name}: ${log.trim().split('\n')[0]}`;
    await rename(path.join(directory, 'jars'), jars);
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function projectOf({ name, version, artifacts, others = [] }: Program): string {
  const all = [...artifacts.map((artifact) => [artifact, version] as const), ...others];
  const dependencies = all.map(([artifact, own]) => {
    const [group, id] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${own}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>llm-otel</groupId><artifactId>${name}</artifactId><version>1</version>
  <dependencies>${dependencies.join('')}</dependencies>
</project>`;
}
