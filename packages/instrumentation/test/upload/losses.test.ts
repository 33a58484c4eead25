// Content that cannot be stored: the application notices nothing, and every loss is counted.

import { describe, expect, it } from 'vitest';
import { messages, runUpload } from './program.ts';

describe('a queue that is full', () => {
  it('drops what comes, counts it exactly and takes again when it is empty', async () => {
    const program = await runUpload(
      `for (let n = 1; n <= 25; n++) send(n);
      console.log(JSON.stringify(up.counts)); await flush(); send(26);`,
    );
    const { references, counts, losses, files, stdout, stderr } = program;
    expect(JSON.parse(stdout)).toEqual({ stored: 0, dropped: 5, failed: 0, pending: 20 });
    expect(counts).toEqual({ stored: 21, dropped: 5, failed: 0, pending: 0 });
    expect(references.map((each) => each === null)).toEqual(
      Array.from({ length: 26 }, (_, at) => at >= 20 && at < 25),
    );
    expect(files.size).toBe(21);
    expect(losses).toEqual(['20 operations are waiting already']);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('counts what is on its way as waiting', async () => {
    const { counts } = await runUpload(
      `send(1); send(2);
      // The first writes have begun by then, and not ended.
      setImmediate(() => { send(3); send(4); });`,
      { maxQueueSize: 2 },
    );
    expect(counts).toEqual({ stored: 2, dropped: 2, failed: 0, pending: 0 });
  });

  it('tells every loss to the diagnostics', async () => {
    const { stdout, stderr } = await runUpload(
      `const { diag, DiagConsoleLogger } = require('@opentelemetry/api');
      diag.setLogger(new DiagConsoleLogger()); for (let n = 1; n <= 3; n++) send(n); await flush();`,
      { maxQueueSize: 1 },
    );
    expect(`${stdout}${stderr}`.match(/content was not uploaded \(\d times so far\)/g)).toEqual([
      'content was not uploaded (1 times so far)',
      'content was not uploaded (2 times so far)',
    ]);
  });
});

describe('content that is no JSON', () => {
  it.each([
    ['inputMessages', 'json'],
    ['inputMessages', 'jsonl'],
    ['systemInstructions', 'json'],
    ['systemInstructions', 'jsonl'],
  ] as const)('fails alone, as %s in %s', async (field, jsonFormat) => {
    const { counts, losses, files } = await runUpload(
      `const cycle = []; cycle.push(cycle);
      send(1, { ${field}: 10n }); send(2, { ${field}: cycle }); send(3, { ${field}: () => 1 });
      send(4, {}); send(5); await flush();`,
      { jsonFormat },
    );
    expect(counts).toEqual({ stored: 2, dropped: 0, failed: 3, pending: 0 });
    expect(files.size).toBe(1);
    expect(losses).toHaveLength(1);
  });

  it('leaves the other parts of a call alone', async () => {
    const { counts, files } = await runUpload(
      `send(1, { inputMessages: 10n, outputMessages: messages(1) }); await flush();`,
    );
    expect(counts).toMatchObject({ stored: 0, failed: 1 });
    expect([...files.values()]).toEqual([JSON.stringify(messages(1))]);
  });
});

describe('a folder', () => {
  it('that was deleted is made again, with what is shared', async () => {
    const { counts, files } = await runUpload(
      `const content = { systemInstructions: 'Be brief.', inputMessages: [] };
      send(1, content); await flush(); fs.rmSync('content', { recursive: true });
      send(2, content); await flush();`,
    );
    expect(counts).toEqual({ stored: 2, dropped: 0, failed: 0, pending: 0 });
    expect([...files.values()].toSorted()).toEqual(['"Be brief."', '[]']);
  });

  it.each([
    [
      'was replaced by a file',
      `fs.rmSync('content', { recursive: true }); fs.writeFileSync('content', '');`,
      `fs.rmSync('content');`,
      /ENOTDIR/,
    ],
    [
      'belongs to somebody else',
      `fs.chmodSync('.', 0o755); fs.rmSync('content', { recursive: true }); fs.mkdirSync('content', 0o555);
      if (process.getuid() === 0) process.seteuid(65534);`,
      `if (process.getuid() === 0) process.seteuid(0); fs.chmodSync('content', 0o755);`,
      /EACCES/,
    ],
  ])('that %s costs content, and nothing else', async (_, spoil, mend, reason) => {
    const { counts, files, losses, exitCode, stderr } = await runUpload(
      `send(1); await flush(); ${spoil} send(2); await flush(); send(2); await flush();
      ${mend} send(3); await flush();`,
    );
    expect(exitCode).toBe(0);
    expect(counts).toEqual({ stored: 2, dropped: 0, failed: 2, pending: 0 });
    expect([...files.values()]).toEqual([JSON.stringify(messages(3))]);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatch(reason);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it.each(['await flush()', 'up.flushNow()'])(
    'on a disk that is full keeps no half of a file: %s',
    async (end) => {
      // A limit of the size of files ends as a full disk does: with a short write, then with errors.
      const { counts, files, losses } = await runUpload(
        `send(1, { inputMessages: 'x'.repeat(5000) }); send(2); ${end};`,
        {
          nodePath: '/bin/bash',
          nodeArguments: ['-c', 'trap "" XFSZ; ulimit -S -f 1; exec node "$@"', 'bash'],
        },
      );
      expect(counts).toEqual({ stored: 1, dropped: 0, failed: 1, pending: 0 });
      expect([...files.values()]).toEqual([JSON.stringify(messages(2))]);
      expect(losses[0]).toMatch(/EFBIG/);
    },
  );

  it('on a disk with little room is left alone', async () => {
    const { counts, losses } = await runUpload(
      `fs.statfsSync = () => ({ bsize: 1, bavail: 90e6, blocks: 5e9 }); send(1); await flush();`,
    );
    expect(counts.failed).toBe(1);
    expect(losses).toEqual(['Error: the disk has too little room left']);
  });
});

describe('a base path', () => {
  it.each([
    ['gs://bucket/x', 'is of a kind that is not known (gs)'],
    ['https://bucket.s3.amazonaws.com', 'is of a kind that is not known (https)'],
    ['s3:///prefix', 'names no bucket'],
    ['file://host/share', 'is no path of this machine'],
    [' ', 'is empty'],
  ])('that is not understood is refused with a way out: %s', async (basePath, why) => {
    await expect(runUpload('', { basePath })).rejects.toThrow(
      new RegExp(
        `Error: OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH=${JSON.stringify(basePath)} ${why.replaceAll(/[()]/g, '\\$&')}.*: use a folder, file:///folder or s3://bucket/prefix`,
      ),
    );
  });
});
