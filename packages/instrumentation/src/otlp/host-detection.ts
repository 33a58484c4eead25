// What sdk-node would load and read while it starts, between a call and its request: its detector of the host loads
// a file and reads another. It detects once, with the first LLM SDK.

import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import type { ResourceDetector } from '@opentelemetry/resources';
import type { ResourceParts } from './resource.ts';

/** sdk-node's own way to a resource. */
export interface Detection {
  readonly parts: ResourceParts;
  /** Those that sdk-node uses by default, in its order. */
  readonly detectors: readonly ResourceDetector[];
}

type Resources = typeof import('@opentelemetry/resources');

/** Detects the host as the package at `sdkNode` does. Throws if its parts are others than those known. */
export function detectHost(sdkNode: string): Detection {
  const parts = createRequire(sdkNode)('@opentelemetry/resources') as Resources;
  const { envDetector, hostDetector, osDetector, processDetector, serviceInstanceIdDetector } =
    parts;
  const host = hostDetector.detect();
  // Nobody may ever ask for it.
  for (const value of Object.values(host.attributes ?? {})) {
    Promise.resolve(value).catch(() => undefined);
  }
  // Node.js loads a part of it with the first.
  void new AsyncLocalStorage();
  const detectors = [
    serviceInstanceIdDetector,
    processDetector,
    { detect: () => host },
    osDetector,
    envDetector,
  ];
  if (!detectors.every((detector) => typeof detector?.detect === 'function')) {
    throw new Error('a detector is missing');
  }
  return { parts, detectors };
}
