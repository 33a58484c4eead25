// The resource of this process: every process and every worker thread is an instance of its own.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Resource } from '@opentelemetry/resources';
import { resources } from '../foundation/sdk-parts.ts';

let own: Resource | undefined;

/** What OpenTelemetry knows by default, an instance id, and what the environment says. */
export function resource(): Resource {
  if (own !== undefined) return own;
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources();
  own = defaultResource()
    .merge(
      resourceFromAttributes({
        // OpenTelemetry's default holds the path of the executable.
        'service.name': `unknown_service:${path.basename(process.execPath)}`,
        'service.instance.id': randomUUID(),
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }));
  return own;
}
