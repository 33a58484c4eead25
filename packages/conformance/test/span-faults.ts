// Faults of spans, each with what the checker must newly find.
import type { Telemetry } from './telemetry.ts';
import { double, flag, int, json, remove, set, text } from './telemetry.ts';

/** A way to break good telemetry, and the labels of the findings that follow from it. */
export interface Fault {
  readonly what: string;
  readonly change: (telemetry: Telemetry) => void;
  readonly found: readonly string[];
}

const CHAT = 'chat gpt-4o';
const EMBEDDINGS = 'embeddings text-embedding-3-small';

/** Adds an attribute to the chat span. */
const on =
  (key: string, value: ReturnType<typeof text>, span = CHAT) =>
  (telemetry: Telemetry): void =>
    set(telemetry.span(span), key, value);
const off =
  (key: string, span = CHAT) =>
  (telemetry: Telemetry): void =>
    remove(telemetry.span(span), key);
/** Names and types of single attributes. */
export const ATTRIBUTE_FAULTS: readonly Fault[] = [
  {
    what: 'an unknown attribute in a namespace of the conventions',
    change: on('gen_ai.request.flavour', text('x')),
    found: [
      'information extends_namespace span gen_ai.request.flavour',
      'violation missing_attribute span gen_ai.request.flavour',
    ],
  },
  {
    what: 'an undeclared attribute of the application',
    change: on('app.flavour', text('x')),
    found: ['violation missing_attribute span app.flavour'],
  },
  {
    what: 'an attribute without a namespace',
    change: on('flavour', text('x')),
    found: [
      'improvement missing_namespace span flavour',
      'violation missing_attribute span flavour',
    ],
  },
  {
    what: 'a name in camel case',
    change: on('app.theFlavour', text('x')),
    found: [
      'violation invalid_format span app.theFlavour',
      'violation missing_attribute span app.theFlavour',
    ],
  },
  {
    what: 'a name that uses an attribute as its namespace',
    change: on('gen_ai.request.model.family', text('x')),
    found: [
      'violation illegal_namespace span gen_ai.request.model.family',
      'violation missing_attribute span gen_ai.request.model.family',
    ],
  },
  {
    what: 'a name that is a namespace',
    change: on('gen_ai.request', text('x')),
    found: [
      'violation illegal_namespace span gen_ai.request',
      'violation missing_attribute span gen_ai.request',
    ],
  },
  {
    what: 'an attribute of the template',
    change: on('gen_ai.prompt.variable.city', text('Paris')),
    found: ['information template_attribute span gen_ai.prompt.variable.city'],
  },
  {
    what: 'the attribute that provider.name replaced',
    change: on('gen_ai.system', text('openai')),
    found: ['violation deprecated span gen_ai.system'],
  },
  {
    what: 'a text instead of a double',
    change: on('gen_ai.request.temperature', text('1')),
    found: ['violation type_mismatch span gen_ai.request.temperature'],
  },
  {
    what: 'a double instead of an int',
    change: on('gen_ai.usage.input_tokens', double(12)),
    found: ['violation type_mismatch span gen_ai.usage.input_tokens'],
  },
  {
    what: 'a text instead of a list',
    change: on('gen_ai.response.finish_reasons', text('stop')),
    found: ['violation type_mismatch span gen_ai.response.finish_reasons'],
  },
  {
    what: 'a list of several types',
    change: on('gen_ai.response.finish_reasons', {
      arrayValue: { values: [text('stop'), int(1)] },
    }),
    found: ['violation type_mismatch span gen_ai.response.finish_reasons'],
  },
  {
    what: 'a value that is not well-known',
    change: on('gen_ai.output.type', text('yaml')),
    found: ['information undefined_enum_variant span gen_ai.output.type'],
  },
  {
    what: 'stream=false',
    change: on('gen_ai.request.stream', flag(false)),
    found: ['improvement unexpected_value span gen_ai.request.stream'],
  },
];

/** What a span of its type must be and have. */
export const SPAN_FAULTS: readonly Fault[] = [
  {
    what: 'a required attribute that is missing',
    change: off('gen_ai.provider.name', EMBEDDINGS),
    found: ['violation genai_expected_attribute_missing span gen_ai.provider.name'],
  },
  {
    what: 'an expected attribute that is missing',
    change: off('gen_ai.response.model', EMBEDDINGS),
    found: ['violation genai_expected_attribute_missing span gen_ai.response.model'],
  },
  {
    what: 'a failed call without its address',
    change: (telemetry) =>
      remove(
        telemetry.spans().find(({ name, status }) => name === CHAT && status.code === 2)!,
        'server.address',
        'server.port',
      ),
    found: ['violation genai_expected_attribute_missing span server.address'],
  },
  {
    what: 'no operation',
    change: off('gen_ai.operation.name', EMBEDDINGS),
    found: ['violation required_attribute_not_present span gen_ai.operation.name'],
  },
  {
    what: 'an attribute of ours that is missing',
    change: off('llm_otel.outcome', 'rerank'),
    found: ['violation required_attribute_not_present span llm_otel.outcome'],
  },
  {
    what: 'an address without a port',
    change: off('server.port', EMBEDDINGS),
    found: ['violation conditionally_required_attribute_not_present span server.port'],
  },
  {
    what: 'an attribute that the request may have, gone',
    change: off('gen_ai.request.choice.count', 'chat sampled'),
    found: [
      'information conditionally_required_attribute_not_present span gen_ai.request.choice.count',
    ],
  },
  {
    what: 'a stream without the time to its first chunk',
    change: off('gen_ai.response.time_to_first_chunk', 'chat streamed'),
    found: [
      'improvement recommended_attribute_not_present span gen_ai.response.time_to_first_chunk',
    ],
  },
  {
    what: 'an unknown operation',
    change: on('gen_ai.operation.name', text('talk'), EMBEDDINGS),
    found: ['violation genai_operation_name_unknown span gen_ai.operation.name'],
  },
  {
    what: "a product's name",
    change: (telemetry) => {
      telemetry.span(EMBEDDINGS).name = 'llm.call';
    },
    found: ['violation genai_span_name_format span'],
  },
  {
    what: 'the wrong kind',
    change: (telemetry) => {
      telemetry.span(EMBEDDINGS).kind = 1;
    },
    found: ['violation genai_span_kind_unexpected span'],
  },
  {
    what: 'the status OK',
    change: (telemetry) => {
      telemetry.span(EMBEDDINGS).status.code = 1;
    },
    found: ['violation span_status_ok_set_by_instrumentation span'],
  },
  {
    what: 'the status ERROR without error.type',
    change: (telemetry) => {
      telemetry.span(EMBEDDINGS).status.code = 2;
    },
    found: ['violation error_type_missing_on_error span error.type'],
  },
  {
    what: 'error.type without the status ERROR',
    change: on('error.type', text('Error'), EMBEDDINGS),
    found: ['violation error_type_without_error_status span error.type'],
  },
  {
    what: 'a span event of old',
    change: (telemetry) => telemetry.span(EMBEDDINGS).events.push({ name: 'gen_ai.user.message' }),
    found: ['violation deprecated span'],
  },
  {
    what: 'an attribute of another type of span',
    change: on('gen_ai.request.temperature', int(1), EMBEDDINGS),
    found: ['improvement unexpected_attribute span gen_ai.request.temperature'],
  },
  {
    what: 'token usage of a response that is only fetched',
    change: on('gen_ai.usage.input_tokens', int(1), 'fetch_response'),
    found: ['violation unexpected_attribute span gen_ai.usage.input_tokens'],
  },
  {
    what: 'a part without the field of its type',
    change: on(
      'gen_ai.input.messages',
      json([{ role: 'user', parts: [{ type: 'text', text: 'hello' }] }]),
    ),
    found: ['violation genai_content_schema span gen_ai.input.messages'],
  },
];
