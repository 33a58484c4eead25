// What an application notices of its sockets with us and without us: the same.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../support/traced-openai.ts';
import { REALTIME_FOLDERS } from '../../support/traced-sockets.ts';

const programs = fileURLToPath(new URL('../../differential/socket-programs.ts', import.meta.url));
const cache = fileURLToPath(new URL('../../../../../.cache/differential/', import.meta.url));

async function run(version: keyof typeof REALTIME_FOLDERS, extension: string, flags: string[]) {
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(path.join(cache, 'sockets-'));
  try {
    const folder = path.dirname(entryOf(version));
    const child = spawn(
      process.execPath,
      [...flags, programs, folder, extension, REALTIME_FOLDERS[version]],
      { cwd: directory, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { log: JSON.parse(stdout) as unknown[], stderr };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const versions = Object.keys(REALTIME_FOLDERS) as (keyof typeof REALTIME_FOLDERS)[];
const preload = ['--require', 'llm-otel/register'];

describe.each(versions)('openai %s', (version) => {
  it.each(['js', 'mjs'])('notices nothing: %s', async (extension) => {
    const [bare, traced] = await Promise.all([
      run(version, extension, []),
      run(version, extension, preload),
    ]);
    expect(bare.log.length).toBeGreaterThan(50);
    expect(traced.log).toEqual(bare.log);
    expect(bare.stderr).toBe('');
    expect(traced.stderr).toMatch(/^llm-otel: call records are appended to .*\n$/);
  });
});
