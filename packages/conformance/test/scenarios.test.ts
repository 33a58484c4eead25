// The six classes of scenarios for both SDKs: under the names of the conventions nothing that llm-otel
// emits violates them, in either version, with content and without.
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emitter, startEmitter } from './emitter.ts';
import { Telemetry, toLabel } from './telemetry.ts';

const folder = new URL('scenarios/', import.meta.url);
const scenarios = (readdirSync(folder, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => [file.replace('.mjs', ''), readFileSync(new URL(file, folder), 'utf8')] as const);

let emitter: Emitter;
beforeAll(async () => {
  emitter = await startEmitter();
});
afterAll(() => emitter.close());

const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';

interface Exported {
  resourceSpans?: { scopeSpans: { scope: { name: string } }[] }[];
}

/** What llm-otel emits: SDKs that trace themselves tell of their tools, and answer for that. */
function ours(emitted: string): string {
  const lines = emitted.split('\n').filter((line) => line !== '');
  return lines
    .map((line) => {
      const exported = JSON.parse(line) as Exported;
      for (const resource of exported.resourceSpans ?? []) {
        resource.scopeSpans = resource.scopeSpans.filter(({ scope }) => scope.name === 'llm-otel');
      }
      return JSON.stringify(exported);
    })
    .join('\n');
}

it('has every class for every SDK that has it', () => {
  const classes = ['inference', 'multimodal', 'streaming', 'structured-output', 'tool-calling'];
  expect(scenarios.map(([name]) => name).toSorted()).toEqual(
    [...classes.map((name) => `anthropic/${name}`), 'openai/embeddings']
      .concat(classes.map((name) => `openai/${name}`))
      .toSorted(),
  );
});

describe.each(['latest', '1.41'] as const)('profile %s', (profile) => {
  describe.each(['without content', 'with content'] as const)('%s', (content) => {
    it.each(scenarios)('%s has no violation', async (_name, source) => {
      const isCaptured = content === 'with content';
      const emitted = await emitter.emitBy(source, {
        LLM_OTEL_SEMCONV: profile,
        ...(isCaptured && { [CAPTURE]: 'true', LLM_OTEL_TOOL_DEFINITIONS: 'full' }),
      });
      const telemetry = new Telemetry(ours(emitted));
      expect(telemetry.spans().length).toBeGreaterThan(0);
      expect(telemetry.metrics().length).toBeGreaterThan(0);
      const found = telemetry.findings({ profile, complete: true });
      const worth = found.filter(({ level }) => level !== 'information');
      expect(worth.map((one) => `${toLabel(one)}: ${one.name}: ${one.message}`)).toEqual([]);
      expect(emitted.includes('gen_ai.input.messages')).toBe(
        isCaptured && !_name.endsWith('embeddings'),
      );
    });
  });
});
