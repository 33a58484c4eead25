// A baseline is run once on its ground, and again when anything is in doubt.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBaselines } from './baselines.ts';
import { digest, FOLDERS } from './ground.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

let folder: string;
beforeAll(() => {
  mkdirSync(path.join(repository, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(repository, '.cache', 'baselines-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a suite of two tests, of which one may go wrong, on the baseline `n`; tells what the run was given. */
async function compare(directory: string, ground: string, isWell = true): Promise<unknown> {
  const place = mkdtempSync(path.join(folder, 'run-'));
  const told = path.join(place, 'told.json');
  const test = `import { writeFileSync } from 'node:fs';
    import { beforeAll, expect, it } from 'vitest';
    import { useBaselines } from ${JSON.stringify(path.join(import.meta.dirname, 'baselines.ts'))};
    const baseline = useBaselines(${JSON.stringify(directory)}, () => ${JSON.stringify(ground)});
    let runs = 0;
    beforeAll(async () => {
      const value = await baseline('n', async () => ({ log: [++runs, undefined] }));
      writeFileSync(${JSON.stringify(told)}, JSON.stringify({ runs, value }));
    });
    it('goes well', () => {});
    it('compares', () => expect(${isWell}).toBe(true));`;
  writeFileSync(path.join(place, 'compares.test.ts'), test);
  const child = spawn(
    process.execPath,
    [path.join(repository, 'node_modules/vitest/vitest.mjs'), 'run', '--root', place],
    { cwd: place, env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } },
  );
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (exitCode !== (isWell ? 0 : 1)) throw new Error(output);
  return JSON.parse(readFileSync(told, 'utf8'));
}

const value = { log: [1, null] };
const ran = { runs: 1, value };
const kept = { runs: 0, value };

describe('a baseline', () => {
  it('is kept on its ground, run again on another, and once more after a comparison that failed', async () => {
    const directory = path.join(folder, 'kept');
    expect(await compare(directory, 'a')).toEqual(ran);
    expect(await compare(directory, 'a')).toEqual(kept);
    expect(await compare(directory, 'b')).toEqual(ran);
    expect(readdirSync(directory)).toEqual(['n.json']);
    expect(await compare(directory, 'b', false)).toEqual(kept);
    expect(readdirSync(directory)).toEqual([]);
    expect(await compare(directory, 'b', false)).toEqual(ran);
    expect(existsSync(path.join(directory, 'n.json'))).toBe(false);
  });

  describe.each(['', '{', 'null', '[]', '{"value":1}'])('whose file holds %j', (content) => {
    const directory = mkdtempSync(path.join(repository, '.cache', 'baselines-damaged-'));
    writeFileSync(path.join(directory, 'n.json'), content);
    // What stands first is done last.
    afterAll(() => {
      rmSync(directory, { recursive: true });
    });
    const baseline = useBaselines(directory, () => 'a');

    it('is run', async () => {
      expect(await baseline('n', () => Promise.resolve('ran'))).toBe('ran');
    });
  });
});

describe('the ground', () => {
  it.each<[string, (place: string) => void]>([
    ['content', (place) => writeFileSync(path.join(place, 'a'), 'y')],
    ['name', (place) => (rmSync(path.join(place, 'a')), writeFileSync(path.join(place, 'c'), 'x'))],
    [
      'cut between files',
      (place) => (
        writeFileSync(path.join(place, 'a'), 'xz'),
        writeFileSync(path.join(place, 'b'), '')
      ),
    ],
  ])('changes with the %s', (_what, change) => {
    const place = mkdtempSync(path.join(folder, 'ground-'));
    writeFileSync(path.join(place, 'a'), 'x');
    writeFileSync(path.join(place, 'b'), 'z');
    const before = digest(place, readdirSync(place));
    expect(digest(place, readdirSync(place).toReversed())).toBe(before);
    change(place);
    expect(digest(place, readdirSync(place))).not.toBe(before);
  });

  it('holds all that a bare program loads by its path', () => {
    const folders = FOLDERS.map((name) => path.join(repository, name) + path.sep);
    const starts = globSync(
      [
        'packages/instrumentation/test/differential/harness.ts',
        'packages/instrumentation/test/differential/run-programs.ts',
        'packages/instrumentation/test/sdks/{adapter-process,run-adapter}.ts',
        'packages/instrumentation/test/sdks/*/adapter.ts',
      ],
      { cwd: repository },
    );
    const loaded = new Set(starts.map((file) => path.join(repository, file)));
    for (const file of loaded) {
      const source = readFileSync(file, 'utf8');
      for (const [, to] of source.matchAll(
        /(?:from|import\(|import|new URL\() ?'(\.\.?\/[^']+\.ts)'/g,
      )) {
        loaded.add(path.resolve(path.dirname(file), to!));
      }
    }
    expect(loaded.size).toBeGreaterThan(40);
    const outside = [...loaded].filter((file) => !folders.some((name) => file.startsWith(name)));
    expect(outside).toEqual([]);
  });
});
