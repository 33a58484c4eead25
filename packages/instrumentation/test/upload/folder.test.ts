// Content in a folder: what is written where, who may read it, and what a reader sees of it.

import { createHash } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messages, runUpload, spanId, traceId } from './program.ts';

const DAY = String.raw`\d{4}-\d\d-\d\d`;
const nothingLost = { dropped: 0, failed: 0, pending: 0 };

describe('content in a folder', () => {
  it('is a file for each part, and the references lead there', async () => {
    const content = {
      systemInstructions: [{ type: 'text', content: 'Be brief.' }],
      inputMessages: messages(7),
      outputMessages: [{ role: 'assistant', parts: [], finish_reason: 'stop' }],
      toolDefinitions: [{ type: 'function', name: 'weather' }],
    };
    const program = await runUpload(`send(7, ${JSON.stringify(content)}); await flush();`);
    const { references, files, directory, counts, stderr } = program;
    expect({ counts, stderr }).toEqual({ counts: { stored: 1, ...nothingLost }, stderr: '' });
    expect(files.size).toBe(4);
    const found = Object.entries(references[0]!).map(([field, reference]) => {
      const name = path.relative(path.join(directory, 'content'), fileURLToPath(reference));
      return [field, JSON.parse(files.get(name)!)];
    });
    expect(Object.fromEntries(found)).toEqual(content);
    const call = `${DAY}/${traceId}/${spanId(7)}`;
    expect(references[0]!.inputMessages).toMatch(
      new RegExp(`^file:///.*/content/${call}_input_messages.json$`),
    );
    expect(references[0]!.outputMessages).toMatch(new RegExp(`/${call}_output_messages.json$`));
  });

  it('has a line for each message where lines are asked for', async () => {
    const { files } = await runUpload(
      `send(1, { inputMessages: [{ a: 'x\\ny' }, { b: 2 }], outputMessages: { c: 3 } }); await flush();`,
      { jsonFormat: 'jsonl' },
    );
    expect([...files.values()].toSorted()).toEqual(['{"a":"x\\ny"}\n{"b":2}\n', '{"c":3}\n']);
    expect([...files.keys()].every((name) => name.endsWith('.jsonl'))).toBe(true);
  });

  it('stays where it was when the working directory changes', async () => {
    const { files } = await runUpload(
      `process.chdir('/'); send(1); await flush(); process.chdir(__dirname);`,
    );
    expect(files.size).toBe(1);
  });

  it('is where a file URL says', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-upload '));
    const basePath = pathToFileURL(path.join(directory, 'content')).href;
    const { files, references } = await runUpload(`send(1); await flush();`, {
      directory,
      basePath,
    });
    expect(basePath).toContain('%20');
    expect(files.size).toBe(1);
    expect(references[0]!.inputMessages!.startsWith(`${basePath}/`)).toBe(true);
  });

  it('is written once for calls that share instructions and tools, under its hash', async () => {
    const shared = `{ systemInstructions: [{ type: 'text', content: 'Be brief.' }], toolDefinitions: [{ name: 't' }] }`;
    const program = await runUpload(
      `for (let n = 1; n <= 9; n++) send(n, ${shared}); await flush();
      const before = fs.statSync(new URL(references[0].systemInstructions)).ino;
      send(10, ${shared}); await flush();
      console.log(before === fs.statSync(new URL(references[0].systemInstructions)).ino);`,
    );
    const { files, references, counts, stdout } = program;
    expect({ stdout, counts }).toEqual({
      stdout: 'true\n',
      counts: { stored: 10, ...nothingLost },
    });
    expect(new Set(references.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(files.size).toBe(2);
    for (const [name, text] of files) {
      expect(path.basename(name)).toBe(`${createHash('sha256').update(text).digest('hex')}.json`);
    }
  });

  it('puts no text of the application into a path, and overwrites nothing without ids', async () => {
    const { files, counts } = await runUpload(
      `for (const id of ['../../../escape', '0'.repeat(32), '0'.repeat(32), 'A'.repeat(32)]) {
        send(1, { inputMessages: '../../../escape' }, id);
      } await flush();`,
    );
    expect(counts.stored).toBe(4);
    expect([...files.keys()]).toHaveLength(4);
    for (const name of files.keys()) {
      expect(name).toMatch(new RegExp(`^${DAY}/untraced/[0-9a-f-]{36}_input_messages.json$`));
    }
  });

  it.each([0o000, 0o777])('is for its owner alone, with the umask %o', async (umask) => {
    const { directory, files } = await runUpload(
      `process.umask(${umask}); send(1); send(2, { toolDefinitions: [] }); await flush();
      send(3); up.flushNow(); process.umask(0o022);`,
    );
    expect(files.size).toBe(3);
    const mode = (file: string): number => statSync(file).mode & 0o777;
    for (const name of files.keys()) {
      const folders = name.split('/').map((_, at, parts) => parts.slice(0, at).join('/'));
      expect(mode(path.join(directory, 'content', name))).toBe(0o600);
      for (const folder of folders)
        expect(mode(path.join(directory, 'content', folder))).toBe(0o700);
    }
  });

  it('leaves a folder that was there as it is', async () => {
    const { directory, files } = await runUpload(
      `fs.mkdirSync('content'); fs.chmodSync('content', 0o755); send(1); await flush();`,
    );
    expect(files.size).toBe(1);
    expect(statSync(path.join(directory, 'content')).mode & 0o777).toBe(0o755);
  });

  it('shows a reader all of a file or none of it', async () => {
    const { stdout } = await runUpload(
      `for (let n = 1; n <= 4; n++) send(n, { inputMessages: ['x'.repeat(5e6)] });
      let isDone = false; flush().then(() => { isDone = true; });
      let early = 0; let torn = 0;
      while (!isDone) {
        await new Promise(setImmediate);
        for (const { inputMessages } of references) {
          try { if (fs.statSync(new URL(inputMessages)).size !== 5e6 + 4) torn++; } catch { early++; }
        }
      }
      console.log(early > 0, torn);`,
    );
    expect(stdout).toBe('true 0\n');
  });

  it('is written in no context that is traced, and in none of the application', async () => {
    const { stdout, counts } = await runUpload(
      `const { context, ROOT_CONTEXT, createContextKey } = require('@opentelemetry/api');
      const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
      const { isTracingSuppressed } = require('@opentelemetry/core');
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
      const key = createContextKey('request'); const seen = [];
      const { rename } = fs.promises;
      fs.promises.rename = (...args) => { seen.push([isTracingSuppressed(context.active()), context.active().getValue(key)]); return rename(...args); };
      context.with(ROOT_CONTEXT.setValue(key, 'of the application'), () => { send(1); send(2); });
      await flush(); console.log(JSON.stringify(seen));`,
    );
    expect(counts.stored).toBe(2);
    expect(stdout).toBe('[[true,null],[true,null]]\n');
  });
});

describe('a process that ends', () => {
  it.each(['process.exit(3)', 'setImmediate(() => process.exit(3))', 'throw new Error("end")'])(
    'has written all that it had taken: %s',
    async (end) => {
      const { files, counts, exitCode } = await runUpload(
        `for (let n = 1; n <= 18; n++) send(n); process.on('exit', () => { send(19); send(20); }); ${end};`,
      );
      expect(exitCode).toBe(end.startsWith('throw') ? 1 : 3);
      expect(counts).toEqual({ stored: 18, ...nothingLost });
      expect(files.size).toBe(20);
      expect([...files.keys()].some((name) => name.includes('.tmp'))).toBe(false);
      expect(new Set(files.values()).size).toBe(20);
    },
  );

  it('counts an upload once that was under way when the process exits', async () => {
    const { files, counts } = await runUpload(
      `for (let n = 1; n <= 8; n++) send(n); setImmediate(() => { up.flushNow(); });`,
    );
    expect(counts).toEqual({ stored: 8, ...nothingLost });
    expect(files.size).toBe(8);
  });

  it('is held by nothing but a flush, and no longer than it needs', async () => {
    const { counts, exitCode } = await runUpload(
      `send(1); up.flush(600_000); up.flush(600_000).then(() => { up.flush(600_000); });`,
    );
    expect(exitCode).toBe(0);
    expect(counts).toEqual({ stored: 1, ...nothingLost });
  });
});
