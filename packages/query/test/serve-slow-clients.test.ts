// Clients that do not go on: with a request, with reading an answer, with closing their side. Others are
// answered all the same.
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { call, logOf } from './records.ts';
import { serve, startServing, YEAR } from './served.ts';

const UNFINISHED = 'GET /health HTTP/1.1\r\nhost: localhost\r\nx: ';
const MOST = 200;

/** A client that has sent `bytes`, and keeps its side open whatever comes. */
async function client(port: number, bytes: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** Such clients, one after another. */
async function clients(port: number, bytes: string, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) sockets.push(await client(port, bytes));
  return sockets;
}

/** What it has received, from now on. */
function textOf(socket: Socket): () => string {
  let text = '';
  socket.setEncoding('utf8').on('data', (data: string) => (text += data));
  return () => text;
}

/** How many sockets a process has open. */
function socketsOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).filter((name) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${name}`).startsWith('socket:');
    } catch {
      // It was closed meanwhile.
      return false;
    }
  }).length;
}

/** How many bytes come until the service ends or destroys it. */
async function bytesOf(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', ({ length }: Buffer) => (bytes += length));
  const ended = new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  socket.resume();
  await ended;
  return bytes;
}

const large = () => logOf(Array.from({ length: 2000 }, () => call({ topic: 'x'.repeat(20_000) })));

describe.runIf(process.platform === 'linux')('others are answered', () => {
  it.each([
    ['before the first byte', ''],
    ['in the headers', UNFINISHED],
    ['in the body', 'POST /health HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nx'],
    ['after an answer', 'GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n'],
    ['after a refusal', 'hello\r\n\r\n'],
  ])('while all sockets wait %s', async (_, bytes) => {
    const { get, port, pid } = await serve(logOf([call()]));
    const before = socketsOf(pid);
    await clients(port, bytes, MOST + 20);
    expect((await get('/v1/metrics')).json.total_requests).toBe(1);
    // One more if that request's own is not closed yet.
    expect(socketsOf(pid)).toBeLessThanOrEqual(before + MOST + 1);
  });

  it('while all sockets have an answer that is not read', async () => {
    const { get, port } = await serve(large());
    const asked = `GET /v1/logs?${YEAR}&limit=1000 HTTP/1.1\r\nhost: localhost\r\n\r\n`;
    for (let n = 0; n < MOST; n += 1) (await client(port, asked)).pause();
    expect((await get('/health')).status).toBe(200);
    while ((await get('/v1/metrics')).status === 429);
    expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
  });

  it('while answers of 20 MB are not read, of which the first make room', async () => {
    const { get, port } = await serve(large());
    const asked = `GET /v1/logs?${YEAR}&limit=1000 HTTP/1.1\r\nhost: localhost\r\n\r\n`;
    const sockets: Socket[] = [];
    const heads: string[] = [];
    while (sockets.length < 15) {
      const socket = await client(port, asked);
      const [head] = (await once(socket, 'data')) as [Buffer];
      sockets.push(socket.pause());
      heads.push(head.toString('latin1'));
    }
    expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
    const [first, last] = await Promise.all([sockets[0]!, sockets.at(-1)!].map(bytesOf));
    const length = Number(/content-length: (\d+)/.exec(heads[0]!)![1]);
    expect(length).toBeGreaterThan(20_000_000);
    expect(first!).toBeLessThan(length);
    expect(last! + heads.at(-1)!.length).toBeGreaterThan(length);
  });

  it('while four exports are not read, of which one makes room for a fifth', async () => {
    const { get, port } = await serve(large());
    const exports = Array.from({ length: 4 }, () =>
      request({ port, host: '127.0.0.1', path: '/v1/export', agent: false }).end(),
    );
    const responses = await Promise.all(
      exports.map(async (sent) => {
        sent.on('error', () => undefined);
        onTestFinished(() => void sent.destroy());
        const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
        return response.on('error', () => undefined);
      }),
    );
    expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
    const refused = await get('/v1/export?format=csv');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    const left = Promise.race(responses.map((response) => once(response, 'aborted')));
    let fifth = refused;
    while (fifth.status === 429) fifth = await get('/v1/export');
    expect(fifth.body.trimEnd().split('\n')).toHaveLength(2000);
    for (const response of responses) response.resume();
    await left;
  });

  it('when the clients of four exports have left', async () => {
    const { get, port } = await serve(large());
    const exports = Array.from({ length: 4 }, () =>
      request({ port, host: '127.0.0.1', path: '/v1/export', agent: false }).end(),
    );
    await Promise.all(exports.map((sent) => once(sent, 'response')));
    for (const sent of exports) sent.on('error', () => undefined).destroy();
    let status = 429;
    while (status === 429) ({ status } = await get('/v1/export'));
    expect(status).toBe(200);
  });
});

describe.runIf(process.platform === 'linux')('a client that keeps its side open', () => {
  it.each([
    ['headers that never end', UNFINISHED],
    ['nothing', ''],
    ['no HTTP', 'hello\r\n\r\n'],
    ['a last request', 'GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'],
  ])('loses its socket after %s', async (_, bytes) => {
    const { port, pid, get } = await serve(logOf([]));
    const before = socketsOf(pid);
    const socket = await client(port, bytes);
    const text = textOf(socket);
    await once(socket, 'end');
    expect(text()).toMatch(/^HTTP\/1\.1 (?:200|400|408) /);
    while (socketsOf(pid) > before) await get('/health');
    expect(socket.destroyed).toBe(false);
  });

  it('does not keep the service from ending', async () => {
    const { port, stop } = await startServing(logOf([]));
    const sockets = [
      await client(port, 'hello\r\n\r\n'),
      await client(port, UNFINISHED),
      await client(port, ''),
    ];
    await once(sockets[0]!.resume(), 'end');
    expect(await stop()).toBe(0);
  });
});

it('says nothing of clients that leave before their answer', async () => {
  const { get, port, stderr } = await serve(large());
  const asked = `GET /v1/metrics/prometheus HTTP/1.1\r\nhost: localhost\r\n\r\n`;
  for (const socket of await clients(port, asked, 20)) socket.destroy();
  expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
  expect(stderr()).toBe('');
});
