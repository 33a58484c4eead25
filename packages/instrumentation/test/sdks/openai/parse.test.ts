// Whether an answer fits its schema, as the SDK's own helpers find out when they parse it.

import { toHeaders } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import {
  hasResponses,
  majors,
  useTracedOpenAi,
  type Version,
} from '../../support/traced-openai.ts';

const FITS = 'llm_otel.schema_valid';
const question = {
  model: 'gpt-4o',
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const schema = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
  additionalProperties: false,
};
const response_format = {
  type: 'json_schema' as const,
  json_schema: { name: 'answer', strict: true, schema },
};
const tool = {
  type: 'function' as const,
  function: { name: 'weather', strict: true, parameters: schema },
};

/** As `zodResponseFormat` makes it. */
function validated(): typeof response_format {
  return Object.defineProperties(
    { ...response_format },
    {
      $brand: { value: 'auto-parseable-response-format' },
      $parseRaw: {
        value: () => {
          throw new TypeError('text is missing');
        },
      },
    },
  );
}

describe.each(majors)('the parse helpers of openai %s', (version: Version) => {
  const traced = useTracedOpenAi(version);
  const recorded = (): unknown[] =>
    traced.sink.spans().map(({ attributes }) => [attributes['llm_otel.outcome'], attributes[FITS]]);
  const parse = (more: object = {}, behaviour: object = {}): Promise<unknown> =>
    traced.chatHelpers.parse({ ...question, ...more }, { headers: toHeaders(behaviour) });

  it('S3-50: say that an answer fits, that it does not, and nothing of what they do not parse', async () => {
    await parse({ response_format });
    await expect(parse({ response_format }, { answer: 'no JSON' })).rejects.toThrow(SyntaxError);
    await expect(parse({ response_format: validated() })).rejects.toThrow('text is missing');
    await parse({ response_format }, { refusal: true });
    await expect(parse({ response_format, max_tokens: 1 })).rejects.toThrow('length');
    await parse();
    await parse({ tools: [tool] });
    await traced.client.chat.completions.create({ ...question, response_format });
    expect(recorded()).toEqual(
      [true, false, false, undefined, undefined, undefined, true, undefined].map((fits) => [
        'completed',
        fits,
      ]),
    );
  });

  it.runIf(hasResponses(version))('S3-50: say the same of a response', async () => {
    const ask = (format: object | undefined, behaviour: object): Promise<unknown> =>
      traced.client.responses.parse(
        { model: 'gpt-4o', input: 'What is a span?', ...(format && { text: { format } }) } as never,
        { headers: toHeaders(behaviour) },
      );
    const format = { type: 'json_schema', name: 'answer', strict: true, schema };
    await ask(format, {});
    await expect(ask(format, { answer: 'no JSON' })).rejects.toThrow(SyntaxError);
    await ask(format, { refusal: true });
    await ask(undefined, {});
    expect(recorded()).toEqual(
      [true, false, undefined, undefined].map((fits) => ['completed', fits]),
    );
  });
});
