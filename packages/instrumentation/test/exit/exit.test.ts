// Getting out: exit codes and signals are the application's, what is queued is sent first.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

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

  // Longer than any test waits: only giving up ends the process.
  it.each(['http/json', 'http/protobuf', 'grpc'])(
    'comes though the backend never answers over %s',
    async (protocol) => {
      sink().behave({ fault: 'never-answer' });
      const env = { OTEL_EXPORTER_OTLP_PROTOCOL: protocol, OTEL_EXPORTER_OTLP_TIMEOUT: '600000' };
      const result = await start(`${imports} ${call} process.exitCode = 5;`, env).finished;
      expect(result).toMatchObject({ exitCode: 5, signal: null });
    },
  );

  it('waits for what beforeExit listeners of the application have begun', async () => {
    sink().behave({ fault: 'never-answer' });
    // Longer than the 1.5 seconds after which a flush is given up.
    const body = `process.once('beforeExit', () => setTimeout(() => console.log('done'), 3000));`;
    const result = await start(`${imports} ${body} ${call}`).finished;
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
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

describe('an exit in the middle', () => {
  const stream = `const stream = await new OpenAI().chat.completions.create({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'x' }] });
    for await (const chunk of stream) break;
    const other = await new OpenAI().chat.completions.create({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'x' }] });
    await other[Symbol.asyncIterator]().next();`;

  it.each([
    ['process.exit()', 'process.exit(4);', 4],
    ['an uncaught exception', `throw new Error('boom');`, 1],
    [
      'an unhandled rejection',
      `Promise.reject(new Error('boom')); await new Promise(() => {});`,
      1,
    ],
    [
      'its own handler of a signal',
      `process.on('SIGTERM', () => process.exit(9)); process.kill(process.pid, 'SIGTERM'); await new Promise((resolve) => setTimeout(resolve, 10000));`,
      9,
    ],
  ])('sends what is left after %s', async (_name, end, exitCode) => {
    const env = { LLM_OTEL_DETAILS_EVENT: 'always' };
    const result = await start(`${imports} ${call} ${stream} ${end}`, env).finished;
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(
      sink()
        .traces()
        .map((span) => span.attributes['llm_otel.outcome']),
    ).toEqual(['completed', 'aborted', 'abandoned']);
    expect(
      sink()
        .logs()
        .map((record) => record.attributes['llm_otel.outcome']),
    ).toEqual(['completed', 'aborted', 'abandoned']);
    const durations = sink()
      .metrics()
      .find((metric) => metric.name === 'gen_ai.client.inference.duration');
    expect(durations?.points.reduce((sum, point) => sum + (point.count ?? 0), 0)).toBe(3);
  });

  it('sends spans, metrics and events once each', async () => {
    const env = { LLM_OTEL_DETAILS_EVENT: 'always' };
    const result = await start(`${imports} ${call} process.exit(0);`, env).finished;
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(
      sink()
        .requests.map((request) => request.path)
        .toSorted(),
    ).toEqual(['/v1/logs', '/v1/metrics', '/v1/traces']);
  });

  it('loses no metrics to a handler that exits while a flush has just begun', async () => {
    const handler = `process.on('SIGTERM', () => process.exit(9)); console.log('ready'); setTimeout(() => {}, 60000);`;
    const scenario = start(`${imports} ${call} ${handler}`);
    await scenario.waitForStdout('ready');
    scenario.kill('SIGTERM');
    expect((await scenario.finished).exitCode).toBe(9);
    const metrics = sink()
      .metrics()
      .map((metric) => metric.name);
    expect(metrics).toContain('gen_ai.client.inference.duration');
    expect(sink().traces().length).toBeGreaterThan(0);
  });

  it('still exits when the collector never answers', async () => {
    sink().behave({ fault: 'never-answer' });
    const { exitCode, stderr } = await start(`${imports} ${call} process.exit(6);`).finished;
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/^llm-otel: .* it did not answer before the process ended; [^\n]*\n$/);
  });
});
