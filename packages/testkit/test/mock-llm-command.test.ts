// The mock server as the command a developer starts.
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startMockLlm } from '../src/index.ts';

const main = fileURLToPath(new URL('../src/mock-llm/main.ts', import.meta.url));

const start = (...options: string[]) => {
  const { OPENAI_API_KEY: _key, ...env } = process.env;
  const child = spawn(process.execPath, [main, ...options], { env });
  const closed = once(child, 'close');
  return { child, closed };
};

it.each(['SIGINT', 'SIGTERM'] as const)(
  'prints its address, serves, and ends well on %s',
  async (signal) => {
    const { child, closed } = start('--port', '0');
    const [printed] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = /OPENAI_BASE_URL=(\S+)/.exec(printed)?.[1];
    expect((await fetch(`${url}/models`)).status).toBe(200);
    child.kill(signal);
    expect(await closed).toEqual([0, null]);
  },
);

it('says that its port is taken', async () => {
  const mock = await startMockLlm();
  const { child, closed } = start('--port', String(mock.port));
  expect(await text(child.stderr)).toContain(`127.0.0.1:${mock.port} is already in use`);
  expect(await closed).toEqual([1, null]);
  await mock.close();
});

it.each([
  [['--port', 'many'], '--port must be a whole number'],
  [['--prot', '1'], "Unknown option '--prot'"],
  [['--host', '192.0.2.1'], 'no address of this machine'],
])('explains what is wrong with %j', async (options, message) => {
  const { child, closed } = start(...options);
  expect(await text(child.stderr)).toContain(message);
  expect(await closed).toEqual([1, null]);
});

describe('before a command', () => {
  const ask = `
    const { OPENAI_BASE_URL: url, OPENAI_API_KEY: key } = process.env;
    const { status } = await fetch(url + '/models').catch(() => ({ status: 'nobody answers' }));
    console.log(key, status);
    process.exitCode = 3;`;
  const program = [process.execPath, '--input-type=module', '--eval'];

  it('answers it, and ends with its exit code', async () => {
    const { child, closed } = start('--', ...program, ask);
    const [said, output] = await Promise.all([text(child.stderr), text(child.stdout)]);
    expect(said).toMatch(
      /^A mock model answers at http:\S+; set OPENAI_API_KEY for the real one\.\n$/,
    );
    expect(output).toBe('unused 200\n');
    expect(await closed).toEqual([3, null]);
  });

  it('stays away where there is a key', async () => {
    const env = { ...process.env, OPENAI_API_KEY: 'a key', OPENAI_BASE_URL: 'http://127.0.0.1:9' };
    const child = spawn(process.execPath, [main, '--', ...program, ask], { env });
    expect(await text(child.stdout)).toBe('a key nobody answers\n');
    expect(await text(child.stderr)).toBe('');
  });

  it('ends as a shell does when a signal ended it', async () => {
    const { child, closed } = start('--', ...program, 'process.kill(process.pid, "SIGKILL")');
    child.stdout.resume();
    expect(await closed).toEqual([137, null]);
  });

  it('passes SIGTERM on, and waits', async () => {
    const wait = `
      process.once('SIGTERM', () => { console.log('told'); process.exit(5); });
      setInterval(() => {}, 1000);
      console.log('ready');`;
    const { child, closed } = start('--', ...program, wait);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await text(child.stdout)).toBe('told\n');
    expect(await closed).toEqual([5, null]);
  });

  it('says that there is no such command', async () => {
    const { child, closed } = start('--', 'no-such-command');
    expect(await text(child.stderr)).toContain('mock-llm: spawn no-such-command ENOENT');
    expect(await closed).toEqual([1, null]);
  });
});
