// The preload finds every class in the files of every tested version, in both module formats.

import { runScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { callsOfEachClass } from '../../call-log/calls-of-each-class.ts';
import {
  anthropicEntryOf,
  anthropicVersions,
  tracesItself,
} from '../../support/traced-anthropic.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

/** A call of each class, by the name of its span; a version without the class leaves it out. */
const CALLS: Readonly<Record<string, string>> = {
  'chat claude-opus-5': `messages.create({ model: 'claude-opus-5', max_tokens: 9, messages })`,
  'chat claude-haiku-5': `beta.messages.create({ model: 'claude-haiku-5', max_tokens: 9, messages })`,
  'text_completion claude-2.1': `completions.create({ model: 'claude-2.1', max_tokens_to_sample: 9, prompt: 'x' })`,
  'anthropic.messages.batches.list': `messages.batches.list()`,
  'anthropic.beta.messages.batches.list': `beta.messages.batches.list()`,
  'anthropic.files.list': `files.list()`,
  'anthropic.beta.files.list': `beta.files.list()`,
};

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedProgram();
  const sdk = { className: 'Anthropic', file: anthropicEntryOf(version) };
  const programs = callsOfEachClass(
    sdk,
    CALLS,
    `const messages = [{ role: 'user', content: 'x' }];`,
  );

  it.each(['cjs', 'esm'] as const)('is traced as %s', async (format) => {
    const { exitCode, stdout, stderr } = await runScenario({
      format,
      source: programs[format],
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        ANTHROPIC_BASE_URL: traced.mock().anthropicUrl,
        ANTHROPIC_API_KEY: 'unused',
        OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
        LLM_OTEL_SPAN_NAMES: 'semconv',
        LLM_OTEL_DOCTOR: '1',
      },
    });
    expect(exitCode).toBe(0);
    const names = JSON.parse(stdout) as string[];
    expect(names.length).toBeGreaterThanOrEqual(5);
    const spans = traced.sink().traces();
    expect(spans.map(({ name }) => name)).toEqual(names);
    expect(stderr).toContain(`@anthropic-ai/sdk ${version}`);
    expect(stderr.includes("silent: the SDK's own tracing")).toBe(tracesItself(version));
  });
});
