// LLM_OTEL_DOCTOR=1: a reason when nothing shows up.

import { runScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { program, useTracedProgram } from '../support/traced-program.ts';

const { sink, run } = useTracedProgram();
const doctor = { LLM_OTEL_DOCTOR: '1' };

describe('the doctor', () => {
  it('lists what was seen, patched, and where telemetry goes', async () => {
    const { stdout, stderr } = await run({ ...doctor, OTEL_EXPORTER_OTLP_ENDPOINT: sink().url });
    expect(stdout).toBe('done\n');
    expect(stderr).toMatch(/openai 7\.55\.0, file:.*completions\.mjs\n\s+Completions: create/);
    expect(stderr).toMatch(/openai 7\.55\.0, file:.*embeddings\.mjs\n\s+Embeddings: create/);
    expect(stderr).toContain(`traces to ${sink().url}, metrics to ${sink().url}`);
    expect(stderr).toContain('content    not recorded');
  });

  it('says that no SDK was seen, and where telemetry would go', async () => {
    const { stderr } = await run(doctor, `process.exit(3);`);
    expect(stderr).toMatch(/none of openai, @anthropic-ai\/sdk, .*: bundled, linked or aliased\?/);
    expect(stderr).toContain('call records in ./llm_logs');
  });

  it.each([
    [
      { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
      'on spans, on events, redacted',
    ],
    [
      {
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY',
        LLM_OTEL_CAPTURE_WHEN: 'on_threshold',
        LLM_OTEL_REDACT: 'secrets',
      },
      'on spans of operations past a threshold, redacted but for personal data',
    ],
  ])('says what becomes of content with %j', async (env, said) => {
    const { stderr } = await run({ ...doctor, ...env }, `process.exit(3);`);
    expect(stderr).toContain(`content    ${said}\n`);
  });

  it('says why a version is not patched', async () => {
    const { stderr } = await runScenario({
      format: 'cjs',
      source: `require('openai');`,
      env: doctor,
      nodeArguments: ['--require', 'llm-otel/register'],
      files: {
        'node_modules/openai/package.json':
          '{"version":"99.0.0","main":"./resources/embeddings.js"}',
        'node_modules/openai/resources/embeddings.js': 'exports.Embeddings = class {};',
      },
    });
    expect(stderr).toMatch(/openai 99\.0\.0, .*\n\s+not patched: version not supported/);
  });

  it('names the variable that asks for sdk-node, and a provider of somebody else', async () => {
    const asked = await run({ ...doctor, OTEL_TRACES_EXPORTER: 'console' }, `import 'openai';`);
    expect(asked.stderr).toContain('because of OTEL_TRACES_EXPORTER=console');
    const source = `import { trace } from '@opentelemetry/api'; import { TracerProvider } from '@opentelemetry/sdk-trace';
      trace.setGlobalTracerProvider(new TracerProvider()); ${program}`;
    expect((await run(doctor, source)).stderr).toContain('the global provider of the application');
  });

  it('is silent unless it is asked for', async () => {
    expect((await run()).stderr).not.toContain('doctor');
  });
});
