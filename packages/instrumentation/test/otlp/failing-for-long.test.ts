// An endpoint that fails for a process that goes on: one line, and one when it works again.

import { expect, it } from 'vitest';
import { call, useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const source = `import OpenAI from 'openai'; const client = new OpenAI(); setInterval(async () => { ${call} }, 100);`;
const env = { OTEL_BSP_SCHEDULE_DELAY: '20', OTEL_METRICS_EXPORTER: 'none' };

it('a failure is said at once and not again, and so is its end', async () => {
  sink().behave({ status: 500 });
  const program = start(source, env);
  await program.waitForStderr(/fails \(traces\): it answered 500.*Lost so far: \d+ spans?\.\n/);
  sink().behave();
  await program.waitForStderr(/works again\. Lost since the last line: (?:nothing|\d+ spans?)\.\n/);
  sink().behave({ status: 500 });
  const failed = (): number => sink().requests.filter(({ accepted }) => !accepted).length;
  const before = failed();
  await sink().waitFor(() => failed() > before + 3);
  program.kill('SIGTERM');
  const { stderr } = await program.finished;
  expect(stderr.split('\n').map((line) => /fails|works again/.exec(line)?.[0])).toEqual([
    'fails',
    'works again',
    undefined,
  ]);
});

it('a failure that lasts is said again after ten minutes, with what was lost since', async () => {
  sink().behave({ status: 500 });
  // The clock moves on with each line.
  const clock = `const now = Date.now; let ahead = 0; Date.now = () => now() + ahead;
    const write = process.stderr.write;
    process.stderr.write = function (...args) {
      if (/ fails /.test(args[0])) ahead += 601_000;
      return write.apply(this, args);
    };`;
  const program = start(`${clock} ${source}`, env);
  await program.waitForStderr(/ fails .*Lost so far: \d+ spans?\.\n/);
  await program.waitForStderr(/ fails .*Lost since the last line: \d+ spans?\.\n/);
  program.kill('SIGTERM');
  expect(await program.finished).toMatchObject({ signal: 'SIGTERM' });
});

it('threads say one line together', async () => {
  sink().behave({ status: 500 });
  const threads = `import { Worker, isMainThread } from 'node:worker_threads';
    if (isMainThread) for (let n = 0; n < 3; n += 1) new Worker(new URL(import.meta.url));`;
  const program = start(`${threads} ${source}`, env);
  const callers = (): number =>
    new Set(
      sink().requests.map(
        ({ rawBody }) => /instance\.id.*?stringValue":"(.*?)"/.exec(rawBody)?.[1],
      ),
    ).size;
  await sink().waitFor(() => callers() === 4 && sink().requests.length > 9, {
    timeoutMs: 25_000,
  });
  program.kill('SIGTERM');
  const { stderr } = await program.finished;
  expect(stderr.match(/llm-otel: OTLP to .* fails/g)).toHaveLength(1);
});

it('a receiver that never answers is named as the reason, when no more batches are held', async () => {
  sink().behave({ fault: 'never-answer' });
  const program = start(source, { ...env, OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '1' });
  await program.waitForStderr(/ fails .*\n/);
  program.kill('SIGTERM');
  const { stderr } = await program.finished;
  expect(stderr).toContain('fails (traces): earlier batches still wait for its answer; check');
});
