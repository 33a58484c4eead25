// Patterns of the application: run by a linear engine that it has installed, or refused, and then nothing passes.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = `import { tool } from 'llm-otel';
  for (const name of ['a', 'b']) tool(name, { arguments: 'ask EMP-123456 of Oslo' }, () => 1);`;

async function emitted(patterns: string): Promise<{ stderr: string; asked: unknown[] }> {
  const { exitCode, stderr } = await start(program, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    LLM_OTEL_REDACT_PATTERNS: patterns,
  }).finished;
  expect(exitCode).toBe(0);
  const spans = sink().traces();
  return { stderr, asked: spans.map(({ attributes }) => attributes['gen_ai.tool.call.arguments']) };
}

const arguments_ = (text: string): object[] => [{ arguments: text }, { arguments: text }];

describe('patterns of the application', () => {
  it('redact what they match', async () => {
    expect(await emitted(JSON.stringify([String.raw`EMP-\d{6}`, 'Os.?lo']))).toEqual({
      stderr: '',
      asked: arguments_('ask [REDACTED] of [REDACTED]'),
    });
  });

  it.each([
    ['is no JSON', 'EMP-[0-9]+', /is no JSON list of texts such as/],
    ['is no list of texts', '[1]', /is no JSON list of texts such as/],
    ['has what no linear engine knows', String.raw`["(a)\\1"]`, /re2js cannot compile it/],
  ])('are refused once and let nothing pass where a list %s', async (_what, patterns, reason) => {
    const { stderr, asked } = await emitted(patterns);
    expect(stderr).toMatch(
      /^llm-otel: LLM_OTEL_REDACT_PATTERNS[^\n]*; every text is recorded as \[REDACTED\]\n$/,
    );
    expect(stderr).toMatch(reason);
    expect(asked).toEqual(arguments_('[REDACTED]'));
  });
});
