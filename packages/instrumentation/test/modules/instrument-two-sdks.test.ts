// Patched by hand, each SDK is itself, though both have parts of one name.

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { runScenario, startMockLlm } from '@llm-otel/testkit';

const require = createRequire(import.meta.url);
const sdks = {
  openai: { file: require.resolve('openai'), className: 'OpenAI' },
  anthropic: { file: require.resolve('@anthropic-ai/sdk'), className: 'Anthropic' },
};

describe.each(Object.entries(sdks))('%s', (name, { file, className }) => {
  it.each(['Class', 'module', 'client'])('is itself by its %s', async (what) => {
    const mock = await startMockLlm();
    try {
      const { stdout, stderr } = await runScenario({
        format: 'cjs',
        source: `
          const { instrument } = require('llm-otel');
          const { trace } = require('@opentelemetry/api');
          const module_ = require(${JSON.stringify(file)});
          const Class = module_.${className};
          const client = new Class({ maxRetries: 0 });
          const names = [];
          const span = { spanContext: () => ({ traceId: '1', spanId: '1', traceFlags: 1 }), isRecording: () => false,
            setAttributes() { return this; }, setStatus() { return this; }, end() {} };
          trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan: (name) => { names.push(name); return span; } }) });
          instrument({ Class, module: module_, client }.${what});
          client.files.list().then(() => console.log(names.join()));`,
        env: {
          OPENAI_BASE_URL: mock.url,
          OPENAI_API_KEY: 'unused',
          ANTHROPIC_BASE_URL: mock.anthropicUrl,
          ANTHROPIC_API_KEY: 'unused',
          LLM_OTEL_NATIVE: 'own',
        },
      });
      expect({ stdout, stderr }).toEqual({ stdout: `${name}.files.list\n`, stderr: '' });
    } finally {
      await mock.close();
    }
  });
});
