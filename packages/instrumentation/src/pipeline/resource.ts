// The resource of this process: every process and every worker thread is an instance of its own.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  type Resource,
} from '@opentelemetry/resources';

let own: Resource | undefined;

/** What OpenTelemetry knows by default, an instance id, and what the environment says. */
export function resource(): Resource {
  own ??= defaultResource()
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
