// Liveness and readiness checks.

import { access, constants } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { archiveFiles, isArchive, isBucket } from '../../archive/archive-place.ts';
import { reasonOf } from '../../explanation.ts';
import { logFiles } from '../../reader/log-files.ts';
import { Problem } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { object, toRouteSchema } from '../schemas.ts';

/** Adds the routes. */
export function addHealthRoutes(app: FastifyInstance, settings: Settings): void {
  const health = toRouteSchema('Whether it runs', object({ status: { const: 'healthy' } }));
  app.get('/health', { schema: health }, () => ({ status: 'healthy' }));

  const ready = toRouteSchema(
    'Whether the log can be read',
    object({ status: { const: 'ready' } }),
    { problems: [503] },
  );
  app.get('/ready', { schema: ready }, async () => {
    const why = await whyNotReady(settings);
    if (why !== undefined) throw new Problem(503, why);
    return { status: 'ready' };
  });
}

/** In words without a path. */
async function whyNotReady({ directory, isTree }: Settings): Promise<string | undefined> {
  let files: readonly { readonly path: string }[];
  try {
    // What is wrong with a bucket, a question says.
    if (isBucket(directory)) return undefined;
    files = isArchive(directory) ? archiveFiles(directory) : logFiles(directory, isTree);
  } catch {
    return 'The log directory does not exist yet, or cannot be read.';
  }
  const codes = await Promise.all(files.map(({ path }) => codeOfReading(path)));
  const refused = codes.filter((code) => code !== undefined && code !== 'ENOENT');
  if (refused.length === 0) return undefined;
  return `${refused.length} of ${files.length} files of the log cannot be read (${refused[0]}): ${reasonOf(refused[0])}.`;
}

async function codeOfReading(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}
