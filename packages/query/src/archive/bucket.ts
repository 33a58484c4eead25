// Opens a bucket for the database, whose extension httpfs reads it. Nothing is downloaded and installed for that.

import { Failure } from '../failure.ts';
import type { Engine } from '../store/engine.ts';
import { toText } from '../store/sql.ts';
import { type ArchiveFile, isInArchive } from './archive-place.ts';

const ADDRESS = /^s3:\/\/[a-z0-9][a-z0-9.-]+(?:\/[^?*[\]#]*)?$/;

/**
 * Lets `engine` read the bucket of `address`, by the variables of the AWS SDKs.
 *
 * @throws {Failure} when it cannot
 */
export async function openBucket(engine: Engine, address: string): Promise<void> {
  if (!ADDRESS.test(address)) {
    throw new Failure(
      `--dir is "${address}"; of buckets, only addresses such as s3://bucket/calls are read: copy others to a folder, and name that`,
    );
  }
  try {
    await engine.run('LOAD httpfs');
  } catch {
    const [row] = await engine.rows('SELECT version() AS version');
    throw new Failure(
      `a bucket is read by DuckDB's extension httpfs, which is not installed for DuckDB ${String(row?.['version'])}; copy the bucket to a folder, and name that: aws s3 sync ${address} ./calls && llm-otel ... --dir ./calls`,
    );
  }
  const secret = Object.entries(toSecret(process.env)).map(([name, value]) => `${name} ${value}`);
  await engine.run(`CREATE OR REPLACE TEMPORARY SECRET (${['TYPE s3', ...secret].join(', ')})`);
}

/** @throws {Failure} when the bucket does not answer, or refuses */
export async function bucketFiles(engine: Engine, address: string): Promise<ArchiveFile[]> {
  const folder = address.replace(/\/*$/, '/');
  const rows = await engine
    .rows(`SELECT file FROM glob(${toText(`${folder}**/*.parquet`)}) ORDER BY file`)
    .catch((error: unknown) => explain(address, error));
  const names = rows.map(({ file }) => String(file)).filter((file) => isInArchive(folder, file));
  // An export replaces files under the same name.
  const state = String(Date.now());
  return names.map((path) => ({ path, state }));
}

function explain(address: string, error: unknown): never {
  const [line = ''] = (error as Error).message.split('\n');
  throw new Failure(
    `${address} cannot be read: ${line}; AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say who reads it, AWS_ENDPOINT_URL_S3 where it is if not at Amazon`,
  );
}

function toSecret(env: NodeJS.ProcessEnv): Record<string, string> {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'];
  const url = endpoint === undefined ? null : URL.parse(endpoint);
  const given = {
    KEY_ID: env['AWS_ACCESS_KEY_ID'],
    SECRET: env['AWS_SECRET_ACCESS_KEY'],
    SESSION_TOKEN: env['AWS_SESSION_TOKEN'],
    REGION: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'],
    ...(url !== null && { ENDPOINT: url.host, URL_STYLE: 'path' }),
  };
  const texts = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
  return {
    ...Object.fromEntries(texts.map(([name, value]) => [name, toText(value!)])),
    ...(url !== null && { USE_SSL: String(url.protocol === 'https:') }),
  };
}
