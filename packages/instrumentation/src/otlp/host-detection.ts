// What sdk-node would load and read while it starts, between a call and its request: its detector of the host loads
// a file and reads another. It detects once, with the first LLM SDK.

import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import type { ResourceParts } from './resource.ts';

/** sdk-node's own way to a resource. */
export interface Detection {
  readonly parts: ResourceParts;
  /** Lets an SDK that detects the host use what was detected. */
  useIn(sdk: object): void;
}

type Resources = typeof import('@opentelemetry/resources');
/** Same in the lines 0.2xx and 0.3xx; if it differs, the SDK detects again. */
interface Internals {
  readonly _resourceDetectors?: unknown[];
}

/** Detects the host as the package at `sdkNode` does. */
export function detectHost(sdkNode: string): Detection {
  const parts = createRequire(sdkNode)('@opentelemetry/resources') as Resources;
  const { hostDetector } = parts;
  const host = hostDetector.detect();
  // Nobody may ever ask for it.
  for (const value of Object.values(host.attributes ?? {})) {
    Promise.resolve(value).catch(() => undefined);
  }
  // Node.js loads a part of it with the first.
  void new AsyncLocalStorage();
  return {
    parts,
    useIn(sdk) {
      const detectors = (sdk as Internals)._resourceDetectors;
      const at = detectors?.indexOf(hostDetector) ?? -1;
      if (at >= 0) detectors![at] = { detect: () => host };
    },
  };
}
