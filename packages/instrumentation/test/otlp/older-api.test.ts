// An application with @opentelemetry/api 1.9, which has no logs: the SDK in our package is of a newer line.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { program, useTracedProgram } from '../support/traced-program.ts';

const { mock, sink } = useTracedProgram();

it('sends spans, metrics and events', async () => {
  const folder = 'node_modules/@opentelemetry/api';
  const result = await runScenario({
    format: 'esm',
    source: `${program} const { trace } = await import('@opentelemetry/api');
      console.log(trace.getTracerProvider().constructor.name, 'logs' in (await import('@opentelemetry/api')));`,
    files: {
      [`${folder}/package.json`]: JSON.stringify({ name: '@opentelemetry/api', version: '1.9.1' }),
      [`${folder}/index.js`]: `module.exports = require('@opentelemetry/api-1-9');`,
    },
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock().url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink().url,
      LLM_OTEL_DETAILS_EVENT: 'always',
    },
  });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(result.stdout).toContain('false\n');
  expect(sink().traces()).toHaveLength(1);
  expect(sink().logs()).toHaveLength(1);
  expect(sink().metrics().length).toBeGreaterThan(5);
});
