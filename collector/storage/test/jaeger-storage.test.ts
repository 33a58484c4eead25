// Jaeger on engines that past one machine stand for its memory: what the collector has answered with 200 is found by what
// it is, long prompts whole, also when the engine was away.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBinary } from '../../distribution/binaries.ts';
import { type JaegerSpan, jaegerSpans } from '../../test/backends.ts';
import { eventually } from '../../test/eventually.ts';
import { faultyStack } from '../../test/faults/faulty-stack.ts';
import { sendSpans } from '../../test/faults/spans.ts';
import { sendSpan } from '../../test/otlp-request.ts';
import { CASSANDRA, ELASTICSEARCH, type Node, OPENSEARCH } from './engines.ts';
import { startedNode, whyNot } from './node.ts';
import { allInJaeger, missingInJaeger } from './traces.ts';

const configs = path.join(import.meta.dirname, '..');
const binaries = findBinary('collector').reason ?? findBinary('jaeger').reason;
const LONG = 'The order left the harbour on Tuesday. '.repeat(5000);
const MESSAGES = [{ role: 'user', parts: [{ type: 'text', content: LONG }] }];

describe.each([CASSANDRA, OPENSEARCH, ELASTICSEARCH])('Jaeger on $name', async (engine) => {
  it.skipIf((await whyNot(engine, binaries)) !== undefined)('keeps all', async () => {
    const { node, service: first } = await startedNode(engine);
    let service = first;
    const { variables } = node;
    const stack = await faultyStack({ variables });
    const parameters = [`--config=${configs}/${engine.config}.yaml`];
    const jaeger = await stack.start('jaeger', { parameters });
    await stack.start('collector');

    // 1. A long prompt is there whole, and found by the model, which is short.
    const attributes = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.input.messages': MESSAGES };
    const resource = { 'service.name': 'long' };
    await sendSpan(stack.endpoints.otlpHttp, { resource, attributes });
    const found = await eventually('the span, by its model', async () => {
      const tags = JSON.stringify({ 'gen_ai.request.model': 'gpt-4o' });
      const [span] = await jaegerSpans(
        stack.endpoints.jaeger,
        `long&tags=${encodeURIComponent(tags)}`,
      );
      return span;
    });
    expect(JSON.parse(tagOf(found, 'gen_ai.input.messages'))).toEqual(MESSAGES);
    expect(await indexedIn(node)).toEqual(node.url === undefined ? [] : [1, 0]);

    // 2. Nothing is lost that is sent while the engine is away, killed.
    const send = async (from: number): Promise<ReadonlySet<string>> => {
      const volume = { count: 500, perRequest: 50, service: 'kept', from };
      const { accepted } = await sendSpans(stack.endpoints.otlpHttp, volume);
      expect(accepted.size).toBe(500);
      return accepted;
    };
    const { jaeger: api } = stack.endpoints;
    const before = await send(1);
    await allInJaeger(api, before);
    await service.stop('SIGKILL');
    const during = await send(501);
    service = node.start();
    await service.ready();
    await allInJaeger(api, new Set([...before, ...during]));

    // 3. Nor if Jaeger dies, too, unless it acknowledges what it has not stored.
    await service.stop('SIGKILL');
    const last = await send(1001);
    await jaeger.stop('SIGKILL');
    service = node.start();
    await service.ready();
    await stack.start('jaeger', { parameters });
    await allInJaeger(api, new Set([...before, ...during]));
    if (engine.isAcknowledgedEarly !== true) await allInJaeger(api, last);
    const lost = await missingInJaeger(api, last);
    console.log(`${engine.name}: ${lost.length} of ${last.size} lost`);
  });
});

/** Of how many spans a search engine has indexed the model, and of how many the messages. */
async function indexedIn({ url }: Node): Promise<readonly number[]> {
  if (url === undefined) return [];
  const keys = ['gen_ai.request.model', 'gen_ai.input.messages'];
  return Promise.all(keys.map((key) => countOfIndexed(url, key)));
}

async function countOfIndexed(url: string, key: string): Promise<number> {
  const must = [{ term: { 'tags.key': key } }, { exists: { field: 'tags.value' } }];
  const nested = { path: 'tags', query: { bool: { must } } };
  const response = await fetch(`${url}/llm-jaeger-span-*/_count`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: { nested } }),
  });
  return ((await response.json()) as { count: number }).count;
}

function tagOf({ tags }: JaegerSpan, name: string): string {
  return String(tags.find(({ key }) => key === name)?.value);
}
