// The last export of a program that was bundled into one file: no file of ours is next to it.

import { startMockLlm, startOtlpSink, startScenario } from '@llm-otel/testkit';
import { build } from 'rolldown';
import { expect, it } from 'vitest';

const program = `
import OpenAI from 'openai';
import { instrument } from 'llm-otel';
const client = instrument(new OpenAI());
void client.chat.completions
  .create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] })
  .then(() => process.exit(4));
`;

async function bundle(source: string): Promise<string> {
  const { output } = await build({
    input: 'program',
    platform: 'node',
    write: false,
    external: /^(openai|@opentelemetry\/)/,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? id : null),
        load: (id) => (id === 'program' ? source : null),
      },
    ],
    output: { format: 'cjs', codeSplitting: false },
    logLevel: 'silent',
  });
  return output[0].code;
}

it('is sent from a bundle', async () => {
  const [mock, sink] = await Promise.all([startMockLlm(), startOtlpSink()]);
  try {
    const result = await startScenario({
      format: 'cjs',
      source: `require('./out/server/bundle.cjs');`,
      // The version of the package is read from where its manifest would be.
      files: {
        'out/server/bundle.cjs': await bundle(program),
        'package.json': '{ "name": "application", "version": "1.0.0" }',
      },
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      },
    }).finished;
    expect(result).toMatchObject({ exitCode: 4, stdout: '', stderr: '' });
    expect(sink.traces()).toHaveLength(1);
  } finally {
    await Promise.all([mock.close(), sink.close()]);
  }
});
