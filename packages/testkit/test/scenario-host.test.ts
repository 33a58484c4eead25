// Programs one after the other in one process: each ends as it would alone.
import { afterAll, describe, expect, it } from 'vitest';
import { createScenarioHost } from '../src/index.ts';

const host = createScenarioHost();
afterAll(() => host.close());

describe('a scenario host', () => {
  it('tells what each program of a process has done, and how it ended', async () => {
    const files = { 'own.cjs': 'exports.count = 0;' };
    const run = async (source: string, format: 'cjs' | 'esm' = 'cjs') => {
      const { exitCode, signal, stdout, stderr } = await host.run({ format, source, files });
      return [exitCode, signal, stdout, /^Error: .*$/m.exec(stderr)?.[0]];
    };
    const count = `const own = require('./own.cjs'); own.count += 1; global.count = (global.count ?? 0) + 1; const both = [own.count, global.count].join();`;
    const ends = await Promise.all([
      run(`${count} setTimeout(() => console.log(both), 5);`),
      run(`import { readFileSync } from 'node:fs'; console.log(global.count); await 1;`, 'esm'),
      run(`${count} console.log(both); process.exitCode = 3;`),
      run(`process.once('beforeExit', () => setImmediate(() => console.log('late')));`),
      run(`await new Promise(() => {});`, 'esm'),
      run(`${count} console.log(both); throw new Error('at once');`),
      run(`${count} console.log(both); Promise.reject(new Error('later'));`),
      run(`${count} console.log(both); process.exit(4);`),
      run(`${count} process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`),
      run(`throw new Error('of a module');`, 'esm'),
      run(`${count} console.log(both);`),
    ]);
    expect(ends).toEqual([
      [0, null, '1,1\n', undefined],
      [0, null, '1\n', undefined],
      [3, null, '1,2\n', undefined],
      [0, null, 'late\n', undefined],
      [13, null, '', undefined],
      [1, null, '1,3\n', 'Error: at once'],
      [1, null, '1,1\n', 'Error: later'],
      [4, null, '1,1\n', undefined],
      [null, 'SIGKILL', '', undefined],
      [1, null, '', 'Error: of a module'],
      [0, null, '1,1\n', undefined],
    ]);
  });

  it('has the call records of each, once exporters are done', async () => {
    const run = (name: string) =>
      host.run({
        format: 'cjs',
        source: `require('llm-otel').tool('${name}', async () => {});`,
        nodeArguments: ['--require', 'llm-otel/register'],
        env: { LLM_OTEL_LOG_DIR: 'llm_logs' },
      });
    for (const name of ['first', 'second']) {
      const { exitCode, callRecords } = await run(name);
      expect(exitCode).toBe(0);
      expect(callRecords()).toMatchObject([{ tool_name: name }]);
    }
  });

  it('ends a program that takes too long', async () => {
    const source = `console.log('said'); setInterval(() => {}, 1000);`;
    await expect(host.run({ format: 'cjs', source, timeoutMs: 300 })).rejects.toThrow(
      /killed after 300 ms\n--- stdout\nsaid\n/,
    );
  });
});
