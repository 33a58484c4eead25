// Jaeger on disk: a restart keeps its traces, and what Badger could not store is cut on the way there alone.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { type JaegerSpan, jaegerSpans } from './backends.ts';
import { eventually } from './eventually.ts';
import { sendSpan } from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

/** Above Badger's limit, also where characters have three bytes. */
const LONG = 'The order left the harbour. '.repeat(3000);
const WIDE = '順序は港を出ました。'.repeat(4000);
const MESSAGES = [{ role: 'user', parts: [{ type: 'text', content: LONG }] }];

describe.skipIf(missing.length > 0 && !mustRun)('Jaeger with Badger', () => {
  let directory: string;
  let stack: Stack;
  const start = (): Promise<Stack> =>
    startStack({ directory, ports: 'free', overlays: ['jaeger-badger'] });

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-badger-'));
    stack = await start();
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  function spanIn(jaeger: string, service: string): Promise<JaegerSpan> {
    return eventually(`the span of ${service} in Jaeger`, async () => {
      const [span] = await jaegerSpans(jaeger, service);
      return span;
    });
  }

  it('stores spans with values above its limit, cut, and the files have them whole', async () => {
    const attributes = { long: LONG, wide: WIDE, 'gen_ai.input.messages': MESSAGES, count: 3 };
    await sendSpan(stack.endpoints.otlpHttp, {
      resource: { 'service.name': 'long', 'service.note': LONG },
      attributes,
      status: LONG,
      event: { attributes: { long: LONG } },
    });
    const { tags } = await spanIn(stack.endpoints.jaeger, 'long');
    const texts = new Map(tags.map(({ key, value }) => [key, String(value)]));
    for (const name of ['long', 'wide', 'gen_ai.input.messages']) {
      const bytes = Buffer.byteLength(texts.get(name)!);
      expect({ name, fits: bytes > 50_000 && bytes <= 65_000 }).toEqual({ name, fits: true });
    }
    const { spans } = await readOtlpFile(stack.files.traces);
    expect(spans[0]?.attributes).toEqual(attributes);
  });

  it('leaves short spans as they are', async () => {
    const attributes = { 'gen_ai.usage.input_tokens': 12, city: 'Paris' };
    await sendSpan(stack.endpoints.otlpHttp, { resource: { 'service.name': 'short' }, attributes });
    const { tags } = await spanIn(stack.endpoints.jaeger, 'short');
    const values = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
    expect(values).toMatchObject(attributes);
  });

  it('has them after a restart', async () => {
    const { traceID } = await spanIn(stack.endpoints.jaeger, 'short');
    await stack.stop();
    stack = await start();
    expect(await spanIn(stack.endpoints.jaeger, 'short')).toMatchObject({ traceID });
    expect(await spanIn(stack.endpoints.jaeger, 'long')).toBeDefined();
  });
});
