// Content that is uploaded under the preload: spans have references to what lies in the folder or bucket.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missingServer, useS3Server } from './s3-server.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, sink, start } = useTracedProgram();

const UPLOAD = {
  OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
  OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: './content',
};
const KEY = `sk-proj-${'aB3dE5'.repeat(8)}`;
const program = `import OpenAI from 'openai';
  import { tool } from 'llm-otel';
  await new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Is ${KEY} a key?' }] });
  tool('t', { arguments: { a: 1 } }, () => 1);`;
const asked = [
  { role: 'user', parts: [{ type: 'text', content: 'Is [SECRET:openai_key] a key?' }] },
];

interface Uploaded {
  readonly stderr: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  read(reference: unknown): unknown;
  readonly count: number;
}

async function upload(source: string, env: Readonly<Record<string, string>>): Promise<Uploaded> {
  const running = start(source, { ...UPLOAD, ...env }, true);
  const { directory, stderr, callRecords } = await running.finished;
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const spans = sink().traces();
  return {
    stderr,
    attributes: spans.find(({ attributes }) => 'gen_ai.request.model' in attributes)!.attributes,
    records: callRecords(),
    read: (reference) => JSON.parse(readFileSync(fileURLToPath(String(reference)), 'utf8')),
    count: files(path.join(directory, 'content')).length,
  };
}

function files(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
  } catch {
    return [];
  }
}

describe('content that is uploaded', () => {
  it('is referred to by the span and the record, which hold nothing of it, and is redacted', async () => {
    const { attributes, records, read, stderr } = await upload(program, {
      LLM_OTEL_LOG_DIR: './llm_logs',
    });
    expect(stderr).toMatch(/^llm-otel: call records are appended to [^\n]*\n$/);
    expect(read(attributes['gen_ai.input.messages_ref'])).toEqual(asked);
    expect(read(attributes['gen_ai.output.messages_ref'])).toMatchObject([{ role: 'assistant' }]);
    expect(JSON.stringify([attributes, records])).not.toMatch(/a key\?|input_messages"|aB3dE5/);
    expect(records[0]!['attributes']).toMatchObject({
      'gen_ai.input.messages_ref': attributes['gen_ai.input.messages_ref'],
    });
  });

  it('stands on the span as well where that is asked for', async () => {
    const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY' };
    const { attributes, read } = await upload(program, env);
    expect(attributes['gen_ai.input.messages']).toEqual(asked);
    expect(read(attributes['gen_ai.input.messages_ref'])).toEqual(asked);
  });

  it('is complete when the process exits by itself', async () => {
    const { attributes, read } = await upload(`${program}\nprocess.exit(0);`, {});
    expect(read(attributes['gen_ai.input.messages_ref'])).toEqual(asked);
  });

  it('is not there for the calls of which the application wants none', async () => {
    const source = `import OpenAI from 'openai';
      import { withContent } from 'llm-otel';
      await withContent(false, () => new OpenAI().chat.completions.create({ model: 'm', messages: [] }));`;
    const { attributes, count } = await upload(source, {});
    expect(count).toBe(0);
    expect(JSON.stringify(attributes)).not.toContain('_ref');
  });

  it.each([
    [
      'no path',
      { OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: '' },
      /set OTEL_\w+_UPLOAD_BASE_PATH to/,
    ],
    [
      'another protocol',
      { OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: 'gs://b/p' },
      /gs:\/\/b\/p/,
    ],
  ])('is said to go nowhere with %s', async (_what, env, reason) => {
    const { attributes, stderr } = await upload(program, env);
    expect(stderr).toMatch(/^llm-otel: content is not uploaded: [^\n]*\n$/);
    expect(stderr).toMatch(reason);
    expect(JSON.stringify(attributes)).not.toContain('_ref');
    expect(mock().requests).toHaveLength(1);
  });
});

describe.skipIf(missingServer !== undefined)('content that is uploaded to a bucket', () => {
  const s3 = useS3Server();

  it('is there when the process has ended', async () => {
    const { attributes, stderr } = await upload(program, {
      ...s3.env(),
      OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: 's3://content/prompts',
    });
    expect(stderr).toBe('');
    const objects = await s3.objects();
    const key = String(attributes['gen_ai.input.messages_ref']).replace('s3://content/', '');
    expect(JSON.parse(objects.get(key)!)).toEqual(asked);
  });
});
