// Numbers beside a secret: the real collector redacts texts in lists and maps by way of JSON, which knows one kind
// of number.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { type Plain, type PlainMap, sendLog, sendSpan } from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

const SECRET = 'bob_42@example.org';

describe.skipIf(missing.length > 0 && !mustRun)('the collector', () => {
  let directory: string;
  let stack: Stack;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-numbers-'));
    stack = await startStack({ directory, ports: 'free' });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The attributes of one sent span, as the last line of the file holds them. */
  async function received(attributes: PlainMap): Promise<Record<string, unknown>> {
    await sendSpan(stack.endpoints.otlpHttp, { attributes });
    const line = (await readFile(stack.files.traces, 'utf8')).trimEnd().split('\n').at(-1)!;
    const { resourceSpans } = JSON.parse(line) as {
      resourceSpans: { scopeSpans: { spans: { attributes: Pair[] }[] }[] }[];
    };
    return asMap(resourceSpans[0]?.scopeSpans[0]?.spans[0]?.attributes);
  }

  async function receivedLog(body: Plain, attributes: PlainMap): Promise<LogOnWire> {
    await sendLog(stack.endpoints.otlpHttp, { body, attributes });
    const line = (await readFile(stack.files.logs, 'utf8')).trimEnd().split('\n').at(-1)!;
    const { resourceLogs } = JSON.parse(line) as {
      resourceLogs: { scopeLogs: { logRecords: LogOnWire[] }[] }[];
    };
    return resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!;
  }

  it('keeps every integer an integer where there is no secret', async () => {
    const attributes = { 'app.list': [{ count: 3 }], 'app.count': 4, 'app.id': 2n ** 60n };
    expect(await received(attributes)).toEqual({
      'app.list': list(map({ count: { intValue: '3' } })),
      'app.count': { intValue: '4' },
      'app.id': { intValue: String(2n ** 60n) },
    });
  });

  it('keeps every integer an integer where only texts hold one', async () => {
    expect(await received({ to: SECRET, 'app.count': 4 })).toEqual({
      to: { stringValue: '[EMAIL]' },
      'app.count': { intValue: '4' },
    });
  });

  it('keeps counts of tokens integers, and the digits of all others, where a list holds one', async () => {
    const attributes = {
      'app.list': [{ to: SECRET, count: 3, id: 2n ** 60n }],
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.cache_read.input_tokens': 5,
      'server.port': 443,
    };
    expect(await received(attributes)).toEqual({
      'app.list': list(
        map({
          count: { doubleValue: 3 },
          id: { stringValue: String(2n ** 60n) },
          to: { stringValue: '[EMAIL]' },
        }),
      ),
      'gen_ai.usage.input_tokens': { intValue: '12' },
      'gen_ai.usage.cache_read.input_tokens': { intValue: '5' },
      'server.port': { intValue: '443' },
    });
  });

  it('puts a placeholder in place of a number in a map that was a card', async () => {
    expect(await received({ 'app.list': [{ card: 4_111_111_111_111_111 }] })).toEqual({
      'app.list': list(map({ card: { stringValue: '[CARD]' } })),
    });
  });

  it('keeps the text of what is no JSON after a number in a list was a card', async () => {
    const attributes = {
      'app.cards': [{ numbers: [4_111_111_111_111_111] }],
      'app.city': 'Paris',
      'gen_ai.usage.input_tokens': 12,
    };
    expect(await received(attributes)).toEqual({
      'gen_ai.usage.input_tokens': { intValue: '12' },
      'llm_otel.redacted': {
        stringValue:
          '{"app.cards":[{"numbers":[[CARD]]}],"app.city":"Paris","gen_ai.usage.input_tokens":12}',
      },
    });
    const log = await receivedLog([4_111_111_111_111_111], { 'app.city': 'Paris' });
    expect(log.body).toEqual({ stringValue: '[REDACTED]' });
    expect(asMap(log.attributes)).toEqual({
      'llm_otel.redacted': { stringValue: '{"app.city":"Paris","llm_otel.body":[[CARD]]}' },
    });
  });

  it('redacts beside a number that JSON does not have', async () => {
    const nested = [{ to: SECRET, count: 3 }];
    expect(await received({ score: Number.NaN, 'app.list': nested })).toEqual({
      score: { doubleValue: 'NaN' },
      'app.list.0.to': { stringValue: '[EMAIL]' },
      'app.list.0.count': { intValue: '3' },
    });
    const log = await receivedLog(nested, { score: Number.NaN });
    expect(log.body).toEqual({ stringValue: '[REDACTED]' });
    expect(asMap(log.attributes)).toMatchObject({
      'llm_otel.body.0.to': { stringValue: '[EMAIL]' },
    });
  });

  it('redacts in a list that has such a number', async () => {
    expect(await received({ 'app.list': [{ score: Number.NaN, to: SECRET }] })).toEqual({
      'app.list.0.score': { doubleValue: 'NaN' },
      'app.list.0.to': { stringValue: '[EMAIL]' },
    });
  });

  it('leaves a list that has such a number as it is where there is no secret', async () => {
    expect(await received({ 'app.list': [{ score: Number.NaN }] })).toEqual({
      'app.list': list(map({ score: { doubleValue: 'NaN' } })),
    });
  });
});

interface Pair {
  readonly key: string;
  readonly value: unknown;
}

interface LogOnWire {
  readonly body?: unknown;
  readonly attributes: readonly Pair[];
}

function asMap(pairs: readonly Pair[] = []): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

function list(...values: readonly unknown[]): unknown {
  return { arrayValue: { values } };
}

/** In any order. */
function map(values: Readonly<Record<string, unknown>>): unknown {
  const pairs = Object.entries(values).map(([key, value]) => ({ key, value }));
  return {
    kvlistValue: { values: expect.toSatisfy((found: Pair[]) => sameInAnyOrder(found, pairs)) },
  };
}

function sameInAnyOrder(found: readonly Pair[], pairs: readonly Pair[]): boolean {
  const sorted = (all: readonly Pair[]): string =>
    JSON.stringify(all.map((p) => JSON.stringify(p)).toSorted());
  return sorted(found) === sorted(pairs);
}
