// Liveness and readiness checks.

import { readdir } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';
import { object, toRouteSchema } from '../schemas.ts';

/** Adds the routes. */
export function addHealthRoutes(app: FastifyInstance, directory: string): void {
  const health = toRouteSchema('Whether it runs', object({ status: { const: 'healthy' } }));
  app.get('/health', { schema: health }, () => ({ status: 'healthy' }));

  const ready = toRouteSchema(
    'Whether the log can be read',
    object({ status: { const: 'ready' } }),
    { problems: [503] },
  );
  app.get('/ready', { schema: ready }, async () => {
    try {
      await readdir(directory);
    } catch {
      throw new Problem(503, 'The log directory does not exist yet, or cannot be read.');
    }
    return { status: 'ready' };
  });
}
