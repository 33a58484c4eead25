// What a program with content on spans records of the texts that it says.

import { expect } from 'vitest';
import type { TracedProgram } from './traced-program.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** The attributes of all spans of `source`, where `ask(text)` is a call and `given` is `values`. */
export async function spansOf(
  { sink, start }: TracedProgram,
  source: string,
  values: unknown = undefined,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Attributes[]> {
  const { exitCode, stderr } = await start(
    `import { evaluation, llmCall, tool, withConversation, withPrompt } from 'llm-otel';
    const given = ${JSON.stringify(values) ?? 'undefined'};
    const ask = (input) => llmCall({ model: 'm', provider: 'p', input }, () => 1); ${source}`,
    { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY', ...env },
  ).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink()
    .traces()
    .map(({ attributes }) => attributes);
}

/** The text of the only message of each call. */
export function textsOf(spans: readonly Attributes[]): string[] {
  return spans
    .map((attributes) => attributes['gen_ai.input.messages'])
    .filter((messages) => messages !== undefined)
    .map((messages) => (messages as { parts: { content: string }[] }[])[0]!.parts[0]!.content);
}
