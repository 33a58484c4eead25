// The scenario runner with programs that end in different ways.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runScenario, type ScenarioFormat, startScenario } from '../src/index.ts';

describe('a scenario', () => {
  it('reports exit code and output', async () => {
    const result = await runScenario({
      format: 'cjs',
      source: `console.log('out'); console.error('err'); process.exit(3);`,
    });
    expect(result).toMatchObject({ exitCode: 3, signal: null, stdout: 'out\n', stderr: 'err\n' });
  });

  it.each<[ScenarioFormat, string]>([
    [
      'cjs',
      `const { default: OpenAI } = require('openai'); console.log(typeof OpenAI, typeof module);`,
    ],
    ['esm', `import OpenAI from 'openai'; console.log(typeof OpenAI, typeof module);`],
    [
      'ts',
      `import OpenAI from 'openai'; const name: string = typeof OpenAI; console.log(name, typeof module);`,
    ],
  ])(
    'runs a program as %s that resolves the packages of the repository',
    async (format, source) => {
      const { stdout, stderr } = await runScenario({ format, source });
      expect(stderr).toBe('');
      expect(stdout).toBe(`function ${format === 'cjs' ? 'object' : 'undefined'}\n`);
    },
  );

  it('passes flags, arguments, input and further files', async () => {
    const result = await runScenario({
      format: 'cjs',
      source: `process.stdin.pipe(process.stdout); console.log(global.preloaded, process.argv[2]);`,
      files: { 'lib/preload.cjs': 'global.preloaded = true;' },
      nodeArguments: ['--require', './lib/preload.cjs'],
      programArguments: ['--verbose'],
      stdin: 'typed',
    });
    expect(result.stdout).toBe('true --verbose\ntyped');
  });

  it('gives the program a minimal environment', async () => {
    vi.stubEnv('OTEL_SERVICE_NAME', 'inherited');
    const { stdout } = await runScenario({
      format: 'cjs',
      source: 'console.log(JSON.stringify(process.env))',
      env: { LLM_OTEL_TEST: 'yes' },
    });
    vi.unstubAllEnvs();
    const names = Object.keys(JSON.parse(stdout) as object);
    expect(names).toContain('LLM_OTEL_TEST');
    expect(
      names.filter(
        (name) => !['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE', 'LLM_OTEL_TEST'].includes(name),
      ),
    ).toEqual([]);
  });

  const writesRecords = `
    const fs = require('node:fs');
    fs.mkdirSync('./llm_logs');
    fs.writeFileSync('./llm_logs/a.jsonl', '{"line":1}\\n{"line":2}\\n');
    fs.writeFileSync('./llm_logs/b.jsonl', '{"line":3}\\n');`;

  it('reads the call records and removes its directory', async () => {
    const result = await runScenario({ format: 'cjs', source: writesRecords });
    expect(result.callRecords()).toEqual([{ line: 1 }, { line: 2 }, { line: 3 }]);
    expect(existsSync(result.directory)).toBe(false);
  });

  it('keeps its directory when told', async () => {
    const result = await runScenario({ format: 'cjs', source: writesRecords, keepDirectory: true });
    expect(readFileSync(join(result.directory, 'llm_logs/b.jsonl'), 'utf8')).toBe('{"line":3}\n');
    expect(result.callRecords()).toHaveLength(3);
    rmSync(result.directory, { recursive: true });
  });

  it('is killed at its time limit and shows what it had written', async () => {
    const forever = runScenario({
      format: 'cjs',
      source: `console.log('still here'); setInterval(() => {}, 1000);`,
      timeoutMs: 500,
    });
    await expect(forever).rejects.toThrow(/was killed after 500 ms[^]*--- stdout/);
  });

  it('fails when the program cannot be started', async () => {
    const missing = runScenario({ format: 'cjs', source: '', nodePath: '/nowhere/node' });
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a running scenario', () => {
  it('can be watched and killed', async () => {
    const scenario = startScenario({
      format: 'esm',
      source: `console.log('listening on 1234'); setInterval(() => {}, 1000);`,
    });
    expect(await scenario.waitForStdout(/listening on \d+/)).toBe('listening on 1234');
    scenario.kill('SIGTERM');
    expect(await scenario.finished).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
  });

  it('tells who waits for output that it ended before', async () => {
    const scenario = startScenario({
      format: 'cjs',
      source: `console.error('no such thing'); process.exit(1)`,
    });
    await expect(scenario.waitForStdout('ready')).rejects.toThrow(/exit code 1[^]*no such thing/);
  });
});
