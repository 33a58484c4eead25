// The steps of a stream that the application's own `fetch` makes: on every Node.js each has the stores of its reader, and
// none of them costs a store of its own, which Node would carry along for ever.

import type { MockLlm } from '@llm-otel/testkit';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import { NODE_VERSIONS, OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

const SOURCE = `
const hooks = require('node:async_hooks');
let made = 0;
const value = class extends hooks.AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    made += 1;
  }
};
Object.defineProperty(hooks, 'AsyncLocalStorage', { value });
const { OpenAI } = require('openai');
const store = new hooks.AsyncLocalStorage();
const seen = [];
async function* body() {
  for (;;) {
    seen.push(store.getStore());
    yield new TextEncoder().encode('data: {"choices":[{"index":0,"delta":{}}]}\\n\\n');
  }
}
const headers = new Headers({ 'content-type': 'text/event-stream' });
const fetch = async () => ({ ok: true, status: 200, headers, body: body() });
async function main() {
  const client = new OpenAI({ fetch });
  const stream = await client.chat.completions.create({ model: 'm', messages: [], stream: true });
  const chunks = stream[Symbol.asyncIterator]();
  const steps = async (count) => {
    for (let step = 0; step < count; step++) await chunks.next();
  };
  await store.run('a', () => steps(100));
  await steps(2);
  await store.run('b', async () => {
    await steps(3);
    store.enterWith('c');
    await steps(3);
  });
  for (const each of ['d', 'e', 'd']) await store.run(each, () => steps(1));
  await chunks.return();
  console.log(seen.join(' '), made > 0 && made < 50);
}
main();`;

export function contextCases(mock: MockLlm): RuntimeCase[] {
  return NODE_VERSIONS.map((node) => ({
    name: `node ${node} the stores of each step of a stream`,
    run: async () => {
      const program = { source: SOURCE, format: 'cjs' } as const;
      const dependencies = { openai: OPENAI_VERSIONS[0]! };
      await compare(
        mock,
        { node, dependencies, program },
        { stderr: [CALL_RECORDS_LINE] },
        (withUs) => {
          expectSame('the last word', withUs.stdout.trim().split(' ').at(-1), 'true');
          expectSame('call records', recordedCalls(withUs), ['chat streamed']);
        },
      );
    },
  }));
}
