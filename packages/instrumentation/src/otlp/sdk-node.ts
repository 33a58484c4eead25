// The full SDK, for features outside the lean pipeline: gRPC, protobuf, configuration files, other
// exporters and propagators. It is an optional peer and reads the variables itself.

import { createRequire } from 'node:module';
import path from 'node:path';
import { ownRequire } from '../foundation/application-requires.ts';
import { diagnose } from '../foundation/diagnose.ts';
import { safelyAlone } from '../foundation/safely.ts';
import { read } from '../settings/environment.ts';
import { withCleanStdout } from './console-exporters.ts';
import { withDiscreetLogger } from './log-level.ts';
import { flushOnExit } from '../exit/exit.ts';
import { resource } from './resource.ts';
import { detectHost, type Detection } from './host-detection.ts';
import { type ExporterBase, exportersOf, watchExporters } from './watched-exporters.ts';

type SdkNode = typeof import('@opentelemetry/sdk-node');

/** Starts the SDK from the environment; `false` if it is not installed. */
export function startSdkNodePipeline(): boolean {
  const loaded = loadSdkNode();
  if (loaded === undefined) return false;
  safelyAlone('watching the exporters', () => watchExporters(loaded.exporters, process.env));
  const configFile =
    read(process.env, 'OTEL_CONFIG_FILE') ?? read(process.env, 'OTEL_EXPERIMENTAL_CONFIG_FILE');
  const hasConfigFile = configFile !== undefined;
  const start = hasConfigFile ? startFromConfigFile : startFromEnvironment;
  const shutdown = withCleanStdout(() => withDiscreetLogger(() => start(loaded)), hasConfigFile);
  flushOnExit([{ forceFlush: once(shutdown) }]);
  return true;
}

function startFromEnvironment({ sdkNode, detection }: Loaded): () => Promise<void> {
  const sdk = new sdkNode.NodeSDK({ resource: resource(detection?.parts), instrumentations: [] });
  detection?.useIn(sdk);
  sdk.start();
  return () => sdk.shutdown();
}

/** Only this entry reads a configuration file; it was renamed. */
function startFromConfigFile({ sdkNode }: Loaded): () => Promise<void> {
  const start = sdkNode.startNodeSdk ?? sdkNode.startNodeSDK;
  const sdk = start({ instrumentations: [] });
  return () => sdk.shutdown();
}

interface Loaded {
  readonly sdkNode: SdkNode;
  /** The classes that its OTLP exporters extend. */
  readonly exporters: readonly ExporterBase[];
  readonly detection: Detection | undefined;
}

let known: Loaded | undefined;

/** Loads the application's copy, else the one next to us; `undefined` if there is none. */
export function loadSdkNode(): Loaded | undefined {
  return (known ??= load());
}

function load(): Loaded | undefined {
  const application = createRequire(path.resolve(process.argv[1] ?? 'index.js'));
  for (const from of [application, ownRequire()]) {
    if (from === undefined) continue;
    try {
      const name = '@opentelemetry/sdk-node';
      const sdkNode = from(name) as SdkNode;
      const file = from.resolve(name);
      const exporters = safelyAlone('looking for the exporters', () => exportersOf(file));
      const detection = safelyAlone('detecting the host', () => detectHost(file));
      return { sdkNode, exporters: exporters ?? [], detection };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
        diagnose('loading @opentelemetry/sdk-node failed', error);
      }
    }
  }
  return undefined;
}

/** `NodeSDK` can only flush by a shutdown: the end of the process ends the SDK. */
function once(shutdown: () => Promise<void>): () => Promise<void> {
  let pending: Promise<void> | undefined;
  return () => (pending ??= shutdown());
}
