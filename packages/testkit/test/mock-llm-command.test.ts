// The mock server as the command a developer starts.
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startMockLlm } from '../src/index.ts';

const main = fileURLToPath(new URL('../src/mock-llm/main.ts', import.meta.url));

const start = (...options: string[]) => {
  const child = spawn(process.execPath, [main, ...options]);
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
