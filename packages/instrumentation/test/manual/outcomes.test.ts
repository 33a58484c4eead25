// What comes of operations without anybody's help: hits, refused arguments, retries, finish reasons, sums of cost.

import { describe, expect, it } from 'vitest';
import { useHelperProgram } from '../support/helper-program.ts';

const { pointsOf, recordsOf, sink } = useHelperProgram();

describe('retrieval', () => {
  it.each([
    ['documents', `[{ score: 0.4 }, { score: 0.9 }]`, { retrieved_count: 2, best_score: 0.9 }],
    [
      'pairs',
      `[[{ pageContent: 'x' }, 0.7], [{ pageContent: 'y' }, 0.8]]`,
      { retrieved_count: 2, best_score: 0.8 },
    ],
    ['metadata', `[{ metadata: { score: 0.6, id: 9 } }]`, { retrieved_count: 1, best_score: 0.6 }],
    [
      'distances',
      `[{ distance: 0.3 }, { distance: 0.1 }]`,
      { retrieved_count: 2, attributes: { 'llm_otel.retrieval.best_distance': 0.1 } },
    ],
    [
      'an answer with matches',
      `({ matches: [{ id: 'a', score: 0.5 }] })`,
      { retrieved_count: 1, best_score: 0.5 },
    ],
    ['nothing', '[]', { retrieved_count: 0 }],
    [
      'odd documents',
      `[null, 'text', { score: '0.9' }, { score: NaN }, [{}, 'x']]`,
      { retrieved_count: 5 },
    ],
  ])('S3-30, S3-46: reads the best score of %s', async (_, found, record) => {
    const records = await recordsOf(`await retrieval('kb', { query: 'q' }, async () => ${found});`);
    expect(records).toMatchObject([record]);
  });

  it('S3-22, S3-31: counts hits and empty results, and measures the best score', async () => {
    await recordsOf(`
      for (const found of [[{ score: 0.9 }], [{ score: 0.4 }], []]) await retrieval('kb', () => found);
      await retrieval('other', async () => { throw new Error('down'); }).catch(() => {});`);
    expect(pointsOf('llm_otel.retrievals')).toEqual([
      { 'gen_ai.data_source.id': 'kb', 'llm_otel.retrieval.result': 'empty', is: 1 },
      { 'gen_ai.data_source.id': 'kb', 'llm_otel.retrieval.result': 'hit', is: 2 },
    ]);
    expect(pointsOf('llm_otel.retrieval.best_score')).toEqual([
      { 'gen_ai.data_source.id': 'kb', is: 2 },
    ]);
  });
});

describe('tools', () => {
  it('S3-23, S3-32, S3-33: tell refused arguments from failures, and count retries', async () => {
    const records = await recordsOf(`
      class ZodError extends Error { name = 'ZodError'; }
      class ValidationError extends Error {}
      for (const error of [new ZodError('no'), new ValidationError('no'), new TypeError('no')]) {
        await tool('t', async () => { throw error; }).catch(() => {});
      }
      await tool('t', { attempt: 1 }, () => {});
      await tool('t', { attempt: 2 }, () => {});
      await tool('t', { attempt: 3 }, () => {});`);
    expect(records.map(({ error_code: code }) => code)).toEqual([
      'validation',
      'validation',
      'TypeError',
      undefined,
      undefined,
      undefined,
    ]);
    expect(records.slice(3).map(({ attributes }) => attributes)).toEqual([
      undefined,
      { 'llm_otel.attempt': 2 },
      { 'llm_otel.attempt': 3 },
    ]);
    expect(pointsOf('llm_otel.attempts')).toEqual([
      { 'gen_ai.tool.name': 't', 'gen_ai.tool.type': 'function', is: 2 },
    ]);
  });
});

describe('finish reasons', () => {
  it('are counted by reason', async () => {
    await recordsOf(`
      const call = (finishReasons) => llmCall({ model: 'm', provider: 'p' }, (handle) => { handle.set({ finishReasons }); });
      call(['stop', 'length']); call(['length']); call(['content_filter']); call(undefined);`);
    const points = pointsOf('llm_otel.finish_reasons');
    expect(points.map((point) => [point['llm_otel.finish_reason'], point['is']])).toEqual([
      ['content_filter', 1],
      ['length', 2],
      ['stop', 1],
    ]);
  });
});

describe('the cost of a call that is stopped', () => {
  it('is that of what was counted until then', async () => {
    const records = await recordsOf(`
      const chunks = llmCall({ model: 'gpt-4o', provider: 'openai' }, async function* (handle) {
        handle.set({ inputTokens: 1000 });
        yield 1;
        yield 2;
      }.bind(undefined));
      for await (const _ of chunks) break;`);
    expect(records).toMatchObject([
      { outcome: 'aborted', cost_usd: 0.0025, cost_source: 'local', cost_note: 'incomplete' },
    ]);
  });
});

describe('the cost of what runs inside', () => {
  it('is summed up on agents and steps, and counted once', async () => {
    const records = await recordsOf(`
      const call = (model) => llmCall({ model, provider: 'openai' }, (handle) => {
        handle.set({ inputTokens: 1000, outputTokens: 500 }); });
      await chainStep('outer', async () => {
        await agent('inner', async () => { call('gpt-4o'); await tool('t', () => call('gpt-4o-mini')); });
        call('nobody-knows-it');
        call('gpt-4o');
      });
      await chainStep('free', () => {});`);
    const total = (name: string, stage?: string) =>
      sink()
        .traces()
        .find(
          (span) =>
            span.name === name &&
            (stage === undefined || span.attributes['llm_otel.stage'] === stage),
        )!.attributes['llm_otel.cost.total'];
    // 0.0075 + 0.00045, and 0.0075 more
    expect([
      total('invoke_agent inner'),
      total('chain.step', 'outer'),
      total('chain.step', 'free'),
    ]).toEqual([0.00795, 0.01545, undefined]);
    const sum = records.reduce(
      (all, { cost_usd: cost }) => all + Math.round(Number(cost ?? 0) * 1e9),
      0,
    );
    expect(sum).toBe(15_450_000);
    expect(pointsOf('llm_otel.cost.unpriced_calls')).toMatchObject([{ is: 1 }]);
  });
});
