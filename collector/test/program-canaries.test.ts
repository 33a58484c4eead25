// F-32 behind the real collector: of fifty secrets in every place of a program none is in its files.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CANARIES,
  CANARY_PROGRAM,
  leakedCanaries,
  readOtlpFile,
  runScenario,
  startMockLlm,
} from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { eventually } from './eventually.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;

describe.skipIf(missing.length > 0 && !mustRun)('a program full of secrets', () => {
  let directory: string;
  let stack: Stack;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-canaries-'));
    stack = await startStack({ directory, ports: 'free' });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it.each(['false', 'true'])('leaves none in the files, with content %s', async (capture) => {
    const mock = await startMockLlm();
    const { exitCode, stderr } = await runScenario({
      source: CANARY_PROGRAM,
      format: 'esm',
      timeoutMs: 120_000,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        CANARIES: JSON.stringify(CANARIES),
        OPENAI_BASE_URL: mock.url,
        ANTHROPIC_BASE_URL: mock.anthropicUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp,
        OTEL_SERVICE_NAME: `canaries-${capture}`,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: capture,
        LLM_OTEL_DETAILS_EVENT: 'always',
      },
    });
    await mock.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    await eventually('a span of every canary in the file', async () => {
      const { spans } = await readOtlpFile(stack.files.traces);
      const own = spans.filter(
        ({ resource, name }) =>
          resource['service.name'] === `canaries-${capture}` && name === 'chain.step',
      );
      return own.length === CANARIES.length ? own : undefined;
    });
    for (const file of Object.values(stack.files)) {
      expect({ file, leaked: leakedCanaries(await readFile(file, 'utf8')) }).toEqual({
        file,
        leaked: [],
      });
    }
  });
});
