// Which S3 client is loaded, and what becomes of content when it is missing or broken.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runUpload, type UploadingProgram, type UploadOptions } from './program.ts';

/** A module in the place of the S3 client. */
const clientFiles = (source: string): Record<string, string> => ({
  'node_modules/@aws-sdk/client-s3/index.js': source,
});

describe('the S3 client', () => {
  const run = (body: string, options: UploadOptions): Promise<UploadingProgram> =>
    runUpload(body, { basePath: 's3://content', ...options });

  it('that is missing is asked for, before anything is uploaded', async () => {
    // Outside of this repository, where none is installed.
    const place = mkdtempSync(path.join(tmpdir(), 'llm-otel-upload-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const built = path.dirname(createRequire(import.meta.url).resolve('../../dist/index.js'));
    cpSync(built, path.join(place, 'dist'), { recursive: true });
    const uploader = path.join(place, 'dist/upload/uploader.js');
    await expect(run('', { directory: place, uploader })).rejects.toThrow(
      'Error: OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH="s3://content" needs @aws-sdk/client-s3, which is not installed: npm install @aws-sdk/client-s3',
    );
  });

  it('is the one of the application, where it has one', async () => {
    const files = clientFiles(
      `exports.PutObjectCommand = class {}; exports.S3Client = class { async send() { throw new Error('of the application'); } };`,
    );
    const { losses } = await run(`send(1); await flush();`, { files });
    expect(losses).toEqual(['Error: of the application']);
  });

  it('has a new thread after the first has ended', async () => {
    const files = clientFiles(
      `const fs = require('node:fs');
      if (!fs.existsSync('ended')) { fs.writeFileSync('ended', ''); process.exit(7); }
      exports.PutObjectCommand = class {}; exports.S3Client = class { async send() {} };`,
    );
    const { counts } = await run(
      `send(1); send(2); await flush(); send(3); send(4); await flush();`,
      { files },
    );
    expect(counts).toEqual({ stored: 2, dropped: 0, failed: 2, pending: 0 });
  });

  it.each([
    ['cannot be loaded', `throw new Error('broken');`, 'Error: broken'],
    [
      'fails without a word',
      `exports.PutObjectCommand = class {}; exports.S3Client = class { async send() { throw Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }); } };`,
      'AggregateError: ECONNREFUSED',
    ],
    ['ends its thread', `process.exit(7);`, 'Error: the thread of the S3 client has ended'],
    [
      'crashes',
      `exports.PutObjectCommand = class {}; exports.S3Client = class { send() { setImmediate(() => { throw new Error('crashed'); }); return new Promise(() => {}); } };`,
      'Error: crashed',
    ],
  ])('that %s costs content, and nothing else', async (_, source, reason) => {
    const { counts, losses, exitCode, stdout } = await run(
      `send(1); send(2); await flush(); send(3); await flush(); console.log('done');`,
      { files: clientFiles(source) },
    );
    expect({ counts, exitCode, stdout, losses }).toEqual({
      counts: { stored: 0, dropped: 0, failed: 3, pending: 0 },
      exitCode: 0,
      stdout: 'done\n',
      losses: [reason],
    });
  });
});
