// Getting out: exit codes and signals are the application's, what is queued is sent first.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from './traced-program.ts';

const { sink, start } = useTracedProgram();
const imports = `import OpenAI from 'openai';`;
const call = `await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;
const lives = `setInterval(() => {}, 1000); console.log('ready');`;

describe('a natural end', () => {
  it('sends what is queued and keeps the exit code', async () => {
    const result = await start(`${imports} ${call} process.exitCode = 5;`).finished;
    expect(result.exitCode).toBe(5);
    expect(sink().traces()).toHaveLength(1);
  });

  it('runs the beforeExit listeners of the application as often as without us', async () => {
    const body = `let count = 0; process.on('beforeExit', () => { console.log(++count); if (count === 1) setImmediate(() => {}); });`;
    const bare = await start(`${imports} ${body}`).finished;
    expect(bare.stdout).toBe('1\n2\n');
    const traced = await start(`${imports} ${body} ${call}`).finished;
    expect(traced).toMatchObject({ exitCode: 0 });
    expect(traced.stdout.startsWith('1\n2\n')).toBe(true);
    expect(sink().traces()).toHaveLength(1);
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('sends what is queued, then ends the process as it would have ended', async () => {
    const scenario = start(`${imports} ${call} ${lives}`);
    await scenario.waitForStdout('ready');
    scenario.kill(signal);
    expect(await scenario.finished).toMatchObject({ exitCode: null, signal });
    expect(sink().traces()).toHaveLength(1);
  });

  it.each(['on', 'once'])('leaves the end to an application that listens (%s)', async (method) => {
    const scenario = start(
      `${imports} process.${method}('${signal}', () => { console.log('closing'); clearInterval(timer); process.exitCode = 7; });
       ${call} const timer = setInterval(() => {}, 1000); console.log('ready');`,
    );
    await scenario.waitForStdout('ready');
    scenario.kill(signal);
    expect(await scenario.finished).toMatchObject({
      exitCode: 7,
      signal: null,
      stdout: 'ready\nclosing\n',
    });
    expect(sink().traces()).toHaveLength(1);
  });

  it('still ends the process when the collector never answers', async () => {
    sink().behave({ fault: 'never-answer' });
    const scenario = start(`${imports} ${call} ${lives}`);
    await scenario.waitForStdout('ready');
    scenario.kill(signal);
    expect(await scenario.finished).toMatchObject({ exitCode: null, signal });
  });
});

describe('a crash', () => {
  it('keeps its exit code and its message', async () => {
    const result = await start(`${imports} ${call} throw new Error('boom');`).finished;
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('Error: boom');
    expect(result.stderr).not.toContain('llm-otel:');
  });
});
