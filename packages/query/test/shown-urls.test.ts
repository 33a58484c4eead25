// What nobody may read in a message of the command: the users, passwords and queries of URLs, and the
// values of headers.
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from './hosted-command.ts';
import { call, directory, LOG, logOf } from './records.ts';
import { send, serve } from './served.ts';
import { tail } from './tail-process.ts';

const SECRETS = /alice|hunter2|sesame/i;
const NO_URLS = [
  'alice:hunter2@host:4318',
  '//alice:hunter2@host?key=sesame',
  'ftp://alice:hunter2@host',
  'http://alice:hunter2@',
  'http://alice:hunt@hunter2@',
  'http://alice:hunter2@host:x/?key=sesame',
  'http://alice:x/hunter2@host',
  'http://alice:x hunter2@',
  'http%3A%2F%2Falice%3Ahunter2%40host',
  'host:4318?key=sesame',
];

function secretsIn({ stdout, stderr }: { stdout: string; stderr: string }): string[] {
  return `${stdout}\n${stderr}`.split('\n').filter((line) => SECRETS.test(line));
}

const replay = (endpoint: string, ...args: string[]): ReturnType<typeof run> =>
  run(['replay', path.join(logOf([call()]), LOG), '--endpoint', endpoint, ...args], {
    cwd: directory(),
  });

describe('a replay', () => {
  it.each(NO_URLS)('to %s is refused', async (endpoint) => {
    const result = await replay(endpoint);
    expect(secretsIn(result)).toEqual([]);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/^llm-otel: --endpoint is ".*…?.*"; give a URL such as/);
  });

  it('to a place where nobody listens names the place', async () => {
    const result = await replay('http://alice:hunter2@127.0.0.1:1/in?key=sesame#sesame');
    expect(secretsIn(result)).toEqual([]);
    expect(result.stderr).toMatch(
      /^llm-otel: http:\/\/127\.0\.0\.1:1\/in\/v1\/traces\?… does not take telemetry/,
    );
  });

  it('sends the user, the password and the query, and shows none that the backend repeats', async () => {
    const asked: unknown[] = [];
    const server = createServer(({ url, headers }, response) => {
      asked.push([url, headers.authorization]);
      response.writeHead(400).end(`no: http://alice:hunter2@host${url} for ${url}`);
    });
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = `http://alice:hunter%402%zz@127.0.0.1:${port}/in/?key=sesame`;
    const results = [
      await replay(endpoint),
      await replay(endpoint, '--json'),
      await replay(endpoint, '--header', 'Authorization=Bearer sesame'),
    ];
    expect(results.flatMap(secretsIn)).toEqual([]);
    const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
    expect(asked).toEqual([
      ['/in/v1/traces?key=sesame', basic('alice:hunter%402%zz')],
      ['/in/v1/traces?key=sesame', basic('alice:hunter%402%zz')],
      ['/in/v1/traces?key=sesame', 'Bearer sesame'],
    ]);
  });

  it('shows no header', async () => {
    const result = await replay('http://127.0.0.1:1', '--header', 'Bearer sesame');
    expect(secretsIn(result)).toEqual([]);
    expect(result.stderr).toBe('llm-otel: --header has no name; write name=value\n');
  });
});

it.each([
  [['replay', '--help'], 'http://…@host:4318/?…'],
  [['replay'], 'missing required argument'],
  [['replay', '--endpoin=http://alice:hunter2@host'], 'unknown option'],
])('%j shows no endpoint of the environment', async (args, shown) => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://alice:hunter2@host:4318/?key=sesame' };
  const result = await run(args, { env });
  expect(secretsIn(result)).toEqual([]);
  expect(`${result.stdout}${result.stderr}`).toContain(shown);
});

it('a directory that is a URL by mistake is shown without its secrets', async () => {
  const cwd = logOf([call()]);
  const dir = 'http://alice:hunter2@host/?key=sesame';
  expect(secretsIn(await run(['stats', '--dir', dir], { cwd }))).toEqual([]);
  mkdirSync(path.join(cwd, dir), { recursive: true });
  for (const args of [['doctor'], ['doctor', '--json'], ['stats'], ['tail', '--no-follow']]) {
    const result = await run([...args, '--dir', dir], { cwd });
    expect({ status: result.status, secrets: secretsIn(result) }).toEqual({
      status: 0,
      secrets: [],
    });
  }
  const following = tail(path.join(cwd, dir));
  await following.until('waiting for a log in');
  expect(following.printed()).not.toMatch(/hunter2|sesame/);
  const copy = await run(['export', '--dir', cwd, '--output', path.join(dir, 'copy.json')], {
    cwd,
  });
  expect({ status: copy.status, secrets: secretsIn(copy) }).toEqual({ status: 0, secrets: [] });
});

describe('the service', () => {
  it.each([...NO_URLS, 'http://alice:hunter2@host:16686', 'http://host:16686/?key=sesame'])(
    'does not give %s to the page',
    async (url) => {
      const result = await run(['serve', '--dir', logOf([]), '--port', '0', '--jaeger-url', url]);
      expect(secretsIn(result)).toEqual([]);
      expect(result.status).toBe(2);
      expect(result.stderr).toContain('give one such as http://localhost:16686');
    },
  );

  it('logs no secret of an address', async () => {
    const { port, stderr, get } = await serve(logOf([]), ['--access-log']);
    const target = 'http://alice:hunter2@localhost/health?key=sesame';
    await send(port, `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    await get('/health');
    expect(secretsIn({ stdout: '', stderr: stderr() })).toEqual([]);
    expect(stderr()).toContain('GET http://…@localhost/health');
  });
});
