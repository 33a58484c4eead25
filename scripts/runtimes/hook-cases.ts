// Every supported Node.js, with every SDK major, loads it in every way: the application
// behaves as without us, and every call is recorded once.

import type { MockLlm } from '@llm-otel/testkit';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import { CALLS, shapes } from './program-shapes.ts';
import { NODE_VERSIONS, OPENAI_VERSIONS, type RuntimeCase, TOO_OLD_NODE } from './runtime-case.ts';

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
            run: async () => {
              await compare(
                mock,
                { node, dependencies: { openai }, program, flag },
                { stderr: [CALL_RECORDS_LINE] },
                (withUs) => expectSame('call records', recordedCalls(withUs), CALLS),
              );
            },
          })),
        ),
    ),
  );
}

/** On an unsupported old Node.js the preload prints one line and does nothing else. */
export function tooOldCases(mock: MockLlm): RuntimeCase[] {
  // The newest major of the SDK whose `engines` allow this Node.js.
  const openai = '6.49.0';
  const [needed, found] = ['22.15', TOO_OLD_NODE].map((version) => version.replaceAll('.', '\\.'));
  const line = new RegExp(`^llm-otel: needs Node\\.js ${needed} or newer .* ${found}$`);
  return shapes
    .filter(({ isTriedWithImport }) => isTriedWithImport)
    .flatMap(({ name, program }) =>
      FLAGS.map((flag) => ({
        name: `node ${TOO_OLD_NODE} openai ${openai} ${name} ${flag} stays inactive`,
        run: async () => {
          await compare(
            mock,
            { node: TOO_OLD_NODE, dependencies: { openai }, program, flag },
            { stderr: [line] },
            (withUs) => expectSame('call records', recordedCalls(withUs), []),
          );
        },
      })),
    );
}

function isAtLeast(version: string, minorOf22: number): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || minor >= minorOf22;
}
