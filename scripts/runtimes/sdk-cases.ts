// First and last release of every SDK major: the application runs as without us, and every call
// is recorded once.

import type { MockLlm } from '@llm-otel/testkit';
import type { Dependencies } from './application.ts';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import { CALLS, type Program, shapes } from './program-shapes.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

/** The newest release of openai that we know. */
export const NEWEST_OPENAI = '7.59.0';
const RELEASES = [
  '4.76.3',
  '4.104.0',
  '5.0.2',
  '5.23.2',
  '6.0.1',
  '6.49.0',
  '7.0.0',
  '7.55.0',
  NEWEST_OPENAI,
];
/** Before 4.87 there is no Responses API: there is one call fewer. */
const WITHOUT_RESPONSES = '4.76.3';

/** Each release in both formats. */
export function sdkCases(mock: MockLlm, releases = RELEASES): RuntimeCase[] {
  const bothFormats = shapes.filter(({ isTriedWithImport }) => isTriedWithImport);
  return releases.flatMap((openai) =>
    bothFormats.map(({ name, program }) => ({
      name: `openai ${openai} ${name}`,
      run: () =>
        areRecorded(mock, { openai }, program, [
          ...CALLS.slice(0, 2),
          ...CALLS.slice(openai === WITHOUT_RESPONSES ? 3 : 2),
        ]),
    })),
  );
}

/** Compares the program with and without us; our run must write these call records. */
export async function areRecorded(
  mock: MockLlm,
  dependencies: Dependencies,
  program: Program,
  calls: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await compare(
    mock,
    { node: NEWEST_OF_24, dependencies, program, env },
    { stderr: [CALL_RECORDS_LINE] },
    (withUs) => expectSame('call records', recordedCalls(withUs), calls),
  );
}
