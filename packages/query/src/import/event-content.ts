// Content that events tell: log records, and events on spans, of any version of the conventions.

import type { LogRecord, SpanRecord } from '../otlp/index.ts';
import { FIELDS } from '../schema.ts';
import { isObject, parsed } from './dialects/dialect.ts';
import type { Said, Told } from './dialects/index.ts';
import { toMessages, withoutInstructions } from './dialects/messages.ts';
import { fieldsOf, toSaid } from './span-fields.ts';

const DETAILS = /^gen_ai\.(?:client\.inference\.operation\.details|client\.operation\.details)$/;
const MESSAGE = /^gen_ai\.(system|user|assistant|tool)\.message$/;
const CHOICE = 'gen_ai.choice';
const OLD_PROMPT = 'gen_ai.content.prompt';
const OLD_COMPLETION = 'gen_ai.content.completion';
const EXCEPTION = 'exception';
const ERROR_TEXT = 'llm_otel.error.text';
const CONTENT = FIELDS.filter(({ isContent }) => isContent).map(({ name }) => name);

/** One event. */
export interface Event {
  readonly name: string;
  readonly attributes: Said;
  readonly body: unknown;
}

/** Whether events of this name hold content of a call. */
export function isContentEvent(name: string): boolean {
  return (
    DETAILS.test(name) ||
    MESSAGE.test(name) ||
    [CHOICE, OLD_PROMPT, OLD_COMPLETION, EXCEPTION].includes(name)
  );
}

/** A log record as an event; its name may be an attribute. */
export function eventOf(log: LogRecord): Event {
  const attributes = toSaid(log.attributes);
  const name = log.eventName === '' ? attributes.get('event.name') : log.eventName;
  return {
    name: typeof name === 'string' ? name : '',
    attributes,
    body: log.body.value ?? undefined,
  };
}

/** The events on a span. */
export function eventsOf(span: SpanRecord): Event[] {
  return span.events
    .filter(({ name }) => name !== EXCEPTION && isContentEvent(name))
    .map(({ name, attributes }) => ({ name, attributes: toSaid(attributes), body: undefined }));
}

/** The fields with content that `events` of one span tell, in their order. */
export function contentOf(events: readonly Event[]): Told {
  const asked: Told[] = [];
  const answered: Told[] = [];
  let whole: Told = {};
  for (const { name, attributes, body } of events) {
    const role = MESSAGE.exec(name)?.[1];
    if (DETAILS.test(name)) whole = { ...whole, ...detailsOf(attributes, body) };
    else if (role !== undefined)
      asked.push(...(toMessages(messageOf(attributes, body, role), role) ?? []));
    else if (name === CHOICE) {
      answered.push(...(toMessages(messageOf(attributes, body, 'assistant'), 'assistant') ?? []));
    } else if (name === OLD_PROMPT) {
      asked.push(...(toMessages(parsed(attributes.get('gen_ai.prompt')), 'user') ?? []));
    } else if (name === OLD_COMPLETION) {
      answered.push(
        ...(toMessages(parsed(attributes.get('gen_ai.completion')), 'assistant') ?? []),
      );
    } else if (attributes.has(ERROR_TEXT))
      whole = { ...whole, error_text: attributes.get(ERROR_TEXT) };
  }
  return {
    ...withoutInstructions(asked),
    ...(answered.length > 0 && { output_messages: answered }),
    ...whole,
  };
}

/** The details of an inference: attributes, or a body with their names. */
function detailsOf(attributes: Said, body: unknown): Told {
  const said = new Map([...attributes, ...Object.entries(isObject(body) ? body : {})]);
  const { fields } = fieldsOf(said, new Map(), undefined);
  return Object.fromEntries(
    CONTENT.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}

/** A message in the body, or in attributes, whose values may be JSON. */
function messageOf(attributes: Said, body: unknown, role: string): Told {
  const inner = parsed(body);
  const values = isObject(inner)
    ? inner
    : Object.fromEntries([...attributes].map(([name, value]) => [name, parsedList(value)]));
  const text = typeof inner === 'string' ? { content: inner } : {};
  return { role, ...values, ...text };
}

/** JSON of objects and lists only: a text such as `12` stays a text. */
function parsedList(value: unknown): unknown {
  const found = parsed(value);
  return typeof found === 'object' ? found : value;
}
