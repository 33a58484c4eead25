// On a Node.js that is too old the preload says so in one line and leaves the application alone.

import type { MockLlm, ScenarioResult } from '@llm-otel/testkit';
import { runInApplication } from './application.ts';
import { callsOf, expectUnchanged, openaiVariables } from './hook-cases.ts';
import { nodeBinary } from './node-binaries.ts';
import { shapes } from './program-shapes.ts';
import { expectSame, explained, type RuntimeCase } from './runtime-case.ts';

const TOO_OLD = '20.19.0';
/** The newest major of the SDK whose `engines` allow this Node.js. */
const OPENAI = '6.49.0';

export function tooOldCases(mock: MockLlm): RuntimeCase[] {
  return shapes
    .filter(({ name }) => name === 'esm' || name === 'commonjs')
    .flatMap(({ name, program }) =>
      ['--require', '--import'].map((flag) => ({
        name: `node ${TOO_OLD} openai ${OPENAI} ${name} ${flag} stays inactive`,
        run: async () => {
          const run = async (nodeArguments: readonly string[]): Promise<ScenarioResult> =>
            runInApplication(
              { openai: OPENAI },
              {
                ...program,
                nodePath: await nodeBinary(TOO_OLD),
                nodeArguments,
                env: openaiVariables(mock),
              },
            );
          const without = await run([]);
          const withUs = await run([flag, 'llm-otel/register']);
          explained(
            () => {
              expectSame('exit code without us', without.exitCode, 0);
              expectUnchanged(without, withUs, [
                /^llm-otel: needs Node\.js 22\.15 or newer .* 20\.19\.0$/,
              ]);
              expectSame('call records', callsOf(withUs), []);
            },
            { 'without us': without, 'with us': withUs },
          );
        },
      })),
    );
}
