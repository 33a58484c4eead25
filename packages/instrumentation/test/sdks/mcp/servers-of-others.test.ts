// Servers that others have written behave alike with and without us: what is on the wire but for the trace, what
// they print, and how they end.

import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Server, talkTo, type Wire } from './raw-peer.ts';

const { resolve } = createRequire(import.meta.url);
const preload = ['--require', resolve('llm-otel/register')];
/** Everything that is random is the same each time. */
const steady = ['--import', 'data:text/javascript,Math.random=()=>0.5'];
const examples = path.join(
  path.dirname(resolve('@modelcontextprotocol/sdk/server')),
  '../examples',
);

const SERVERS: Readonly<Record<string, Omit<Server, 'directory'> & { readonly asks?: number }>> = {
  'server-everything': {
    args: [resolve('@modelcontextprotocol/server-everything/dist/index.js'), 'stdio'],
    tools: {
      echo: { message: 'hello' },
      'get-sum': { a: 1, b: 2 },
      'get-structured-content': { location: 'Chicago' },
      'get-resource-links': { count: 3 },
      'get-resource-reference': { resourceType: 'Text', resourceId: 1 },
      'get-annotated-message': { messageType: 'error', includeImage: true },
      'trigger-long-running-operation': { duration: 0.1, steps: 2 },
      'trigger-sampling-request': { prompt: 'hello' },
      'trigger-elicitation-request': {},
    },
    // Timers, tasks with ids of their own, and a download.
    without: /^toggle-|gzip|research/,
    asks: 3,
  },
  'server-filesystem': {
    args: [resolve('@modelcontextprotocol/server-filesystem/dist/index.js'), '.'],
    tools: {
      read_text_file: { path: 'given.txt' },
      write_file: { path: 'written.txt', content: 'one\ntwo\n' },
      edit_file: { path: 'given.txt', edits: [{ oldText: 'a', newText: 'b' }] },
      list_directory: { path: '.' },
      directory_tree: { path: '.' },
      search_files: { path: '.', pattern: '*.txt' },
      read_multiple_files: { paths: ['given.txt', 'none.txt'] },
      move_file: { source: 'none.txt', destination: 'other.txt' },
    },
    without: /get_file_info|with_sizes/,
    asks: 1,
  },
  'server-memory': {
    args: [resolve('@modelcontextprotocol/server-memory/dist/index.js')],
    tools: {
      create_entities: { entities: [{ name: 'a', entityType: 'letter', observations: ['first'] }] },
      create_relations: { relations: [{ from: 'a', to: 'a', relationType: 'is' }] },
      add_observations: { observations: [{ entityName: 'a', contents: ['vowel'] }] },
      search_nodes: { query: 'vowel' },
      open_nodes: { names: ['a'] },
    },
  },
  "the SDK's example with schemas of results": {
    args: [path.join(examples, 'server/mcpServerOutputSchema.js')],
    tools: { get_weather: { city: 'Rome', country: 'IT' } },
  },
  "the SDK's example of progress": {
    args: [path.join(examples, 'server/progressExample.js')],
    tools: { count: { n: 2 } },
  },
  "the SDK's example that asks a model": {
    args: [path.join(examples, 'server/toolWithSampleServer.js')],
    tools: { summarize: { text: 'much' } },
    asks: 1,
  },
};

async function run(server: Omit<Server, 'directory'>, flags: readonly string[]): Promise<Wire> {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'llm-otel-server-')));
  writeFileSync(path.join(directory, 'given.txt'), 'abc\n');
  try {
    return await talkTo({ ...server, directory }, [...steady, ...flags]);
  } finally {
    rmSync(directory, { recursive: true });
    rmSync(`${directory}.logs`, { recursive: true, force: true });
  }
}

describe('a server of others', () => {
  it.each(Object.entries(SERVERS))('%s is the same on the wire', async (_name, server) => {
    const [traced, bare] = await Promise.all([run(server, preload), run(server, [])]);
    expect(bare.answers.length).toBeGreaterThan(6);
    expect(bare.traced).toBe(0);
    expect(traced.traced).toBe(server.asks ?? 0);
    expect({ ...traced, traced: 0 }).toEqual(bare);
  });
});
