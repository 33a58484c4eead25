// The preload finds every class in the files of every supported version, in both module formats.

import { describe, expect, it } from 'vitest';
import { callsOfEachClass } from '../../call-log/calls-of-each-class.ts';
import { hostScenarios } from '../../support/hosted.ts';
import { entryOf, majors } from '../../support/traced-openai.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

/** A call of each class, by the name of its span; a version without the class leaves it out. */
const CALLS: Readonly<Record<string, string>> = {
  'chat gpt-4o': `chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] })`,
  'text_completion davinci': `completions.create({ model: 'davinci', prompt: 'x' })`,
  'chat gpt-4o-mini': `responses.create({ model: 'gpt-4o-mini', input: 'x' })`,
  'chat gpt-4.1': `beta.responses.create({ model: 'gpt-4.1', input: 'x' })`,
  'embeddings small': `embeddings.create({ model: 'small', input: 'x' })`,
  'generate_content gpt-image-1': `images.generate({ model: 'gpt-image-1', prompt: 'x' })`,
  'generate_content tts-1': `audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'x' })`,
  'generate_content whisper-1': `audio.transcriptions.create({ model: 'whisper-1', file })`,
  'generate_content whisper-2': `audio.translations.create({ model: 'whisper-2', file })`,
  'openai.moderations.create': `moderations.create({ input: 'x' })`,
  'generate_content gpt-6': `decisions.create({ model: 'gpt-6', input: 'x', questions: [] })`,
  'retrieval vs_1': `vectorStores.search('vs_1', { query: 'x' })`,
  'openai.files.list': `files.list()`,
  'openai.batches.list': `batches.list()`,
  'openai.conversations.create': `conversations.create({})`,
  'openai.conversations.items.list': `conversations.items.list('conv_1')`,
  'openai.beta.assistants.list': `beta.assistants.list()`,
  'openai.beta.threads.create': `beta.threads.create({})`,
  'openai.beta.threads.messages.list': `beta.threads.messages.list('thread_1')`,
  'openai.beta.threads.runs.list': `beta.threads.runs.list('thread_1')`,
  'openai.beta.threads.runs.steps.list': `beta.threads.runs.steps.list('run_1', { thread_id: 'thread_1' })`,
};

const traced = useTracedProgram();
const runScenario = hostScenarios();

describe.each(majors)('openai %s', (version) => {
  const sdk = { className: 'OpenAI', file: entryOf(version) };
  const programs = callsOfEachClass(sdk, CALLS, `const file = new File(['x'], 'x.wav');`);

  it.each(['cjs', 'esm'] as const)('is traced as %s', async (format) => {
    const result = await runScenario({
      format,
      source: programs[format],
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        OPENAI_BASE_URL: traced.mock().url,
        OPENAI_API_KEY: 'unused',
        OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
        LLM_OTEL_SPAN_NAMES: 'semconv',
      },
    });
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    const called = JSON.parse(result.stdout) as string[];
    expect(called.length).toBeGreaterThan(13);
    const spans = traced.sink().traces();
    expect(spans.map(({ name }) => name)).toEqual(called);
    expect(new Set(spans.map(({ kind }) => kind))).toEqual(new Set(['client']));
  });
});

describe('call records', () => {
  it('are written of operations, not of other requests', async () => {
    const result = await traced.run(
      {},
      `import OpenAI from 'openai';
       const client = new OpenAI();
       await client.files.list();
       await client.vectorStores.search('vs_1', { query: 'x' });
       const { id } = await client.responses.create({ model: 'gpt-4o', input: 'x' });
       await client.responses.retrieve(id);`,
    );
    expect(result.callRecords().map(({ operation }) => operation)).toEqual(['retrieval', 'chat']);
  });
});
