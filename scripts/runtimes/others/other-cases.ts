// A tool in the same process, loaded after or before ours: the application behaves as with
// the other tool alone, the other tool's spans are unchanged, and a call is one span of ours.

import { type MockLlm, type ScenarioResult, startOtlpSink } from '@llm-otel/testkit';
import { runInApplication } from '../application.ts';
import { CALL_RECORDS_LINE, expectSame, expectSameRun, recordedCalls } from '../comparison.ts';
import { nodeBinary } from '../node-binaries.ts';
import { NEWEST_OF_24, type RuntimeCase } from '../runtime-case.ts';
import { startIntake } from './intake.ts';
import type { Application, OtherTool } from './other-tool.ts';
import { sdkApplication } from './program.ts';
import { foreignSpans, type Span } from './spans.ts';

const OURS = 'llm-otel/register';
/** Of an application that has loaded everything before us. */
const NOTHING = { calls: [], spans: [] };

interface Run {
  readonly result: ScenarioResult;
  readonly spans: readonly Span[];
}

/** Load orders of a tool. */
export function otherCases(mock: MockLlm, tool: OtherTool): RuntimeCase[] {
  let alone: Promise<Run> | undefined;
  const orders = [
    // `--require` runs before every `--import`, in any position.
    { name: 'ours first', nodeArguments: ['--require', OURS, ...tool.start] },
    {
      name: 'ours last',
      nodeArguments: [...tool.start, lastFlag(tool), OURS],
      isTooLate: tool.importsSdk === true,
    },
  ];
  return orders.map(({ name, nodeArguments, isTooLate = false }) => ({
    name: `${tool.name} ${tool.format} ${name}`,
    ...(tool.skip !== undefined && { skip: tool.skip }),
    run: async () => {
      alone ??= run(mock, tool, tool.start);
      const [without, withUs] = [await alone, await run(mock, tool, nodeArguments)];
      expectSameRun(
        { without: without.result, withUs: withUs.result },
        { stderr: isTooLate ? [] : [CALL_RECORDS_LINE] },
        () => judge(tool, without, withUs, isTooLate ? NOTHING : applicationOf(tool)),
      );
      if (isTooLate) return 'the SDK is imported before us: nothing is recorded, nothing breaks';
      return `${foreignSpans(withUs.spans).length} spans of the other tool and the application`;
    },
  }));
}

function lastFlag({ start }: OtherTool): string {
  return start.includes('--import') ? '--import' : '--require';
}

function applicationOf({ application = sdkApplication }: OtherTool): Application {
  return application;
}

function judge(
  tool: OtherTool,
  without: Run,
  withUs: Run,
  { calls, spans }: Pick<Application, 'calls' | 'spans'>,
): void {
  expectSame('call records', recordedCalls(withUs.result), calls);
  expectSame('spans of the other tool', foreignSpans(withUs.spans), foreignSpans(without.spans));
  const ours = applicationOf(tool).spansIn(withUs.spans, tool);
  expectSame('our spans', ours, tool.isProvider ? spans : []);
}

async function run(mock: MockLlm, tool: OtherTool, nodeArguments: readonly string[]): Promise<Run> {
  const [sink, intake] = await Promise.all([startOtlpSink(), startIntake()]);
  try {
    const result = await runInApplication(tool.dependencies, {
      ...applicationOf(tool).program(tool),
      nodePath: await nodeBinary(NEWEST_OF_24),
      nodeArguments,
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        LLM_OTEL_LOG_DIR: './llm_logs',
        ...tool.env?.({ sink, intake }),
      },
    });
    return { result, spans: [...sink.traces(), ...(tool.received?.(intake) ?? [])] };
  } finally {
    await Promise.all([sink.close(), intake.close()]);
  }
}
