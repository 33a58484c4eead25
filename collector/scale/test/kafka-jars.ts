// Kafka itself, as Maven Central has it: fetched once into the cache by Maven, from wherever that is told to look.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../distribution/command.ts';

const VERSION = '4.1.0';
const cache = path.join(import.meta.dirname, '../../../.cache/kafka');
const jars = path.join(cache, VERSION);

const PROJECT = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>llm-otel</groupId><artifactId>kafka</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version>
  </dependency></dependencies>
</project>`;

/** Where the jars are, or why there are none. */
export type KafkaJars =
  | { readonly classPath: string; readonly reason?: undefined }
  | { readonly classPath?: undefined; readonly reason: string };

/** Fetches them if they are not in the cache. */
export async function kafkaJars(): Promise<KafkaJars> {
  const java = await run('java', ['-version']);
  if (java.code !== 0) return { reason: 'there is no java (17 or newer), which Kafka needs' };
  if (!existsSync(jars)) {
    const failure = await fetchJars();
    if (failure !== undefined) return { reason: failure };
  }
  return { classPath: path.join(jars, '*') };
}

async function fetchJars(): Promise<string | undefined> {
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(path.join(cache, '.fetch-'));
  try {
    await writeFile(path.join(directory, 'pom.xml'), PROJECT);
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
    if (code !== 0) return `Maven (mvn) could not fetch Kafka: ${log.trim().split('\n')[0]}`;
    await rename(path.join(directory, 'jars'), jars);
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
