// Settings are read when the first is needed: from code, then from an environment that a program may have
// completed by then.

import { runScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { call, useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();

const program = (before: string): string => `
  ${before}
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI();
  ${call}`;
const configured = (options: string): string =>
  program(`import { configure } from 'llm-otel'; configure(${options});`);

describe('a variable that the program sets', () => {
  it.each([
    ['LLM_OTEL_SPAN_NAMES', 'semconv', { name: 'chat gpt-4o' }],
    ['OTEL_SERVICE_NAME', 'from-dotenv', { service_name: 'from-dotenv' }],
  ])('%s counts', async (variable, value, expected) => {
    const result = await traced.run({}, program(`process.env.${variable} = '${value}';`));
    expect(result.callRecords()).toMatchObject([expected]);
  });

  it('counts when dotenv reads it from a file', async () => {
    const result = await runScenario({
      format: 'esm',
      source: program(`await import('dotenv/config');`),
      files: { '.env': `OPENAI_BASE_URL=${traced.mock().url}\nLLM_OTEL_SPAN_NAMES=semconv\n` },
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { OPENAI_API_KEY: 'unused' },
    });
    expect(result.callRecords()).toMatchObject([{ name: 'chat gpt-4o' }]);
  });

  it.each([
    ['LLM_OTEL_DISABLED_SDKS', 'openai'],
    ['OTEL_SDK_DISABLED', 'true'],
  ])('%s switches the SDK off', async (variable, value) => {
    const result = await traced.run({}, program(`process.env.${variable} = '${value}';`));
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.callRecords()).toEqual([]);
  });

  it('LLM_OTEL_DISABLED_SDKS says which names it does not know, once', async () => {
    const { stderr } = await traced.run({ LLM_OTEL_DISABLED_SDKS: 'opnai' }, program(''));
    expect(stderr.match(/names "opnai", which is no SDK .* use openai, anthropic, /g)).toHaveLength(
      1,
    );
  });

  it('LLM_OTEL_PROVIDERS names providers by host, the one with a port first', async () => {
    const { port } = new URL(traced.mock().url);
    const providerOf = async (value: string): Promise<unknown> => {
      const { stderr, callRecords } = await traced.run({ LLM_OTEL_PROVIDERS: value }, program(''));
      expect(stderr).not.toContain('LLM_OTEL_PROVIDERS');
      return callRecords()[0]!['provider'];
    };
    expect(await providerOf(`127.0.0.1=acme, 127.0.0.1:${port}=vllm`)).toBe('vllm');
    expect(await providerOf('0.0.1=acme')).toBe('acme');
    expect(await providerOf('10.0.0.1=acme,127.0.0.1:1=other')).toBe('openai');
  });

  it.each(['acme', 'https://llm.acme.com=acme', 'llm.acme.com='])(
    'LLM_OTEL_PROVIDERS=%j is said not to be understood, and changes nothing',
    async (value) => {
      const { stderr, callRecords } = await traced.run({ LLM_OTEL_PROVIDERS: value }, program(''));
      expect(
        stderr.match(/LLM_OTEL_PROVIDERS=.* is not a list such as .*; ignoring it/g),
      ).toHaveLength(1);
      expect(callRecords()).toMatchObject([{ provider: 'openai' }]);
    },
  );

  it('that is not understood is said once', async () => {
    const result = await traced.run({}, program(`process.env.LLM_OTEL_SPAN_NAMES = 'fancy';`));
    expect(result.stderr.match(/LLM_OTEL_SPAN_NAMES="fancy" is not one of/g)).toHaveLength(1);
  });
});

describe('configure()', () => {
  it('counts before the environment', async () => {
    const result = await traced.run(
      { LLM_OTEL_SPAN_NAMES: 'product' },
      configured(`{ spanNames: 'semconv' }`),
    );
    expect(result.callRecords()).toMatchObject([{ name: 'chat gpt-4o' }]);
  });

  const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
  it.each([
    [{ [CAPTURE]: 'true' }, `{ captureContent: 'false' }`, false],
    [{ [CAPTURE]: 'false' }, `{ captureContent: 'true' }`, false],
    [{ [CAPTURE]: 'true' }, `{ capturePrompts: false }`, false],
    [{ [CAPTURE]: 'span_only' }, `{ captureContent: 'event_only' }`, false],
    [{ [CAPTURE]: 'true' }, `{ captureContent: 'true' }`, true],
    [{}, `{ captureContent: true }`, true],
  ])('records of content what the stricter says: %o and %s', async (env, options, isRecorded) => {
    const result = await traced.run(env as Record<string, string>, configured(options));
    expect(JSON.stringify(result.callRecords()).includes('What is a span?')).toBe(isRecorded);
  });

  it.each([
    [`{ spanNames: 'fancy' }`, 'configure(): spanNames="fancy" is not one of product, semconv'],
    [`{ colour: 'red' }`, 'configure() knows no option "colour"'],
    [`{ logMaxBytes: 'many' }`, 'configure(): logMaxBytes="many" is not a size'],
  ])('says what it does not understand of %s, and goes on', async (options, line) => {
    const result = await traced.run({}, configured(options));
    expect(result.exitCode).toBe(0);
    expect(result.stderr).toContain(line);
    expect(result.callRecords()).toHaveLength(1);
  });

  it('says that it came too late', async () => {
    const late = `const { configure } = await import('llm-otel'); configure({ spanNames: 'semconv' });`;
    const result = await traced.run({}, `${program('')} ${late}`);
    expect(result.stderr).toContain('configure() came after the first operation');
  });
});
