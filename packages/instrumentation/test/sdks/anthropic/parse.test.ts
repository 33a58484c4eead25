// Whether an answer fits its schema, as the SDK's own helpers find out when they parse it.

import { runScenario, toHeaders } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import {
  anthropicEntryOf,
  anthropicVersions,
  useTracedAnthropic,
  type AnthropicVersion,
} from '../../support/traced-anthropic.ts';
import { useTracedProgram } from '../../support/traced-program.ts';

const FITS = 'llm_otel.schema_valid';
const UNREADABLE = 'Failed to parse structured output';
const question = {
  model: 'claude-sonnet-5-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const schema = {
  type: 'object' as const,
  properties: { text: { type: 'string' as const } },
  required: ['text'],
  additionalProperties: false as const,
};
const format = { type: 'json_schema' as const, schema };
/** As `zodOutputFormat` makes it. */
const readable = { ...format, parse: (text: string): unknown => JSON.parse(text) };
const picky = {
  ...format,
  parse: (): never => {
    throw new TypeError('text is missing');
  },
};
const badly = { headers: toHeaders({ answer: 'no JSON' }) };

const imports = {
  cjs: (file: string) => `const { Anthropic } = require(${JSON.stringify(file)});`,
  esm: (file: string) => `import { Anthropic } from ${JSON.stringify(file.replace(/js$/, 'mjs'))};`,
};

/** 0.39 has no structured output. */
const versions = anthropicVersions.filter((version) => version !== '0.39.0');

describe.each(versions)(
  'the parse helpers of @anthropic-ai/sdk %s',
  (version: AnthropicVersion) => {
    const traced = useTracedAnthropic(version);
    const program = useTracedProgram();
    const recorded = (): unknown[] =>
      traced.sink
        .spans()
        .filter(({ scope }) => scope.name === 'llm-otel')
        .map(({ attributes }) => [attributes['llm_otel.outcome'], attributes[FITS]]);
    const completed = (...fits: unknown[]): unknown[] => fits.map((each) => ['completed', each]);
    const asking = (of?: object): never =>
      ({ ...question, ...(of && { output_config: { format: of } }) }) as never;

    describe.each(['messages', 'beta.messages'])('%s', (place) => {
      const resource = (): typeof traced.client.messages =>
        place === 'messages'
          ? traced.client.messages
          : (traced.client.beta.messages as unknown as typeof traced.client.messages);

      it('S3-50: parse says that an answer fits, and that it does not', async () => {
        const { parsed_output: output } = await resource().parse(asking(format));
        expect(output).toHaveProperty('text');
        await resource().parse(asking(readable));
        await expect(resource().parse(asking(format), badly)).rejects.toThrow(UNREADABLE);
        await expect(resource().parse(asking(picky))).rejects.toThrow('text is missing');
        expect(recorded()).toEqual(completed(true, true, false, false));
      });

      it('S3-50: says nothing of what is not parsed', async () => {
        await resource().parse(asking());
        await resource().create(asking(readable));
        await resource()
          .create(asking(readable))
          .then(({ content }) => content);
        await resource().stream(asking(format)).finalMessage();
        await resource().stream(asking()).finalMessage();
        expect(recorded()).toEqual(completed(...Array<undefined>(5).fill(undefined)));
      });

      it('S3-50: a stream says the same', async () => {
        await resource().stream(asking(readable)).finalMessage();
        const unread = resource().stream(asking(readable), badly);
        await expect(unread.finalMessage()).rejects.toThrow(UNREADABLE);
        const refused = resource().stream(asking(picky));
        await expect(refused.finalMessage()).rejects.toThrow('text is missing');
        expect(recorded()).toEqual(completed(true, false, false));
      });

      it('S3-50: a stream that is cut off was not parsed', async () => {
        const stream = resource().stream(asking(readable), {
          headers: toHeaders({ fault: 'cut' }),
        });
        await expect(stream.finalMessage()).rejects.toBeInstanceOf(Error);
        expect(recorded()).toEqual([['error', undefined]]);
      });
    });

    it.each(['cjs', 'esm'] as const)(
      'S3-50: a tool runner says it of a stream, as %s',
      async (kind) => {
        const { exitCode, stderr } = await runScenario({
          format: kind,
          source: `${imports[kind](anthropicEntryOf(version))}
        const format = ${JSON.stringify({ type: 'json_schema', schema })};
        const read = async (parse) => {
          const runner = new Anthropic({ maxRetries: 0 }).beta.messages.toolRunner({
            ...${JSON.stringify(question)}, tools: [], stream: true,
            output_config: { format: { ...format, parse } },
          });
          for await (const stream of runner) await stream.finalMessage();
        };
        read(JSON.parse)
          .then(() => read(() => { throw new TypeError('text is missing'); }))
          .catch(({ message }) => { if (!message.endsWith('text is missing')) throw message; });`,
          nodeArguments: ['--require', 'llm-otel/register'],
          env: {
            ANTHROPIC_BASE_URL: program.mock().anthropicUrl,
            ANTHROPIC_API_KEY: 'unused',
            OTEL_EXPORTER_OTLP_ENDPOINT: program.sink().url,
          },
        });
        expect(`${exitCode} ${stderr}`).toBe('0 ');
        const spans = program
          .sink()
          .traces()
          .filter(({ scope }) => scope.name === 'llm-otel');
        expect(
          spans.map(({ attributes }) => [attributes['llm_otel.outcome'], attributes[FITS]]),
        ).toEqual(completed(true, false));
      },
    );
  },
);
