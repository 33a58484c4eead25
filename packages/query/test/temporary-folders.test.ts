// Nothing stays in the place for temporary files, however a command ends.

import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { type FSWatcher, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from './command.ts';
import { call, logOf } from './records.ts';

/** More rows than a process counts before it is stopped. */
const ENDLESS = 'SELECT sum(a.range + b.range) FROM range(1000000) a, range(1000000) b';

interface Started {
  readonly child: ChildProcess;
  /** Its place for temporary files. */
  readonly place: string;
  /** Resolves when something is in that place. */
  readonly made: Promise<void>;
}

function start(...args: readonly string[]): Started {
  const place = mkdtempSync(path.join(tmpdir(), 'place-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const watcher = watch(place);
  const made = filled(watcher);
  onTestFinished(() => watcher.close());
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, TMPDIR: place },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, place, made };
}

async function filled(watcher: FSWatcher): Promise<void> {
  for await (const [, name] of on(watcher, 'change', { close: ['close'] })) {
    if (!isCode(String(name))) break;
  }
}

/** What is in a place. */
function left(place: string): string[] {
  return readdirSync(place).filter((name) => !isCode(name));
}

/** Compiled code, which all commands share. */
function isCode(name: string): boolean {
  return name.startsWith('llm-otel-code-');
}

const calls = Array.from({ length: 20_000 }, () => call({ padding: 'x'.repeat(200) }));

describe('a command leaves nothing', () => {
  it('when it ends', async () => {
    const { child, place } = start('sql', '--dir', logOf([call()]), 'SELECT 1');
    child.stdout!.resume();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(left(place)).toEqual([]);
  });

  it('when nobody reads on', async () => {
    const { child, place } = start('export', '--no-cache', '--dir', logOf(calls));
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    await once(child, 'close');
    expect(left(place)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('when %s ends it', async (signal) => {
    const { child, place, made } = start('sql', '--dir', logOf([call()]), ENDLESS);
    await made;
    expect(left(place)).not.toEqual([]);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([null, signal]);
    expect(left(place)).toEqual([]);
  });

  it('when a service is told to end that makes a file', async () => {
    const { child, place, made } = start('serve', '--port', '0', '--dir', logOf(calls));
    let said = '';
    const url = await new Promise<string>((resolve) => {
      for (const stream of [child.stdout!, child.stderr!]) {
        stream.on('data', (data) => {
          said += String(data);
          const [found] = /http:\/\/[\d.:]+/.exec(said) ?? [];
          if (found !== undefined) resolve(found);
        });
      }
    });
    const asked = fetch(`${url}/v1/export?format=parquet`).catch(() => undefined);
    await made;
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    await asked;
    expect(left(place)).toEqual([]);
  });
});
