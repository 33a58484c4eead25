// The Claude Agent SDK: queries do what they do without us, and the tree of what they did is that of a file.

import { startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spanTree } from '../../support/span-tree.ts';
import { runTwice } from './program.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const ask = (prompt: string, more = '{}'): string =>
  `for await (const message of ask('${prompt}', ${more})) console.log(shown(message));`;
const PROGRAMS = {
  tool: ask('tool'),
  subagent: ask('subagent'),
  'partial messages': ask('partial', '{ includePartialMessages: true }'),
  'tool error': ask('tool error'),
  'max turns': `try { ${ask('max turns')} } catch (error) { console.log(error.message); }`,
  'api error': `try { ${ask('api error')} } catch (error) { console.log(error.message); }`,
  'two prompts': `
    const prompt = (content) => ({ type: 'user', message: { role: 'user', content }, parent_tool_use_id: null, session_id: '' });
    async function* prompts() { yield prompt('hello'); yield prompt('tool'); }
    for await (const message of sdk.query({ prompt: prompts(), options })) console.log(shown(message));`,
} as const;

describe.each(['newest', 'oldest'] as const)('the %s release', (release) => {
  it.each(Object.entries(PROGRAMS))('has its tree: %s', async (name, program) => {
    await runTwice(program, { release, env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
    const file = `./trees/${name.replaceAll(/\W+/g, '-')}.txt`;
    await expect(spanTree(sink.traces())).toMatchFileSnapshot(file);
    const sent = sink.requests.map(({ rawBody }) => rawBody).join('\n');
    expect(sent).not.toMatch(/secret|sunny|Paris|Hello|Let me/);
  });
});
