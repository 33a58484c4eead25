// What is published: a package without dependencies, with the licences of what is inside.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  dependencies?: unknown;
  devDependencies: Record<string, string>;
};
const files = (
  JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
    }),
  ) as [{ files: { path: string }[] }]
)[0].files.map(({ path }) => path);
const notices = readFileSync(new URL('dist/bundle/THIRD-PARTY-NOTICES.txt', root), 'utf8');

it('needs no other package', () => {
  expect(manifest.dependencies).toBeUndefined();
});

it('has its code in few files', () => {
  const code = files.filter((path) => path.endsWith('.js'));
  expect(code.toSorted()).toEqual([
    'dist/adapter.js',
    'dist/bundle/error-class.js',
    'dist/bundle/later.js',
    'dist/bundle/line.js',
    'dist/bundle/loader-thread.js',
    'dist/bundle/main.js',
    'dist/bundle/otel-sdk.js',
    'dist/bundle/preload.js',
    'dist/bundle/prices.js',
    'dist/bundle/s3-worker.js',
    'dist/bundle/shown-url.js',
    'dist/hooks.js',
    'dist/index.js',
    'dist/register.js',
  ]);
});

it('names every package inside, once, with its licence', () => {
  expect(files).toContain('dist/bundle/THIRD-PARTY-NOTICES.txt');
  const named = notices.match(/^@opentelemetry\/\S+ \S+$/gm) ?? [];
  expect(named).toHaveLength(new Set(named.map((line) => line.split(' ')[0])).size);
  for (const name of ['core', 'resources', 'sdk-logs', 'sdk-metrics', 'sdk-trace']) {
    expect(named).toContain(
      `@opentelemetry/${name} ${manifest.devDependencies[`@opentelemetry/${name}`]}`,
    );
  }
  expect(notices).toContain('Apache License');
});

it('requires nothing but Node.js, and the API, which the application shares', () => {
  const sdk = readFileSync(new URL('dist/bundle/otel-sdk.js', root), 'utf8');
  const required = [...sdk.matchAll(/(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name);
  const { isBuiltin } = createRequire(import.meta.url)(
    'node:module',
  ) as typeof import('node:module');
  expect(required.filter((name = '') => !isBuiltin(name))).toEqual(['./main.js', './main.js']);
});
