// LLM_OTEL_DOCTOR=1: a reason when nothing shows up.

import { describe, expect, it } from 'vitest';
import { program, useTracedProgram } from '../support/traced-program.ts';

const { sink, run, start } = useTracedProgram();
const doctor = { LLM_OTEL_DOCTOR: '1' };

describe('the doctor', () => {
  it('lists what was traced, counted and sent, and where telemetry goes', async () => {
    const { stdout, stderr } = await run({ ...doctor, OTEL_EXPORTER_OTLP_ENDPOINT: sink().url });
    expect(stdout).toBe('done\n');
    expect(stderr).toMatch(
      /SDK        openai 7\.59\.0: traced: .*Completions \(create\), .*Embeddings/,
    );
    expect(stderr).toContain('calls      1: chat 1\n');
    expect(stderr).toContain(`traces to ${sink().url}, metrics to ${sink().url}`);
    expect(stderr).toContain(`sent       ${sink().url}/v1/traces: sent 1 span in 1 batch\n`);
    expect(stderr).toMatch(/v1\/metrics: sent \d+ metric points in 1 batch\n/);
    expect(stderr).toContain('content    not recorded');
    expect(stderr).not.toContain('reason');
  });

  it('names each version once, however many files and copies of it are loaded', async () => {
    const source = `import { createRequire } from 'node:module';
      createRequire(import.meta.url)('openai'); ${program}`;
    const { stderr } = await run(doctor, source);
    expect(stderr.match(/openai 7\.59\.0/g)).toHaveLength(1);
    expect(stderr.match(/Completions \(/g)).toHaveLength(1);
  });

  it('counts what was lost, also during process.exit()', async () => {
    for (const end of ['', 'process.exit(0);']) {
      // One after the other: they share the machine.
      const { stderr } = await run(
        {
          ...doctor,
          OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
          LLM_OTEL_LOG_DIR: '/dev/null',
        },
        `${program} ${end}`,
      );
      expect(stderr).toContain(
        'v1/traces: sent 0 spans in 0 batches; lost 1 span, 1 batch, because nothing listens there',
      );
      // That of the call, and that of its configuration.
      expect(stderr).toContain('lost       2 call records that could not be written');
      expect(stderr.match(/a call record could not be written/g)).toHaveLength(1);
    }
  });

  it('counts uploads of content', async () => {
    const upload = {
      OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
      OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: './content',
    };
    const stored = await run({ ...doctor, ...upload });
    expect(stored.stderr).toContain('uploads    1 stored\n');
    const nowhere = { ...upload, OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: '/dev/null/content' };
    const failed = await run({ ...doctor, ...nowhere });
    expect(failed.stderr).toContain('uploads    0 stored, 1 failed\n');
  });

  it('reports after a signal, too', async () => {
    const scenario = start(`${program} setInterval(() => {}, 1e6);`, doctor);
    await scenario.waitForStdout('done');
    scenario.kill('SIGTERM');
    const { signal, stderr } = await scenario.finished;
    expect(signal).toBe('SIGTERM');
    expect(stderr).toContain(`v1/traces: sent 1 span in 1 batch`);
    expect(stderr.match(/llm-otel doctor/g)).toHaveLength(1);
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
