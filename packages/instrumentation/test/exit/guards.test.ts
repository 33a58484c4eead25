// One thing that fails at the exit costs neither the others nor the application, and is told once.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai'; import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
const call = `await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;
const ends = `process.on('exit', (code) => console.log('mine', code)); process.exit(4);`;

const paths = (): string[] =>
  sink()
    .requests.map(({ path }) => path)
    .toSorted();

const timesIn = (text: string, part: string): number => text.split(part).length - 1;

describe('at the exit', () => {
  it('a signal that cannot be collected costs no other', async () => {
    // The application has broken a part of Node.js that only the spans need here.
    const breaks = `require('node:zlib').gzipSync = () => { throw new Error('no zlib'); };`;
    const result = await start(`${imports} ${call} ${breaks} ${ends}`, {
      LLM_OTEL_DETAILS_EVENT: 'always',
      OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: 'gzip',
      OTEL_LOG_LEVEL: 'error',
    }).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
    expect(paths()).toEqual(['/v1/logs', '/v1/metrics']);
    expect(timesIn(result.stderr, 'no zlib')).toBe(1);
  });

  it('a request that cannot be sent costs no other', async () => {
    const result = await start(`${imports} ${call} ${ends}`, {
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'a=1%0A2',
      OTEL_LOG_LEVEL: 'error',
    }).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
    expect(paths()).toEqual(['/v1/metrics']);
    expect(timesIn(result.stderr, 'llm-otel: the last export failed')).toBe(1);
    expect(result.stderr).toContain('Invalid character in header content');
  });

  it.each([
    ['refuses', { status: 403 }, 'status 403'],
    ['never answers', { fault: 'never-answer' }, 'time was up'],
  ] as const)('a collector that %s is told of', async (_what, behaviour, told) => {
    sink().behave(behaviour);
    const env = { OTEL_LOG_LEVEL: 'error', OTEL_METRICS_EXPORTER: 'none' };
    const result = await start(`${imports} ${call} ${ends}`, env).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
    expect(timesIn(result.stderr, told)).toBe(1);
  });

  it.each([
    ['cannot be made', `function () { throw new Error('no threads'); }`, 'no threads'],
    ['never runs', `function () { this.unref = () => {}; }`, 'the worker has no thread'],
  ])('a worker that %s costs the application nothing', async (_what, worker, told) => {
    const breaks = `require('node:worker_threads').Worker = ${worker};`;
    const env = { OTEL_LOG_LEVEL: 'error' };
    const result = await start(`${imports} ${breaks} ${call} ${ends}`, env).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
    expect(result.stderr).toContain(told);
  });

  it('a stderr that throws costs the doctor its report, and no listener', async () => {
    const breaks = `process.stderr.write = () => { throw new Error('closed'); };`;
    const env = { LLM_OTEL_DOCTOR: '1' };
    const result = await start(`${imports} ${call} ${breaks} ${ends}`, env).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n', stderr: '' });
  });
});
