// Calls whose answers a test writes itself, and what is recorded of what was said in them.

import { logs } from '@opentelemetry/api';
import { check, readOtlp } from '@llm-otel/conformance';
import type { TelemetrySink } from '@llm-otel/testkit';
import { expect } from 'vitest';

/** In every text of every case: no word of it may leave while content is off. */
export const CANARY = 'quokka';
/** The same in the bytes of files, images and sounds. */
export const CANARY_BASE64 = Buffer.from(CANARY).toString('base64');

/** What is said in one call and how it is recorded. */
export interface ContentCase {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly answer: object;
  /** By the last word of the attribute's name: `messages` are `input` and `output`. */
  readonly expected: Readonly<Partial<Record<Aspect, unknown>>>;
}

const ATTRIBUTES = {
  instructions: 'gen_ai.system_instructions',
  input: 'gen_ai.input.messages',
  output: 'gen_ai.output.messages',
  tools: 'gen_ai.tool.definitions',
  query: 'gen_ai.retrieval.query.text',
  documents: 'gen_ai.retrieval.documents',
} as const;

/** A kind of content. */
export type Aspect = keyof typeof ATTRIBUTES;

/** Records content, or not; events go to `sink`. To be called before the first call of the process. */
export function recordContent(value: string): (sink: TelemetrySink) => void {
  process.env['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'] = value;
  process.env['LLM_OTEL_DETAILS_EVENT'] = 'always';
  process.env['LLM_OTEL_CAPTURE_MEDIA'] = 'full';
  return (sink) => {
    logs.disable();
    logs.setGlobalLoggerProvider(sink.loggerProvider);
  };
}

/** A `fetch` that answers with `answer`: a body, or, as a list, the events of a stream. */
export function answering(answer: object, status = 200): typeof fetch {
  return () => Promise.resolve(toResponse(answer, status));
}

function toResponse(answer: object, status: number): Response {
  if (!Array.isArray(answer)) return Response.json(answer, { status });
  const events = (answer as { type?: string }[]).map((event) => {
    const name = event.type === undefined ? '' : `event: ${event.type}\n`;
    return `${name}data: ${JSON.stringify(event)}\n\n`;
  });
  return new Response(`${events.join('')}data: [DONE]\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  });
}

/** Reads a stream to its end; anything else is there already. */
export async function readAll(result: unknown): Promise<void> {
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return;
  for await (const _ of result as AsyncIterable<unknown>);
}

/** The content of the one call in `sink`, on its span, and the same on its event if it has one. */
export function contentOf(sink: TelemetrySink): Partial<Record<Aspect, unknown>> {
  const [span, ...others] = sink.spans();
  expect(others).toEqual([]);
  const known = contentIn(span!.attributes);
  const details = sink.logs().filter(({ eventName }) => eventName.endsWith('operation.details'));
  for (const event of details) expect(contentIn(event.attributes)).toEqual(known);
  return known;
}

function contentIn(
  attributes: Readonly<Record<string, unknown>>,
): Partial<Record<Aspect, unknown>> {
  return Object.fromEntries(
    Object.entries(ATTRIBUTES)
      .map(([aspect, name]) => [aspect, attributes[name]])
      .filter(([, value]) => value !== undefined),
  );
}

/** What of the content in `sink` does not fit the schemas of the conventions. */
export function schemaProblems(sink: TelemetrySink): readonly string[] {
  const lines = sink.toJson().replace('{"resourceLogs"', '\n{"resourceLogs"');
  return (['latest', '1.41'] as const).flatMap((profile) =>
    check(readOtlp(lines, 'sink'), { profile })
      .findings.filter(({ id }) => id === 'genai_content_schema' || id === 'content_not_structured')
      .map(({ message }) => message),
  );
}
