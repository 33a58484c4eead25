// Every setting in one table: option, variable, allowed values, default, text.
// docs/configuration.md is generated from it.

import { CALL_LOG_SETTINGS, type CallLogConfig } from './call-log-settings.ts';
import { CONTENT_SETTINGS, type ContentConfig } from './content-settings.ts';
import { byOrder, type Setting } from './setting.ts';

/** The settings of this package. The `OTEL_*` variables mean what OpenTelemetry says. */
export const SETTINGS = {
  spanNames: {
    variable: 'LLM_OTEL_SPAN_NAMES',
    values: ['product', 'semconv'],
    default: 'product',
    text: 'Span names: `llm.call`, `chain.step` and `retrieval`, or those of the GenAI conventions (`chat gpt-4o`).',
  },
  semconv: {
    variable: 'LLM_OTEL_SEMCONV',
    values: ['latest', '1.41', 'both'],
    default: 'latest',
    text: 'Version of the GenAI conventions: that of October 2026, v1.41, which most dashboards know, or, while you move from one to the other, metrics and renamed attributes under both names. `OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental` means `latest`.',
  },
  ...CONTENT_SETTINGS,
  detailsEvent: {
    variable: 'LLM_OTEL_DETAILS_EVENT',
    values: ['with_content', 'always', 'never'],
    default: 'with_content',
    text: 'When an inference is told of as an event `gen_ai.client.inference.operation.details` besides its span: where content is recorded on events, or always. It repeats the span, and costs a call as much again.',
  },
  baggage: {
    variable: 'LLM_OTEL_BAGGAGE',
    values: ['none', 'gen_ai.conversation.id', 'session.id', 'user.id'],
    isList: true,
    default: 'gen_ai.conversation.id',
    text: 'Which entries of the baggage, a list, become attributes of spans where the application has not set them: those of whoever called this service.',
  },
  userIdMode: {
    variable: 'LLM_OTEL_USER_ID',
    values: ['raw', 'hmac', 'drop'],
    default: 'raw',
    whenUnknown: 'drop',
    stricter: byOrder('drop', 'hmac', 'raw'),
    text: 'What becomes of a `userId` given to `withConversation`: recorded as `user.id`, as an HMAC in `user.hash`, or not at all.',
  },
  logDirectory: {
    variable: 'LLM_OTEL_LOG_DIR',
    text: 'Where call records are written. Unset: `./llm_logs` when nothing else receives the telemetry, else no file.',
  },
  ...CALL_LOG_SETTINGS,
  streamUsage: {
    variable: 'LLM_OTEL_STREAM_USAGE',
    values: ['observe', 'request'],
    default: 'observe',
    text: 'Token counts of streams whose provider sends them only on demand: taken when the application asks for them, or asked for by us in a copy of the request, and hidden from the stream. A raw response (`asResponse()`) shows what was asked for.',
  },
  disabledSdks: {
    variable: 'LLM_OTEL_DISABLED_SDKS',
    isList: true,
    text: 'Names of SDKs, with commas between, whose calls are passed on unrecorded: `openai`, `anthropic` and so on, as README lists them.',
  },
  native: {
    variable: 'LLM_OTEL_NATIVE',
    values: ['own', 'adopt', 'off'],
    default: 'own',
    text: 'Who records the calls of SDKs that trace themselves, as `@anthropic-ai/sdk` does since 0.134: `own`, a span of ours and none of theirs, unless the application asks for theirs, which then counts as `adopt`; `adopt`, their span, with our attributes added; `off`, theirs alone, without metrics and call records.',
  },
  doctor: {
    variable: 'LLM_OTEL_DOCTOR',
    values: ['0', '1'],
    default: '0',
    text: '`1` prints a report to stderr when the process exits: which SDKs were seen and patched or why not, and where telemetry goes.',
  },
} as const satisfies Record<string, Setting>;

/** The settings after reading them. */
export interface Config extends CallLogConfig, ContentConfig {
  readonly spanNames: 'product' | 'semconv';
  readonly semconv: 'latest' | '1.41' | 'both';
  readonly detailsEvent: 'with_content' | 'always' | 'never';
  /** Names with commas between. */
  readonly baggage: string;
  readonly userIdMode: 'raw' | 'hmac' | 'drop';
  readonly logDirectory: string | undefined;
  readonly streamUsage: 'observe' | 'request';
  /** Names with commas between. */
  readonly disabledSdks: string | undefined;
  readonly native: 'own' | 'adopt' | 'off';
  readonly doctor: '0' | '1';
}
