// A dead collector affects neither output nor exit code of the application. The exit time
// is reported beside the row, not checked: a busy machine would fail it.

import { type MockLlm, startOtlpSink } from '@llm-otel/testkit';
import { compare } from './comparison.ts';
import { type Program, shapes } from './program-shapes.ts';
import { NEWEST_NODES, OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

const { program } = shapes[0]!;

/** How the program ends, and its exit code. */
const ends: readonly { name: string; statement: string; exitCode: number }[] = [
  { name: 'natural end', statement: 'process.exitCode = 3;', exitCode: 3 },
  { name: 'process.exit', statement: 'process.exit(4);', exitCode: 4 },
];

/** The port refuses connections, or never answers; the line on stderr says so. */
const collectors: readonly { name: string; isListening: boolean; line: RegExp }[] = [
  { name: 'connection refused', isListening: false, line: lineAbout('nothing listens there') },
  { name: 'no answer', isListening: true, line: lineAbout('it did not answer') },
];

function lineAbout(reason: string): RegExp {
  return new RegExp(`^llm-otel: OTLP to \\S+ fails \\(traces, metrics\\): ${reason}`);
}

export function exitCases(mock: MockLlm): RuntimeCase[] {
  return NEWEST_NODES.flatMap((node) =>
    collectors.flatMap((collector) =>
      ends.map((end) => ({
        name: `node ${node} dead collector (${collector.name}), ${end.name}`,
        run: () => runWithDeadCollector(mock, node, collector, end),
      })),
    ),
  );
}

async function runWithDeadCollector(
  mock: MockLlm,
  node: string,
  { isListening, line }: (typeof collectors)[number],
  { statement, exitCode }: { statement: string; exitCode: number },
): Promise<string> {
  const sink = await startOtlpSink({ fault: 'never-answer' });
  if (!isListening) await sink.close();
  try {
    const ending: Program = { ...program, source: `${program.source}\n${statement}` };
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url };
    const dependencies = { openai: OPENAI_VERSIONS[0] };
    const { without, withUs } = await compare(
      mock,
      { node, dependencies, program: ending, env },
      { stderr: [line], exitCode },
      () => undefined,
    );
    return `${seconds(withUs.durationMs)} s, without us ${seconds(without.durationMs)} s`;
  } finally {
    if (isListening) await sink.close();
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
