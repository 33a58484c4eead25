// `npm run stack`: collector, Jaeger and Prometheus without Docker, until Ctrl-C.
// node scripts/stack.ts [overlay ...]      for example: node scripts/stack.ts debug

import { build } from '../collector/distribution/build.ts';
import { findBinary } from '../collector/distribution/binaries.ts';
import { type Stack, stackBinaries, startStack } from './stack/start-stack.ts';

function describe({ endpoints, files }: Stack): string {
  return `
  OTLP/HTTP    ${endpoints.otlpHttp}
  OTLP/gRPC    ${endpoints.otlpGrpc}
  Jaeger       ${endpoints.jaeger}/api/traces?service=<service>  (the API; the UI is in the Docker image)
  Prometheus   ${endpoints.prometheus}/api/v1/query?query=<promql>
  JSON Lines   ${files.traces}
               ${files.metrics}
               ${files.logs}

Ctrl-C stops all of them.`;
}

async function main(): Promise<void> {
  const missing = stackBinaries.filter((name) => findBinary(name).path === undefined);
  if (missing.length > 0) await build(missing);

  const signalled = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(undefined));
    }
  });
  const stack = await startStack({
    directory: process.cwd(),
    ports: 'default',
    overlays: process.argv.slice(2),
  });
  console.log(describe(stack));

  const death = await Promise.race([stack.ended, signalled]);
  if (death === undefined) console.log('stopping');
  await stack.stop();
  if (death !== undefined) throw new Error(death);
}

try {
  await main();
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
}
