// A release that nobody has looked at yet: it is in the range of its adapter, its files are found, and it has no method
// that we do not know.

import { runInApplication } from './application.ts';
import { nodeBinary } from './node-binaries.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

/** One for each package. */
export function knownCases(releases: ReadonlyMap<string, string>): RuntimeCase[] {
  return [...releases].map(([name, release]) => ({
    name: `${name} ${release} is known`,
    run: () => isKnown(name, release),
  }));
}

async function isKnown(name: string, release: string): Promise<void> {
  const { exitCode, stderr } = await runInApplication(
    { [name]: release },
    {
      format: 'esm',
      source: `await import(${JSON.stringify(name)});`,
      nodePath: await nodeBinary(NEWEST_OF_24),
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { LLM_OTEL_DOCTOR: '1' },
    },
  );
  const about = stderr.split('\n').filter((line) => line.includes(`${name} ${release}: `));
  const isTraced = about.some((line) => line.includes(': traced: '));
  const isNew = about.some((line) => line.includes('does not know'));
  if (exitCode === 0 && isTraced && !isNew) return;
  throw new Error(`exit ${exitCode}: ${about.join('\n') || stderr}`);
}
