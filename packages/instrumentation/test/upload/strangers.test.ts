// A base path that others can write: what they put below it is neither followed nor filled nor trusted.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runUpload } from './program.ts';

const DAY = `new Date().toISOString().slice(0, 10)`;
const isRoot = process.getuid?.() === 0;
const WAY_OUT = 'remove it, or use a directory that no other user can write';
/** What is in the place of the folder of the day. */
const strangers: readonly (readonly [what: string, make: string, why: string])[] = [
  ['a link to a directory', `fs.symlinkSync('../elsewhere', day);`, 'a symbolic link'],
  ['a link to nowhere', `fs.symlinkSync('../nowhere', day);`, 'a symbolic link'],
  ['a pipe', `require('node:child_process').execFileSync('mkfifo', [day]);`, 'no directory'],
  ...(isRoot
    ? ([
        [
          'a directory of another user',
          `fs.mkdirSync(day); fs.chmodSync(day, 0o777); fs.chownSync(day, 12345, 12345);`,
          'a directory of another user \\(uid 12345\\)',
        ],
      ] as const)
    : []),
];
/** While the process runs, and when it ends. */
const ways = ['await flush();', 'up.flushNow();'] as const;

describe.runIf(process.platform !== 'win32')('a folder that others can write', () => {
  it.each(strangers.flatMap((one) => ways.map((way) => [...one, way] as const)))(
    'loses what %s would get, and counts it',
    async (_, make, why, way) => {
      const program = await runUpload(
        `fs.mkdirSync('elsewhere'); fs.mkdirSync('content'); const day = 'content/' + ${DAY};
        ${make} send(1, { toolDefinitions: [1] }); ${way} send(2); ${way}
        console.log(fs.existsSync('nowhere'), fs.readdirSync('elsewhere').length);`,
      );
      expect(program.stdout).toBe('false 0\n');
      expect(program.counts).toEqual({ stored: 0, dropped: 0, failed: 2, pending: 0 });
      expect(program.losses).toHaveLength(1);
      expect(program.losses[0]).toMatch(
        new RegExp(`^Error: ${program.directory}/content/[\\d-]{10} is (?:${why}); ${WAY_OUT}$`),
      );
      expect([...program.files]).toEqual([]);
    },
  );

  it.each(ways)('replaces a link that has the name of a shared object: %s', async (way) => {
    const program = await runUpload(
      `const shared = { systemInstructions: ['Be brief.'] };
      fs.writeFileSync('victim', 'of somebody else'); send(1, shared); ${way}
      const file = new URL(references[0].systemInstructions);
      fs.rmSync(file); fs.symlinkSync(fs.realpathSync('victim'), file); send(2, shared); ${way}
      console.log(fs.lstatSync(file).isFile(), fs.readFileSync(file, 'utf8'));`,
    );
    expect(program.stdout).toBe('true ["Be brief."]\n');
    expect(program.counts.stored).toBe(2);
    expect(readFileSync(path.join(program.directory, 'victim'), 'utf8')).toBe('of somebody else');
  });

  it('may be a link itself, which the user has named', async () => {
    const { directory, counts } = await runUpload(
      `fs.mkdirSync('elsewhere'); fs.symlinkSync('elsewhere', 'content'); send(1); await flush();`,
    );
    expect(counts.stored).toBe(1);
    expect(readdirSync(path.join(directory, 'elsewhere'))).toHaveLength(1);
  });
});
