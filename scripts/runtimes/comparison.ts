// Runs a program without us and with us, and compares the runs.

import type { MockLlm, ScenarioResult } from '@llm-otel/testkit';
import { runInApplication, type Dependencies } from './application.ts';
import { nodeBinary } from './node-binaries.ts';
import type { Program } from './program-shapes.ts';

/** The program and place. */
export interface Comparison {
  readonly node: string;
  readonly dependencies: Dependencies;
  readonly program: Program;
  /** The preload flag on the command line; default `--require`. */
  readonly flag?: string;
  /** Variables besides those that give the SDK the mock server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Both runs of a program. */
export interface Runs {
  readonly without: ScenarioResult;
  readonly withUs: ScenarioResult;
}

/** Exit code of both runs, and our stderr lines. */
interface Expected {
  readonly stderr: readonly RegExp[];
  readonly exitCode?: number;
}

/** The only line that is expected without another receiver of telemetry. */
export const CALL_RECORDS_LINE = /^llm-otel: call records are appended to \S+\.jsonl$/;

/**
 * Runs the program twice and checks that its exit code, default 0, and its stdout are equal,
 * and that stderr has only these extra lines. Then runs the other checks.
 *
 * @throws with all output of both runs in the message
 */
export async function compare(
  mock: MockLlm,
  comparison: Comparison,
  expected: Expected,
  check: (withUs: ScenarioResult) => void,
): Promise<Runs> {
  const without = await run(mock, comparison, []);
  const flag = comparison.flag ?? '--require';
  const withUs = await run(mock, comparison, [flag, 'llm-otel/register']);
  expectSameRun({ without, withUs }, expected, () => check(withUs));
  return { without, withUs };
}

/** The checks of `compare` for two finished runs. */
export function expectSameRun(
  { without, withUs }: Runs,
  expected: Expected,
  check: () => void,
): void {
  try {
    expectSame('exit code without us', without.exitCode, expected.exitCode ?? 0);
    expectSame('exit code', withUs.exitCode, without.exitCode);
    expectSame('stdout', withUs.stdout, without.stdout);
    expectStderr(stderrLines(without), stderrLines(withUs), expected.stderr);
    check();
  } catch (error) {
    const outputs = [tell('without us', without), tell('with us', withUs)].join('\n');
    throw new Error(`${(error as Error).message}\n${outputs}`, { cause: error });
  }
}

/** Throws unless `actual` and `expected` are equal as JSON. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [have, want] = [actual, expected].map((value) => JSON.stringify(value, null, 2));
  if (have !== want) throw new Error(`${what}: expected ${want}, got ${have}`);
}

/** The calls in the call records, in the format of `CALLS`. */
export function recordedCalls(result: ScenarioResult): string[] {
  return result
    .callRecords()
    .map(({ operation, stream, success }) =>
      [operation, stream === true && 'streamed', success !== true && 'FAILED']
        .filter((word) => word !== false)
        .join(' '),
    );
}

async function run(
  mock: MockLlm,
  { node, dependencies, program, env }: Comparison,
  preload: readonly string[],
): Promise<ScenarioResult> {
  return runInApplication(dependencies, {
    ...program,
    nodePath: await nodeBinary(node),
    nodeArguments: [...preload, ...(program.nodeArguments ?? [])],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', ...env },
  });
}

function expectStderr(
  without: readonly string[],
  withUs: readonly string[],
  expected: readonly RegExp[],
): void {
  const added = missingFrom(without, withUs);
  const isAsExpected =
    added.length === expected.length && added.every((line, index) => expected[index]!.test(line));
  if (!isAsExpected) {
    throw new Error(
      `lines that only we write to stderr: expected ${expected.join(', ') || 'none'}, got ${JSON.stringify(added, null, 2)}`,
    );
  }
  expectSame('lines on stderr that are missing with us', missingFrom(withUs, without), []);
}

/** The lines of `after` that are not in `before`. */
function missingFrom(before: readonly string[], after: readonly string[]): string[] {
  const rest = [...before];
  return after.filter((line) => {
    const index = rest.indexOf(line);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

/** Without process ids, which Node adds to its warnings. */
function stderrLines({ stderr }: ScenarioResult): string[] {
  return stderr
    .replaceAll(/^\(node:\d+\)/gm, '(node)')
    .split('\n')
    .filter((line) => line !== '');
}

function tell(name: string, { exitCode, signal, stdout, stderr }: ScenarioResult): string {
  return `--- ${name}: exit code ${exitCode}, signal ${signal}\n[stdout]\n${stdout}[stderr]\n${stderr}`;
}
