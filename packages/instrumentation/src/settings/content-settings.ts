// The content settings: what is recorded, how much, and how it is redacted.

import { byOrder, larger, smaller, type Value } from './setting.ts';

const SWITCH = {
  values: ['true', 'false'],
  default: 'true',
  whenUnknown: 'false',
  stricter: byOrder('false', 'true'),
} as const;

/** The places where content is recorded. */
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
    text: 'Where instructions, messages, tool arguments and results, queries and documents are recorded: nowhere (`false`, `NO_CONTENT`), on spans, on events, or on both (`true`, `SPAN_AND_EVENT`). Call records contain them whenever they are recorded. They are redacted first.',
  },
  capturePrompts: {
    variable: 'LLM_OTEL_CAPTURE_PROMPTS',
    ...SWITCH,
    text: 'Whether content includes the input of models: instructions, messages, template variables, queries. `false` replaces them with `[REDACTED]`.',
  },
  captureResponses: {
    variable: 'LLM_OTEL_CAPTURE_RESPONSES',
    ...SWITCH,
    text: 'Whether content includes the output of models. `false` replaces it with `[REDACTED]`.',
  },
  captureTools: {
    variable: 'LLM_OTEL_CAPTURE_TOOLS',
    ...SWITCH,
    text: 'Whether content includes the arguments and results of tools, also inside messages. `false` replaces them with `[REDACTED]`.',
  },
  captureDocuments: {
    variable: 'LLM_OTEL_CAPTURE_DOCUMENTS',
    ...SWITCH,
    text: 'Whether content includes the documents of searches and reranks and the records of memories.',
  },
  toolDefinitions: {
    variable: 'LLM_OTEL_TOOL_DEFINITIONS',
    values: ['names', 'full'],
    default: 'names',
    stricter: byOrder('names', 'full'),
    text: 'What is recorded about the tools that a request offers, if content is recorded: their names, or also their descriptions and schemas.',
  },
  captureWhen: {
    variable: 'LLM_OTEL_CAPTURE_WHEN',
    values: ['always', 'on_threshold'],
    default: 'always',
    whenUnknown: 'on_threshold',
    stricter: byOrder('on_threshold', 'always'),
    text: 'Whether content is recorded for every operation, or only for operations that were slow, used many tokens, failed or were stopped by a filter.',
  },
  captureSlowerThan: {
    variable: 'LLM_OTEL_CAPTURE_SLOWER_THAN',
    quantity: 'duration',
    stricter: larger,
    default: '10s',
    text: 'An operation that takes this long counts as slow with `LLM_OTEL_CAPTURE_WHEN=on_threshold`.',
  },
  captureOverTokens: {
    variable: 'LLM_OTEL_CAPTURE_OVER_TOKENS',
    quantity: 'count',
    stricter: larger,
    text: 'How many tokens, input plus output, count as many with `LLM_OTEL_CAPTURE_WHEN=on_threshold`. Unset: tokens are ignored.',
  },
  capturePerMinute: {
    variable: 'LLM_OTEL_CAPTURE_PER_MINUTE',
    quantity: 'limit',
    whenUnknown: '0',
    stricter: smaller,
    text: 'For how many operations per minute content is recorded at most, or 0 for none; the others have `llm_otel.content.omitted`. Unset: no limit.',
  },
  captureMedia: {
    variable: 'LLM_OTEL_CAPTURE_MEDIA',
    values: ['digest', 'full'],
    default: 'digest',
    stricter: byOrder('digest', 'full'),
    text: 'What is recorded of images, sounds and files inside content: their type, size and SHA-256, or the complete data if it fits into `LLM_OTEL_CONTENT_MAX`.',
  },
  textLimit: {
    variable: 'LLM_OTEL_TEXT_MAX',
    quantity: 'size',
    stricter: smaller,
    default: '16KiB',
    text: 'How many characters of one text inside content are kept. A cut text says so at its end.',
  },
  contentLimit: {
    variable: 'LLM_OTEL_CONTENT_MAX',
    quantity: 'size',
    stricter: smaller,
    default: '128KiB',
    text: 'How many characters of the input of an operation are kept, and as many of its output; the newest messages are kept first. `llm_otel.content.dropped_characters` is the number of characters that were dropped.',
  },
  completionHook: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK',
    values: ['upload'],
    text: '`upload`: redacted content is stored separately, and spans have references to it, regardless of the content that is recorded on them.',
  },
  uploadPath: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH',
    text: 'The destination of uploads: a folder, a `file://` URL, or `s3://bucket/prefix`, which needs `@aws-sdk/client-s3`.',
  },
  uploadFormat: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_FORMAT',
    values: ['json', 'jsonl'],
    default: 'json',
    text: 'The format of uploads: one JSON array, or one line per message.',
  },
  uploadQueue: {
    variable: 'OTEL_INSTRUMENTATION_GENAI_UPLOAD_MAX_QUEUE_SIZE',
    quantity: 'count',
    default: '20',
    text: 'How many operations may wait for their upload. For further operations nothing is stored, and their spans have no references.',
  },
  errorText: {
    variable: 'LLM_OTEL_ERROR_TEXT',
    values: ['redacted', 'machine'],
    default: 'redacted',
    whenUnknown: 'machine',
    stricter: byOrder('machine', 'redacted'),
    text: 'What is recorded of the texts of errors. `redacted`: texts of providers that are known word by word, messages of the application without quotations, and whole texts only where all content is recorded. `machine`: no text, only class, code, status and parameter.',
  },
  redact: {
    variable: 'LLM_OTEL_REDACT',
    values: ['all', 'secrets'],
    default: 'all',
    stricter: byOrder('all', 'secrets'),
    text: 'What is redacted in content, error messages and attributes of the application: keys, tokens and passwords together with personal data of known shape (`all`), or only keys, tokens and passwords (`secrets`).',
  },
  phoneRegions: {
    variable: 'LLM_OTEL_PHONE_REGIONS',
    text: 'Countries whose telephone numbers are also redacted as they are written there, as a list such as `DE,FR`. This needs `libphonenumber-js`, installed beside the application.',
  },
  redactPatterns: {
    variable: 'LLM_OTEL_REDACT_PATTERNS',
    text: 'Your own regular expressions, as a JSON list of strings; their matches become `[REDACTED]`. They need `re2js` or `re2`, installed beside the application. If one of them is invalid, no content is recorded.',
  },
  redactHook: {
    variable: 'LLM_OTEL_REDACT_HOOK',
    text: 'Path from the working directory to your own module, which exports a function `(text) => text`. The function gets texts that are already redacted. If it throws or does not return a string, the whole text becomes `[REDACTED]`.',
  },
  hmacKey: {
    variable: 'LLM_OTEL_HMAC_KEY',
    text: 'Key for an HMAC-SHA-256 of each prompt in `llm_otel.prompt.hash`, which finds equal prompts, and of user ids with `LLM_OTEL_USER_ID=hmac`. Prompts are read for the hash even if they are not recorded. Without a key there are no hashes.',
  },
  hmacKeyId: {
    variable: 'LLM_OTEL_HMAC_KEY_ID',
    text: 'A name for that key, recorded with the hashes: hashes made with different keys cannot be compared.',
  },
} as const;

/** The parsed values. Limits are in characters, times in seconds. */
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
  readonly errorText: 'redacted' | 'machine';
  readonly redact: 'all' | 'secrets';
  readonly phoneRegions: string | undefined;
  /** JSON. */
  readonly redactPatterns: string | undefined;
  readonly redactHook: string | undefined;
  readonly hmacKey: string | undefined;
  readonly hmacKeyId: string | undefined;
}
