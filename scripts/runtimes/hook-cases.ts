// Every supported Node.js, with every major of the SDK, meets it in every way: the application
// behaves as without us, and every call is recorded once.

import type { MockLlm, ScenarioResult } from '@llm-otel/testkit';
import { runInApplication, type Dependencies } from './application.ts';
import { nodeBinary } from './node-binaries.ts';
import { CALLS, type Program, shapes } from './program-shapes.ts';
import {
  addedLines,
  expectSame,
  explained,
  type RuntimeCase,
  stderrLines,
} from './runtime-case.ts';

export const NODE_VERSIONS = ['22.15.0', '22.23.3', '24.11.0', '24.21.0', '26.10.0'];
export const OPENAI_VERSIONS = ['7.55.0', '6.49.0'];
const FLAGS = ['--require', '--import'];

/** The whole matrix. */
export function hookCases(mock: MockLlm): RuntimeCase[] {
  return NODE_VERSIONS.flatMap((node) =>
    OPENAI_VERSIONS.flatMap((openai) =>
      shapes
        .filter(({ sinceMinorOf22 = 0 }) => isAtLeast(node, sinceMinorOf22))
        .flatMap(({ name, program, isTriedWithImport }) =>
          FLAGS.slice(0, isTriedWithImport ? 2 : 1).map((flag) => ({
            name: `node ${node} openai ${openai} ${name} ${flag}`,
            run: () => compare(mock, node, { openai }, program, flag),
          })),
        ),
    ),
  );
}

/** Runs a program with us and without, and holds one against the other. */
async function compare(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
  flag: string,
): Promise<void> {
  const run = async (nodeArguments: readonly string[]): Promise<ScenarioResult> =>
    runInApplication(dependencies, {
      ...program,
      nodePath: await nodeBinary(node),
      nodeArguments: [...nodeArguments, ...(program.nodeArguments ?? [])],
      env: openaiVariables(mock),
    });
  const without = await run([]);
  const withUs = await run([flag, 'llm-otel/register']);
  explained(
    () => {
      expectSame('exit code without us', without.exitCode, 0);
      expectUnchanged(without, withUs, [/^llm-otel: call records are appended to \S+\.jsonl$/]);
      expectSame('call records', callsOf(withUs), CALLS);
    },
    { 'without us': without, 'with us': withUs },
  );
}

/** Exit code and stdout are the same, and stderr has these lines more, in this order. */
export function expectUnchanged(
  without: ScenarioResult,
  withUs: ScenarioResult,
  added: readonly RegExp[],
): void {
  expectSame('exit code', withUs.exitCode, without.exitCode);
  expectSame('stdout', withUs.stdout, without.stdout);
  const lines = addedLines(stderrLines(without), stderrLines(withUs));
  const isAsExpected =
    lines.length === added.length && lines.every((line, index) => added[index]!.test(line));
  expectSame('stderr', isAsExpected ? [] : lines, []);
  expectSame('lines missing on stderr', addedLines(stderrLines(withUs), stderrLines(without)), []);
}

/** The calls that the call records tell of, in the words of `CALLS`. */
export function callsOf(result: ScenarioResult): string[] {
  return result
    .callRecords()
    .map(({ operation, stream, success }) =>
      [operation, stream === true && 'streamed', success !== true && 'FAILED']
        .filter(Boolean)
        .join(' '),
    );
}

/** The variables that send the SDK to the mock server. */
export function openaiVariables(mock: MockLlm): Record<string, string> {
  return { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' };
}

function isAtLeast(version: string, minorOf22: number): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || minor >= minorOf22;
}
