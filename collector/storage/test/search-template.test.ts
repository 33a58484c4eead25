// Long prompts in search engines: the usual templates for spans refuse them, ours takes them, and nobody finds a span by them.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ELASTICSEARCH, OPENSEARCH } from './engines.ts';
import { startedNode, whyNot } from './node.ts';

const FILE = path.join(import.meta.dirname, '../search-template.json');
const LONG = 'harbour '.repeat(5000);
const INDEX = 'otel-v1-apm-span-000001';

/** What Data Prepper makes of attributes: words that are found whole, of any length. */
const USUAL = {
  index_patterns: ['otel-v1-apm-span-*'],
  order: 0,
  mappings: {
    dynamic_templates: [
      { span_attributes_map: { mapping: { type: 'keyword' }, path_match: 'span.attributes.*' } },
    ],
    properties: { events: { type: 'nested' } },
  },
};

/** The same span as its text, and as the structure that it is. */
const TEXT = {
  'span.attributes.gen_ai@request@model': 'gpt-4o',
  'span.attributes.gen_ai@input@messages': LONG,
  'span.attributes.app@note': LONG,
  events: [{ name: 'exception', attributes: { 'llm_otel.error.text': LONG } }],
};
const STRUCTURE = {
  ...TEXT,
  'span.attributes.gen_ai@input@messages': [{ role: 'user', parts: [{ content: 'harbour' }] }],
};

describe.each([OPENSEARCH, ELASTICSEARCH])('the template in $name', async (engine) => {
  it.skipIf((await whyNot(engine)) !== undefined)('keeps prompts, and searches none', async () => {
    const { node } = await startedNode(engine);
    const ask = async (method: string, where: string, body?: string): Promise<Answer> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${node.url}/${where}`, { method, headers, body });
      return { status: response.status, body: await response.text() };
    };
    const store = (document: object): Promise<Answer> =>
      ask('POST', `${INDEX}/_doc?refresh=true`, JSON.stringify(document));
    const found = async (query: object): Promise<number> => {
      const { body } = await ask('POST', `${INDEX}/_count`, JSON.stringify({ query }));
      return (JSON.parse(body) as { count: number }).count;
    };

    expect((await ask('PUT', '_template/usual', JSON.stringify(USUAL))).status).toBe(200);
    const refused = await store(TEXT);
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body).toContain('immense term');
    expect((await ask('DELETE', INDEX)).status).toBe(200);

    const template = await readFile(FILE, 'utf8');
    const misspelt = template.replace('"index_patterns"', '"index_patternz"');
    expect((await ask('PUT', '_template/llm-otel', misspelt)).status).toBe(400);
    expect((await ask('PUT', '_template/llm-otel', template)).status).toBe(200);
    for (const document of [TEXT, STRUCTURE]) {
      const stored = await store(document);
      expect(stored).toMatchObject({ status: 201 });
      const { _id: id } = JSON.parse(stored.body) as { _id: string };
      const kept = JSON.parse((await ask('GET', `${INDEX}/_doc/${id}`)).body) as {
        _source: object;
      };
      expect(kept._source).toEqual(document);
    }
    expect(await found({ term: { 'span.attributes.gen_ai@request@model': 'gpt-4o' } })).toBe(2);
    for (const name of ['gen_ai@input@messages', 'app@note']) {
      expect(await found({ exists: { field: `span.attributes.${name}` } })).toBe(0);
    }
    expect(await found({ query_string: { query: 'harbour' } })).toBe(0);
    // Their names cost no entries either: a list of objects would have one for each.
    const mapping = (await ask('GET', `${INDEX}/_mapping`)).body;
    expect(mapping).not.toContain('"parts"');
    expect(mapping).toContain('"nested"');
  });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}
