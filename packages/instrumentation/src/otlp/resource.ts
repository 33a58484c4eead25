// The resource of this process: every process and every worker thread is a separate instance.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Resource } from '@opentelemetry/resources';
import { otelSdk } from '../foundation/sdk-parts.ts';

let own: Resource | undefined;

/** The functions that make a resource. */
export type ResourceParts = Pick<
  typeof import('@opentelemetry/resources'),
  'defaultResource' | 'detectResources' | 'envDetector' | 'resourceFromAttributes'
>;

/** OpenTelemetry's default attributes, an instance id, and the environment's. */
export function resource(parts: ResourceParts = otelSdk()): Resource {
  if (own !== undefined) return own;
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = parts;
  own = defaultResource()
    .merge(
      resourceFromAttributes({
        // OpenTelemetry's default contains the executable's path.
        'service.name': `unknown_service:${path.basename(process.execPath)}`,
        'service.instance.id': randomUUID(),
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }));
  return own;
}
