// The logs of many hosts, each in a folder of its own.
import { appendFileSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, directory, LOG, toLines, type TestRecord, write } from './records.ts';
import { serve } from './served.ts';

function writeTo(root: string, host: string, records: readonly TestRecord[]): void {
  mkdirSync(path.join(root, host), { recursive: true });
  write(path.join(root, host), records);
}

it('is read with all folders below, where that is asked for', async () => {
  const root = directory();
  const [a, b, c] = [call(), call(), call({ trace_id: 'a'.repeat(32) })];
  writeTo(root, 'eu/host-a', [a]);
  writeTo(root, 'eu/host-b', [b, call()]);
  writeTo(root, 'us/host-a', [c]);
  for (const hidden of ['.git', 'node_modules/x']) writeTo(root, hidden, [call()]);
  const elsewhere = directory();
  write(elsewhere, [call()]);
  symlinkSync(elsewhere, path.join(root, 'link'));
  symlinkSync(path.join(elsewhere, LOG), path.join(root, 'eu/host-a/other.jsonl'));

  const bare = await run(['stats', '--dir', root]);
  expect(bare.stderr).toContain('or to folders below (--recursive)?');
  const { stderr } = await run(['stats', '--recursive', '--dir', root]);
  expect(stderr).toContain('eu/host-a/other.jsonl is a link out of the log directory');

  const { files } = await ask(root, 'doctor', '--recursive');
  const names = (files as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual([`eu/host-a/${LOG}`, `eu/host-b/${LOG}`, `us/host-a/${LOG}`]);
  expect((await ask(root, 'get', '--recursive', String(b!['request_id']))).record).toEqual(b);

  const { get } = await serve(root, ['--recursive']);
  expect((await get('/v1/metrics')).json).toMatchObject({ total_requests: 4 });
  expect((await get('/ready')).status).toBe(200);
  // What is new, of a host that is known and of one that is not; a rotated file is the same.
  const known = path.join(root, 'eu/host-a', LOG);
  renameSync(known, `${known}.1`);
  appendFileSync(known, toLines([call()]));
  writeTo(root, 'us/host-b', [call(), call()]);
  expect((await get('/v1/metrics')).json).toMatchObject({ total_requests: 7 });
  const { json } = await get(`/v1/traces/${'a'.repeat(32)}`);
  expect(json).toMatchObject({ count: 1, spans: [{ span_id: c!['span_id'] }] });
});
