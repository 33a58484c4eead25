// OpenAI Agents: programs do what they do without us, and the tree of what they did is that of a file.

import { startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spanTree } from '../../support/span-tree.ts';
import { runTwice } from './program.ts';
import { PROGRAMS } from './programs.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const fileOf = (name: string): string => `./trees/${name.replaceAll(/\W+/g, '-')}.txt`;

describe.each(Object.entries(PROGRAMS))('%s', (name, program) => {
  it.each(['esm', 'cjs'] as const)('has its tree: %s', async (format) => {
    await runTwice(program, { format, env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
    await expect(spanTree(sink.traces())).toMatchFileSnapshot(fileOf(name));
    const sent = sink.requests.map(({ rawBody }) => rawBody).join('\n');
    expect(sent).not.toMatch(/sunny|Paris|brief|Hello|UklGR/);
  });
});

describe('the oldest release', () => {
  const env = (): Record<string, string> => ({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url });
  it.each([
    ['run', 'esm'],
    ['run', 'cjs'],
    ['stream', 'esm'],
    ['chat completions', 'cjs'],
    ['an agent as a tool', 'esm'],
    ['a workflow', 'cjs'],
  ] as const)('has the same tree: %s, %s', async (name, format) => {
    await runTwice(PROGRAMS[name], { format, release: 'oldest', env: env() });
    await expect(spanTree(sink.traces())).toMatchFileSnapshot(fileOf(name));
  });
});
