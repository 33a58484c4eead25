// An application installed by Yarn with Plug'n'Play: packages stay in archives, there is no
// `node_modules`, and undeclared packages are not found.

import {
  type MockLlm,
  runScenario,
  type ScenarioFormat,
  type ScenarioOptions,
  type ScenarioResult,
  startScenario,
} from '@llm-otel/testkit';
import { expectSame, recordedCalls } from './comparison.ts';
import { CALLS, shapes } from './program-shapes.ts';
import { NEWEST_NODES, type RuntimeCase } from './runtime-case.ts';
import { inPnpApplication, type PnpApplication } from './yarn-application.ts';
import { yarn } from './yarn.ts';

/** Every line of Node.js traces calls there, and can query them. */
export function yarnPnpCases(mock: MockLlm): RuntimeCase[] {
  return NEWEST_NODES.flatMap((node) => [
    {
      name: `node ${node} yarn pnp: calls of CommonJS are recorded`,
      run: () => inPnpApplication(node, (application) => makeCalls(application, mock, 'commonjs')),
    },
    {
      name: `node ${node} yarn pnp: calls of ES modules are recorded`,
      run: () => inPnpApplication(node, (application) => makeCalls(application, mock, 'esm')),
    },
    {
      name: `node ${node} yarn pnp: commands and programs ask`,
      run: () =>
        inPnpApplication(node, async (application) => {
          await makeCalls(application, mock, 'commonjs');
          await askWithYarn(application);
          await askWithNode(application);
          await askAsProgram(application);
          await askThePage(application);
        }),
    },
  ]);
}

/** Makes the calls of all other cases, and expects a record of each. */
async function makeCalls(
  application: PnpApplication,
  mock: MockLlm,
  shape: 'commonjs' | 'esm',
): Promise<void> {
  const { format, source } = shapes.find(({ name }) => name === shape)!.program;
  const result = await run(application, format, source, {
    nodeArguments: [...flags(application, format), '--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
  });
  expectSame('call records', recordedCalls(result), CALLS);
}

/** `yarn llm-otel`, which finds the command like any script in the manifest. */
async function askWithYarn({ node, directory }: PnpApplication): Promise<void> {
  // Both use the same folder, so they run one after the other.
  for (const command of ['llm-otel', 'llm-otel-query']) {
    // oxlint-disable-next-line no-await-in-loop
    const { stdout } = await yarn(node, [command, 'stats', '--json'], directory);
    const { total_requests: count } = JSON.parse(stdout) as { total_requests: unknown };
    expectSame(`calls that ${command} counts`, count, CALLS.length);
  }
}

/** The launcher without Yarn, so without the loader that Yarn names. */
const LAUNCHER = `
const path = require('node:path');
require(path.join(path.dirname(require.resolve('llm-otel/package.json')), 'bin', 'llm-otel.cjs'));`;

async function askWithNode(application: PnpApplication): Promise<void> {
  const ask = async (...programArguments: readonly string[]): Promise<string> =>
    (await run(application, 'cjs', LAUNCHER, { programArguments })).stdout;
  const records = JSON.parse(await ask('logs', '--json')) as { records: Found[] };
  expectSame('records of `logs`', records.records.length, CALLS.length);
  const { trace_id: trace } = records.records[0]!;
  const tree = await ask('trace', trace);
  if (!tree.startsWith(`trace ${trace}, 1 operations`)) throw new Error(`trace answers ${tree}`);
  const lines = (await ask('export', '--format', 'csv')).trim().split('\n');
  expectSame('lines of `export`', lines.length, CALLS.length + 1);
  const { files } = JSON.parse(await ask('doctor', '--json')) as { files: { records: number }[] };
  // One more says with what configuration.
  expectSame('records of `doctor`', files[0]?.records, CALLS.length + 1);
}

interface Found {
  readonly trace_id: string;
}

/** The package as a library; its output proves that all of it loads. */
async function askAsProgram(application: PnpApplication): Promise<void> {
  const source = `
    import { statistics, Store } from '@llm-otel/query';
    import { readRequest } from '@llm-otel/query/otlp';
    const store = await Store.open({ directory: './llm_logs' });
    const [all] = await statistics(store, {}, {});
    await store[Symbol.asyncDispose]();
    console.log(all.count, readRequest({ resourceSpans: [] }).spans.length);`;
  const { stdout } = await run(application, 'esm', source, {});
  expectSame('answer to a program', stdout, `${CALLS.length} 0\n`);
}

/** `serve`: the files of its page are in two archives. */
async function askThePage(application: PnpApplication): Promise<void> {
  const programArguments = ['serve', '--port', '0'];
  const server = startScenario(scenario(application, 'cjs', LAUNCHER, { programArguments }));
  try {
    const url = await server.waitForStdout(/http:\S+/);
    for (const path of ['', 'page/main.js', 'page/uplot.js', 'v1/metrics/prometheus']) {
      // One after the other, to report the first failure.
      // oxlint-disable-next-line no-await-in-loop
      const response = await fetch(url + path);
      // oxlint-disable-next-line no-await-in-loop
      const text = await response.text();
      expectSame(`status of /${path}`, response.status, 200);
      if (text === '') throw new Error(`/${path} is empty`);
    }
  } finally {
    server.kill();
    await server.finished;
  }
}

type Run = Pick<ScenarioOptions, 'nodeArguments' | 'programArguments' | 'env'>;

async function run(
  application: PnpApplication,
  format: ScenarioFormat,
  source: string,
  options: Run,
): Promise<ScenarioResult> {
  const result = await runScenario(scenario(application, format, source, options));
  if (result.exitCode === 0) return result;
  throw new Error(`exit code ${result.exitCode}\n${result.stdout}${result.stderr}`);
}

function scenario(
  application: PnpApplication,
  format: ScenarioFormat,
  source: string,
  options: Run,
): ScenarioOptions {
  const { node, directory } = application;
  const nodeArguments = flags(application, format);
  return { source, format, directory, nodePath: node, nodeArguments, ...options };
}

/** The flags that Yarn documents for users of `node`. */
function flags({ preload, loader }: PnpApplication, format: ScenarioFormat): string[] {
  const isModule = format === 'esm';
  return ['--require', preload, ...(isModule ? ['--experimental-loader', loader] : [])];
}
