// Bun and Deno have no module hooks: instrument() traces there, and the doctor says so.

import { globSync } from 'node:fs';
import path from 'node:path';
import { runScenario, type MockLlm } from '@llm-otel/testkit';
import { inApplication } from './application.ts';
import { BUN_VERSION } from './bun.ts';
import { expectSame } from './comparison.ts';
import { OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

interface Runtime {
  readonly name: string;
  readonly version: string;
  /** Its program below node_modules: npm runs no installation scripts. */
  readonly program: string;
  readonly run: readonly string[];
}

const RUNTIMES: readonly Runtime[] = [
  { name: 'bun', version: BUN_VERSION, program: '@oven/*/bin/bun', run: [] },
  { name: 'deno', version: '2.9.6', program: '@deno/*/deno', run: ['run', '--allow-all'] },
];

const source = `
import 'llm-otel/register';
import OpenAI from 'openai';
import { instrument } from 'llm-otel';
const ask = (client) => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });
await ask(process.env.BY_HAND ? instrument(new OpenAI()) : new OpenAI());
console.log('done');
`;

/** Each runtime, with and without instrument(). */
export function otherRuntimeCases(mock: MockLlm): RuntimeCase[] {
  return RUNTIMES.flatMap((runtime) =>
    [true, false].map((byHand) => ({
      name: `${runtime.name} ${runtime.version} ${byHand ? 'with instrument()' : 'without instrument()'}`,
      run: () => runIn(runtime, byHand, mock),
    })),
  );
}

async function runIn(
  { name, version, program, run }: Runtime,
  byHand: boolean,
  mock: MockLlm,
): Promise<void> {
  const dependencies = {
    openai: OPENAI_VERSIONS[0],
    '@opentelemetry/api': '1.10.0',
    [name]: version,
  };
  await inApplication(dependencies, async (directory) => {
    const [binary] = globSync(path.join(directory, '..', 'node_modules', program));
    if (binary === undefined) throw new Error(`${name} has no program for this machine`);
    const result = await runScenario({
      format: 'esm',
      source,
      directory,
      nodePath: binary,
      nodeArguments: run,
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        LLM_OTEL_DOCTOR: '1',
        ...(byHand && { BY_HAND: '1' }),
      },
    });
    const reason = /reason +(\w+) has none of the module hooks of Node\.js/.exec(
      result.stderr,
    )?.[1];
    expectSame('exit code and output', [result.exitCode, result.stdout], [0, 'done\n']);
    expectSame('call records', result.callRecords().length, byHand ? 1 : 0);
    expectSame('reason', reason?.toLowerCase(), byHand ? undefined : name);
  });
}
