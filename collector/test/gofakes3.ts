// gofakes3, a server of S3 that keeps its objects in memory and asks nobody who they are.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findBinary } from '../distribution/binaries.ts';

/** Somebody who may read and write: variables of the AWS SDKs. */
export const ANYBODY = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'unused',
} as const;

/** Starts one on a free port, with an empty `bucket`. It must be built. */
export async function startGofakes3(
  bucket: string,
): Promise<{ readonly port: number; stop(): void }> {
  const server = findBinary('gofakes3');
  if (server.path === undefined) throw new Error(server.reason);
  const child = spawn(
    server.path,
    ['-host', '127.0.0.1:0', '-backend', 'memory', '-initialbucket', bucket],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  const lines = createInterface(child.stderr);
  const port = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      log += `${line}\n`;
      const [, found] = /using port: (\d+)/.exec(line) ?? [];
      if (found !== undefined) resolve(Number(found));
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`gofakes3 ended\n${log}`)));
  });
  return { port, stop: () => void child.kill() };
}
