// The moment between a signal and the end that it brings: what is sent, and that nothing else ends the
// process then.

import { startScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai';`;
const call = `await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;
const lives = `setInterval(() => {}, 1000);`;

describe('while a flush before the end is under way', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'a second signal ends the process: %s',
    async (signal) => {
      sink().behave({ fault: 'never-answer' });
      const scenario = start(`${imports} ${call} ${lives} console.log('ready');`);
      await scenario.waitForStdout('ready');
      scenario.kill(signal === 'SIGINT' ? 'SIGTERM' : 'SIGINT');
      await sink().waitFor(({ requests }) => requests.length > 0);
      scenario.kill(signal);
      expect(await scenario.finished).toMatchObject({ exitCode: null, signal });
    },
  );

  // Without us none of it would be reached: the signal ends the process at once.
  it.each([
    ['its own exit', `process.exit(3);`],
    ['an exception', `throw new Error('boom');`],
    ['a listener that comes too late', `process.on('SIGTERM', () => process.exit(9));`],
  ])('the end is the signal in spite of %s', async (_name, late) => {
    sink().behave({ fault: 'never-answer' });
    const body = `process.on('exit', () => console.log('exit')); process.kill(process.pid, 'SIGTERM'); setTimeout(() => { ${late} }, 300);`;
    const result = await start(`${imports} ${call} ${lives} ${body}`).finished;
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGTERM', stdout: '' });
  });
});

describe('call records that are written in batches', () => {
  it.each(['SIGTERM', 'SIGINT'])('are written before %s ends the process', async (signal) => {
    const result = await startScenario({
      format: 'esm',
      source: `${imports} ${call} ${lives} process.kill(process.pid, '${signal}');`,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { OPENAI_BASE_URL: mock().url, OPENAI_API_KEY: 'unused', LLM_OTEL_LOG_MODE: 'batch' },
    }).finished;
    expect(result).toMatchObject({ exitCode: null, signal });
    expect(result.callRecords()).toHaveLength(1);
  });
});
