// The package as OpenTelemetry's operator puts it into pods: copied from an image to a volume, and preloaded from there.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runScenario } from '@llm-otel/testkit';
import { useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();
const repository = fileURLToPath(new URL('../../../../', import.meta.url));
/** Outside of the repository: nothing there is found by chance. */
const folder = mkdtempSync(path.join(tmpdir(), 'operator-'));
const volume = path.join(folder, 'otel-auto-instrumentation-nodejs');

beforeAll(() => {
  // What the Dockerfile leaves in the image.
  const image = path.join(folder, 'autoinstrumentation');
  const installed = path.join(image, 'node_modules/llm-otel');
  mkdirSync(installed, { recursive: true });
  for (const part of ['package.json', 'dist', 'schema']) {
    const from = path.join(repository, 'packages/instrumentation', part);
    cpSync(from, path.join(installed, part), { recursive: true });
  }
  writeFileSync(path.join(image, 'package.json'), '{"dependencies":{"llm-otel":"0.1.0"}}');
  const preload = path.join(repository, 'collector/kubernetes/node/autoinstrumentation.js');
  cpSync(preload, path.join(image, 'autoinstrumentation.js'));
  // What the init container does.
  cpSync(image, volume, { recursive: true });
  rmSync(image, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CALL = `client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] })`;

it.each([
  ['esm', `import OpenAI from 'openai'; const client = new OpenAI(); await ${CALL};`],
  ['cjs', `const OpenAI = require('openai'); const client = new OpenAI(); ${CALL};`],
] as const)('traces a program of %s that knows nothing of it', async (format, source) => {
  const { exitCode, stderr } = await runScenario({
    format,
    source,
    // As the operator sets them.
    env: {
      NODE_OPTIONS: ` --require ${volume}/autoinstrumentation.js`,
      OTEL_SERVICE_NAME: 'shop',
      OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
      OTEL_PROPAGATORS: 'tracecontext,baggage',
      OTEL_RESOURCE_ATTRIBUTES: 'k8s.namespace.name=shops,k8s.pod.name=shop-0',
      OPENAI_BASE_URL: traced.mock().url,
      OPENAI_API_KEY: 'unused',
    },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const [span, ...others] = traced.sink().traces();
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    name: 'llm.call',
    resource: { 'service.name': 'shop', 'k8s.pod.name': 'shop-0' },
  });
});
