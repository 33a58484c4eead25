// Frameworks above SDKs of providers, installed apart: a program does what it does without us, and the tree of its spans
// is that of a file: the framework's own, and ours.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { build } from 'esbuild';
import { MOCK_MODELS } from '../../packages/instrumentation/test/sdks/frameworks/mock-models.ts';
import {
  type Framework,
  FRAMEWORKS,
} from '../../packages/instrumentation/test/sdks/frameworks/programs.ts';
import { spanTree } from '../../packages/instrumentation/test/support/span-tree.ts';
import { inApplication, runInApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import { nodeBinary } from './node-binaries.ts';
import { repository } from './places.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

const trees = path.join(repository, 'packages/instrumentation/test/sdks/frameworks/trees');
/** Services that the frameworks may use are no part of a program. */
export const FRAMEWORKS_NPMRC = 'omit=optional\nlegacy-peer-deps=true\n';

const PRELOAD = ['--require', 'llm-otel/register'];
const WITH_CONTENT = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
/** What a call record has of it. */
const SAID = ['system_instructions', 'input_messages', 'output_messages'];
const CALLS: ReadonlySet<unknown> = new Set(['chat', 'generate_content']);

/** One for each program. */
export function frameworkCases(frameworks = FRAMEWORKS): RuntimeCase[] {
  return frameworks.map((framework) => ({
    name: `${[releasesOf(framework), framework.variant ?? []].flat().join(' ')} with OpenTelemetry of the application`,
    run: () => hasItsTree(framework),
  }));
}

/** The framework, and what else is new in it, with their versions. */
function releasesOf({ name, dependencies, renewed = [] }: Framework): string {
  const names = new Set([name, ...renewed]);
  return [...names].map((each) => `${each} ${dependencies[each]}`).join(', ');
}

/** The programs of `frameworks` that are of no certain release, with newer `releases` of their packages. */
export function withReleases(
  frameworks: readonly Framework[],
  releases: ReadonlyMap<string, string>,
): Framework[] {
  return frameworks
    .filter(({ variant }) => variant !== 'oldest')
    .map((framework) => {
      const names = Object.keys(framework.dependencies).filter((name) => releases.has(name));
      const newer = names.map((name) => [name, releases.get(name)!]);
      const dependencies = { ...framework.dependencies, ...Object.fromEntries(newer) };
      return { ...framework, dependencies, renewed: names };
    });
}

async function hasItsTree(given: Framework): Promise<string> {
  const isHandedOver = given.bundleOf !== undefined;
  const framework = isHandedOver ? { ...given, source: await bundled(given) } : given;
  const bare = await run(framework, [], isHandedOver ? { OTEL_SDK_DISABLED: 'true' } : {});
  const traced = await run(framework, isHandedOver ? [] : PRELOAD);
  expectSame('output', traced.stdout, bare.stdout);
  // A framework may have spans of its own that are not of one call each.
  const inferences = traced.spans.filter(
    ({ attributes }) =>
      CALLS.has(attributes['gen_ai.operation.name']) && 'llm_otel.outcome' in attributes,
  );
  expectSame('call records', traced.calls, inferences.length);
  const tree = spanTree(traced.spans);
  // Errors of minified classes have their own names, with a prefix.
  const told = isHandedOver ? tree.replaceAll('error=AI_', 'error=') : tree;
  expectInFile(framework, 'tree of spans', '.txt', told);
  if (framework.isShown === true) {
    const { said } = await run(framework, PRELOAD, WITH_CONTENT);
    expectInFile(framework, 'what is said', '.jsonl', said);
  }
  return `${inferences.length} calls of models`;
}

/** Its program as one file, with all packages but ours and OpenTelemetry's. */
function bundled({ dependencies, source }: Framework): Promise<string> {
  return inApplication(
    dependencies,
    async (directory) => {
      writeFileSync(path.join(directory, 'mock-models.mjs'), MOCK_MODELS);
      const { outputFiles } = await build({
        stdin: { contents: source, resolveDir: directory },
        external: ['llm-otel', '@opentelemetry/*'],
        bundle: true,
        minify: true,
        platform: 'node',
        format: 'esm',
        write: false,
        logLevel: 'silent',
        // What esbuild asks of everybody who puts CommonJS into an ES module.
        banner: {
          js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
        },
      });
      return outputFiles[0]!.text;
    },
    FRAMEWORKS_NPMRC,
  );
}

/** Compares `text` with the file of the framework that has `extension`, which is written if it is missing, except in CI. */
function expectInFile(
  { name, variant, bundleOf = variant ?? '' }: Framework,
  what: string,
  extension: string,
  text: string,
): void {
  const file = path.join(
    trees,
    `${`${name} ${bundleOf}`.trim().replaceAll(/\W+/g, '-')}${extension}`,
  );
  if (!existsSync(file) && process.env['CI'] === undefined) {
    mkdirSync(trees, { recursive: true });
    writeFileSync(file, text);
  }
  expectSame(what, text, readFileSync(file, 'utf8'));
}

async function run(
  framework: Framework,
  preload: readonly string[],
  content: Readonly<Record<string, string>> = {},
) {
  const sink = await startOtlpSink();
  try {
    const { exitCode, stdout, stderr, callRecords } = await runInApplication(
      framework.dependencies,
      {
        format: framework.format ?? 'esm',
        source: framework.source,
        files: { 'mock-models.mjs': MOCK_MODELS, ...framework.files },
        nodePath: await nodeBinary(NEWEST_OF_24),
        nodeArguments: preload,
        env: {
          OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
          OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
          OTEL_METRICS_EXPORTER: 'none',
          OTEL_LOGS_EXPORTER: 'none',
          LLM_OTEL_LOG_DIR: 'llm_logs',
          LLM_OTEL_SPAN_NAMES: 'semconv',
          ...content,
        },
      },
      FRAMEWORKS_NPMRC,
    );
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}${stdout}`);
    const records = callRecords();
    const calls = records.filter(
      ({ operation, outcome }) => CALLS.has(operation) && outcome !== undefined,
    );
    const said = calls
      .map((call) => `${JSON.stringify(SAID.map((name) => call[name]))}\n`)
      .join('');
    const words = /sunny|Paris|Hello|Be brief/.exec(JSON.stringify(records));
    if (words !== null && Object.keys(content).length === 0) {
      throw new Error(`call records say "${words[0]}"`);
    }
    return { stdout, spans: sink.traces(), calls: calls.length, said };
  } finally {
    await sink.close();
  }
}
