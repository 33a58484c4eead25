// The settings of content: what is recorded of it, how much, and how it is redacted.

import { byOrder, larger, smaller, type Value } from './setting.ts';

const SWITCH = {
  values: ['true', 'false'],
  default: 'true',
  whenUnknown: 'false',
  stricter: byOrder('false', 'true'),
} as const;

/** The places in which content is recorded. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  span_only: ['span'],
  event_only: ['event'],
  span_and_event: ['span', 'event'],
  true: ['span', 'event'],
};

/** Only where both record. */
function inBoth(one: Value, other: Value): Value {
  const places = (PLACES[one] ?? []).filter((place) => PLACES[other]?.includes(place) === true);
  return places.length === 2 ? 'true' : places.length === 0 ? 'false' : `${places[0]}_only`;
}

/** Part of the table of settings. */
export const CONTENT_SETTINGS = {
  captureContent: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
    values: ['false', 'no_content', 'span_only', 'event_only', 'span_and_event', 'true'],
    default: 'false',
    stricter: inBoth,
    text: 'Where instructions, messages, tool arguments and results, queries and documents are recorded: nowhere (`false`, `NO_CONTENT`), on spans, on events, or on both (`true`, `SPAN_AND_EVENT`); call records have them in each of these modes. They are redacted before.',
  },
  capturePrompts: {
    variable: 'LLM_OTEL_CAPTURE_PROMPTS',
    ...SWITCH,
    text: 'Whether content includes what is said to a model: instructions, messages, template variables, queries. `false` leaves `[REDACTED]` in their place.',
  },
  captureResponses: {
    variable: 'LLM_OTEL_CAPTURE_RESPONSES',
    ...SWITCH,
    text: 'Whether content includes what models say. `false` leaves `[REDACTED]` in its place.',
  },
  captureTools: {
    variable: 'LLM_OTEL_CAPTURE_TOOLS',
    ...SWITCH,
    text: 'Whether content includes the arguments and results of tools, inside messages too. `false` leaves `[REDACTED]` in their place.',
  },
  captureDocuments: {
    variable: 'LLM_OTEL_CAPTURE_DOCUMENTS',
    ...SWITCH,
    text: 'Whether content includes the documents of searches and the records of memories.',
  },
  toolDefinitions: {
    variable: 'LLM_OTEL_TOOL_DEFINITIONS',
    values: ['names', 'full'],
    default: 'names',
    stricter: byOrder('names', 'full'),
    text: 'What is recorded of the tools that a request offers, where content is: their names, or their descriptions and schemas as well.',
  },
  captureWhen: {
    variable: 'LLM_OTEL_CAPTURE_WHEN',
    values: ['always', 'on_threshold'],
    default: 'always',
    whenUnknown: 'on_threshold',
    stricter: byOrder('on_threshold', 'always'),
    text: 'Whether content is recorded of every operation, or only of those that were slow, used many tokens, failed or were stopped by a filter.',
  },
  captureSlowerThan: {
    variable: 'LLM_OTEL_CAPTURE_SLOWER_THAN',
    quantity: 'duration',
    stricter: larger,
    default: '10s',
    text: 'How long an operation takes that counts as slow, with `LLM_OTEL_CAPTURE_WHEN=on_threshold`.',
  },
  captureOverTokens: {
    variable: 'LLM_OTEL_CAPTURE_OVER_TOKENS',
    quantity: 'count',
    stricter: larger,
    text: 'How many tokens, input and output together, are many with `LLM_OTEL_CAPTURE_WHEN=on_threshold`. Unset: tokens do not count.',
  },
  capturePerMinute: {
    variable: 'LLM_OTEL_CAPTURE_PER_MINUTE',
    quantity: 'count',
    stricter: smaller,
    text: 'Of how many operations a minute content is recorded at most; the others say `llm_otel.content.omitted`. Unset: no limit.',
  },
  captureMedia: {
    variable: 'LLM_OTEL_CAPTURE_MEDIA',
    values: ['digest', 'full'],
    default: 'digest',
    stricter: byOrder('digest', 'full'),
    text: 'What is recorded of images, sounds and files inside content: their type, size and SHA-256, or those whole that find room within `LLM_OTEL_CONTENT_MAX`.',
  },
  textLimit: {
    variable: 'LLM_OTEL_TEXT_MAX',
    quantity: 'size',
    stricter: smaller,
    default: '16KiB',
    text: 'How many characters are kept of one text inside content. What is cut off is said behind it.',
  },
  contentLimit: {
    variable: 'LLM_OTEL_CONTENT_MAX',
    quantity: 'size',
    stricter: smaller,
    default: '128KiB',
    text: 'How many characters are kept of what is said in one operation, and as many of what comes back; of messages the newest count first. `llm_otel.content.dropped_characters` says how many were not.',
  },
  completionHook: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK',
    values: ['upload'],
    text: '`upload`: content, redacted, is stored apart, and spans have references to it, whatever is recorded on them.',
  },
  uploadPath: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH',
    text: 'Where to: a folder, a `file://` URL, or `s3://bucket/prefix`, which needs `@aws-sdk/client-s3`.',
  },
  uploadFormat: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_FORMAT',
    values: ['json', 'jsonl'],
    default: 'json',
    text: 'How: one JSON array, or a line for each message.',
  },
  uploadQueue: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_MAX_QUEUE_SIZE',
    quantity: 'count',
    default: '20',
    text: 'How many operations may wait for it; of others nothing is stored, and their spans have no references.',
  },
  redact: {
    variable: 'LLM_OTEL_REDACT',
    values: ['all', 'secrets'],
    default: 'all',
    stricter: byOrder('all', 'secrets'),
    text: 'What is redacted in content, error messages and attributes of the application: keys, tokens and passwords together with personal data of known shape, or only the former.',
  },
  redactPatterns: {
    variable: 'LLM_OTEL_REDACT_PATTERNS',
    text: 'Regular expressions of your own, a JSON list of texts, whose matches become `[REDACTED]`. They need `re2js` or `re2`, installed beside the application. With one that is not understood no content is recorded.',
  },
  redactHook: {
    variable: 'LLM_OTEL_REDACT_HOOK',
    text: 'A module of your own, by its path from the working directory, that exports a function `(text) => text`: it gets what is redacted already. Where it throws or returns no text, the whole text becomes `[REDACTED]`.',
  },
  hmacKey: {
    variable: 'LLM_OTEL_HMAC_KEY',
    text: 'A key: with it prompts have an HMAC-SHA-256 in `llm_otel.prompt.hash`, by which equal ones are found, and user ids one with `LLM_OTEL_USER_ID=hmac`. Prompts are read for it also where they are not recorded. Without it neither is there.',
  },
  hmacKeyId: {
    variable: 'LLM_OTEL_HMAC_KEY_ID',
    text: 'A name for that key, recorded beside the hashes: hashes of different keys do not compare.',
  },
} as const;

/** What they come to. Limits are in characters, times in seconds. */
export interface ContentConfig {
  readonly captureContent:
    | 'false'
    | 'no_content'
    | 'span_only'
    | 'event_only'
    | 'span_and_event'
    | 'true';
  readonly capturePrompts: 'true' | 'false';
  readonly captureResponses: 'true' | 'false';
  readonly captureTools: 'true' | 'false';
  readonly captureDocuments: 'true' | 'false';
  readonly toolDefinitions: 'names' | 'full';
  readonly captureWhen: 'always' | 'on_threshold';
  readonly captureSlowerThan: number;
  readonly captureOverTokens: number | undefined;
  readonly capturePerMinute: number | undefined;
  readonly captureMedia: 'digest' | 'full';
  readonly textLimit: number;
  readonly contentLimit: number;
  readonly completionHook: 'upload' | undefined;
  readonly uploadPath: string | undefined;
  readonly uploadFormat: 'json' | 'jsonl';
  readonly uploadQueue: number;
  readonly redact: 'all' | 'secrets';
  /** JSON. */
  readonly redactPatterns: string | undefined;
  readonly redactHook: string | undefined;
  readonly hmacKey: string | undefined;
  readonly hmacKeyId: string | undefined;
}
