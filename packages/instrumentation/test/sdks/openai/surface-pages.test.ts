// A search in a vector store is a retrieval. It returns a page, whose promise the newest openai
// binds to another one.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasResponses, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const all = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
  const list: unknown[] = [];
  for await (const item of items) list.push(item);
  return list;
};
const question = { query: 'canary-90e2', max_num_results: 2 };

describe.each(majors.filter(hasResponses))('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  const search = () => traced.client.vectorStores.search('vs_1', question);
  const outcomes = (): unknown =>
    traced.sink.spans().map(({ attributes }) => attributes['llm_otel.outcome']);
  const unhandled: unknown[] = [];
  const listeners = process.listeners('unhandledRejection');
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  beforeEach(() => {
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => unhandled.push(reason));
  });
  afterEach(async () => {
    await settled();
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
    if (unhandled.length > 0) throw new Error('unhandled', { cause: unhandled.splice(0) });
  });

  it('describes a search by what is searched and found', async () => {
    const page = await search();
    expect(page.data.map(({ score }) => score)).toEqual([0.91, 0.42]);
    expect(page.constructor.name).toMatch(/Page$/);
    const [span] = traced.sink.spans();
    expect(span).toMatchObject({ name: 'retrieval', kind: 'client' });
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.provider.name': 'openai',
      'gen_ai.data_source.id': 'vs_1',
      'gen_ai.retrieval.top_k': 2,
      'llm_otel.retrieval.hit_count': 2,
      'llm_otel.retrieval.best_score': 0.91,
      'server.address': '127.0.0.1',
      'server.port': traced.mock.port,
      'llm_otel.outcome': 'completed',
    });
    expect(traced.sink.toJson()).not.toContain('canary-90e2');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['for await', async () => all(search())],
    ['then()', async () => (await search().then(({ data }) => data)) as unknown],
    ['finally()', async () => (await search().finally(() => undefined)).data],
    ['withResponse()', async () => (await search().withResponse()).data.data],
    ['_thenUnwrap()', async () => search()._thenUnwrap(({ data }) => data)],
    [
      'two readers',
      async () => {
        const promise = search();
        const [{ data }, again] = await Promise.all([promise, promise]);
        expect(again.data).toBe(data);
        return data;
      },
    ],
  ])('gives its hits once by %s', async (_name, read) => {
    expect(await read()).toMatchObject([{ file_id: 'file-1' }, { file_id: 'file-2' }]);
    expect(traced.mock.requests).toHaveLength(1);
    expect(outcomes()).toEqual(['completed']);
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({ 'llm_otel.retrieval.hit_count': 2 });
  });

  it('leaves the body of asResponse() unread', async () => {
    const response = await search().asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(outcomes()).toEqual(['completed']);
    expect(await response.json()).toHaveProperty('data');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['await', async () => search()],
    ['catch()', async () => search().catch((error: unknown) => Promise.reject(error as Error))],
    ['withResponse()', async () => search().withResponse()],
    ['asResponse()', async () => search().asResponse()],
    ['_thenUnwrap()', async () => search()._thenUnwrap((page) => page)],
    ['for await', async () => all(search())],
  ])("passes the SDK's error on by %s", async (_name, read) => {
    traced.mock.behaveNext({ status: 404, errorCode: 'no_such_store' });
    await expect(read()).rejects.toBeInstanceOf(traced.OpenAI.NotFoundError);
    expect(traced.sink.spans()).toMatchObject([
      { status: { code: 'error' }, attributes: { 'error.type': 'no_such_store' } },
    ]);
  });

  it('records a body that is no JSON', async () => {
    traced.mock.behaveNext({ fault: 'truncated-json' });
    await expect(search()).rejects.toThrow(/JSON/);
    expect(outcomes()).toEqual(['error']);
  });

  it('lets a rejection that nobody handles be seen once', async () => {
    traced.mock.behaveNext({ status: 404 });
    void search();
    while (unhandled.length === 0) await settled();
    await settled();
    expect(unhandled.splice(0)).toHaveLength(1);
  });
});
