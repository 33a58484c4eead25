// Releases of the package of an adapter: for each way in its data file to make and consume a call, the application
// behaves as without us, and each call is recorded once.

import type { ScenarioResult } from '@llm-otel/testkit';
import type {
  Observation,
  Report,
} from '../../packages/instrumentation/test/sdks/adapter-process.ts';
import { sourceOf } from '../../packages/instrumentation/test/sdks/adapter-program.ts';
import { type DataFile, dataFiles } from '../../packages/instrumentation/test/sdks/data-files.ts';
import { programsOf } from '../../packages/instrumentation/test/sdks/ways.ts';
import { runInApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import { nodeBinary } from './node-binaries.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

const files = (await dataFiles()).filter(({ data }) => !data.isMadeUp);

const FORMATS = ['cjs', 'esm'] as const;

/** The packages that have data files. */
export const adapterPackages: readonly string[] = files.map(({ data }) => data.package);

/**
 * One per release, alternating formats: formats affect how a file is loaded, not its content. Default: every release in
 * a data file except the last, which the tests cover.
 */
export function adapterCases(
  releasesOf = ({ releases }: DataFile['data']): readonly string[] => releases.slice(0, -1),
): RuntimeCase[] {
  return files.flatMap((file) =>
    releasesOf(file.data).map((release, index) => {
      const format = FORMATS[index % FORMATS.length]!;
      return {
        name: `${file.data.package} ${release} ${format}`,
        run: () => isTheSame(file, release, format),
      };
    }),
  );
}

async function isTheSame(
  dataFile: DataFile,
  release: string,
  format: 'cjs' | 'esm',
): Promise<string> {
  const without = await run(dataFile, release, format, []);
  const withUs = await run(dataFile, release, format, ['--require', 'llm-otel/register']);
  const [bare, traced] = [without, withUs].map(observationsOf);
  expectSame('programs', traced!.length, bare!.length);
  const programs = programsOf(dataFile.data);
  for (const [index, { title, call, way }] of programs.entries()) {
    // What the newest release shows of us, the others may show, too.
    if (call.differs?.[way.name] === undefined) expectSame(title, traced![index], bare![index]);
  }
  expectSame(
    'models of the call records',
    withUs
      .callRecords()
      .map((record) => String(record['model_id']))
      .toSorted(),
    programs.map(({ model }) => model).toSorted(),
  );
  return `${programs.length} calls`;
}

async function run(
  { data, file }: DataFile,
  release: string,
  format: 'cjs' | 'esm',
  preload: readonly string[],
): Promise<ScenarioResult> {
  return runInApplication(
    { [data.package]: release, ...data.beside },
    {
      format: 'esm',
      source: sourceOf(data, format),
      programArguments: [file],
      nodePath: await nodeBinary(NEWEST_OF_24),
      nodeArguments: ['--stack-trace-limit=40', ...preload],
    },
  );
}

function observationsOf({ exitCode, stdout, stderr }: ScenarioResult): readonly Observation[] {
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}`);
  return (JSON.parse(stdout) as Report).observations;
}
