// The launcher that the package `llm-otel` brings along.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { call, directory, logOf } from './records.ts';

const launcher = fileURLToPath(new URL('../../instrumentation/bin/llm-otel.cjs', import.meta.url));

it('runs the command', () => {
  const cwd = logOf([call()]);
  const args = [launcher, 'stats', '--dir', '.', '--json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toMatchObject({ total_requests: 1 });
});

it('passes the exit code on', () => {
  const args = [launcher, 'get', 'nope', '--dir', logOf([call()])];
  expect(spawnSync(process.execPath, args).status).toBe(1);
});

it('says how to install the command where it is not', () => {
  const cwd = directory();
  const alone = path.join(cwd, 'llm-otel.cjs');
  copyFileSync(launcher, alone);
  const { status, stderr } = spawnSync(process.execPath, [alone], { cwd, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('npm install --save-dev @llm-otel/query');
});

it.each([
  ['was not built', undefined, 'dist/main.js is missing; run "npm run build"'],
  ['is damaged', 'throw new Error("half of it is gone");', 'cannot be loaded: half of it is gone'],
])('says so where the command %s', (_what, source, message) => {
  const cwd = directory();
  const made = path.join(cwd, 'node_modules/@llm-otel/query');
  mkdirSync(path.join(made, 'dist'), { recursive: true });
  const manifest = { name: '@llm-otel/query', bin: { 'llm-otel-query': './dist/main.js' } };
  writeFileSync(path.join(made, 'package.json'), JSON.stringify(manifest));
  if (source !== undefined) writeFileSync(path.join(made, 'dist/main.js'), source);
  const { status, stderr } = spawnSync(process.execPath, [launcher], { cwd, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ +at /m);
});
