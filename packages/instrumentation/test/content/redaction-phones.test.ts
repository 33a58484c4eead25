// Telephone numbers of the countries that the application names: recognised by a library that it has installed.

import { expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

/** In Greece and in Portugal; then numbers that are none in either of them. */
const TEXT = 'ask 2101234567 or 219442389, not 1012345678 or 119442389';

async function shown(regions: string | undefined) {
  const source = `import { tool } from 'llm-otel'; tool('t', { arguments: ${JSON.stringify(TEXT)} }, () => 1);`;
  const { exitCode, stderr } = await start(source, {
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    ...(regions !== undefined && { LLM_OTEL_PHONE_REGIONS: regions }),
  }).finished;
  expect(exitCode).toBe(0);
  const [span] = sink().traces();
  return { stderr, text: span!.attributes['gen_ai.tool.call.arguments'] };
}

it.each([
  [undefined, TEXT],
  ['GR', 'ask [PHONE] or 219442389, not 1012345678 or 119442389'],
  ['pt, GR', 'ask [PHONE] or [PHONE], not 1012345678 or 119442389'],
])('are replaced where the regions are %s', async (regions, expected) => {
  expect(await shown(regions)).toEqual({ stderr: '', text: { arguments: expected } });
});

it('are those of the known countries where one is unknown, which is reported', async () => {
  const { stderr, text } = await shown('Greece,PT');
  expect(stderr).toBe(
    'llm-otel: LLM_OTEL_PHONE_REGIONS="Greece,PT": "GREECE" is no list of countries such as DE,FR\n',
  );
  expect(JSON.stringify(text)).toContain('2101234567 or [PHONE]');
});
