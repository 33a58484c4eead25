// Every setting in one table: option, variable, allowed values, default, text.
// docs/configuration.md is generated from it.

import { CALL_LOG_SETTINGS, type CallLogConfig } from './call-log-settings.ts';
import { CONTENT_SETTINGS, type ContentConfig } from './content-settings.ts';
import { byOrder, type Setting } from './setting.ts';

/** The settings of this package. The `OTEL_*` variables have OpenTelemetry's meaning. */
export const SETTINGS = {
  spanNames: {
    variable: 'LLM_OTEL_SPAN_NAMES',
    values: ['product', 'semconv'],
    default: 'product',
    text: 'Span names: `llm.call`, `chain.step` and `retrieval`, or those of the GenAI conventions (`chat gpt-4o`).',
  },
  semconv: {
    variable: 'LLM_OTEL_SEMCONV',
    values: ['latest', '1.41', 'both', 'proposed'],
    default: 'latest',
    text: 'Version of the GenAI conventions: that of October 2026 (`latest`); v1.41, which most dashboards support; or `both` for metrics and renamed attributes under both names, while you migrate. `proposed` is `latest` with what is proposed for the conventions: the cost of a call. `OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental` means `latest`.',
  },
  ...CONTENT_SETTINGS,
  detailsEvent: {
    variable: 'LLM_OTEL_DETAILS_EVENT',
    values: ['with_content', 'always', 'never'],
    default: 'with_content',
    text: 'When an inference emits an event `gen_ai.client.inference.operation.details` in addition to its span: if content is recorded on events, always, or never. The event repeats the span and doubles the cost of a call.',
  },
  baggage: {
    variable: 'LLM_OTEL_BAGGAGE',
    values: ['none', 'gen_ai.conversation.id', 'session.id', 'user.id'],
    isList: true,
    default: 'gen_ai.conversation.id',
    text: 'List of the baggage entries, set by callers of this service, that become span attributes if the application has not set these attributes itself.',
  },
  userIdMode: {
    variable: 'LLM_OTEL_USER_ID',
    values: ['raw', 'hmac', 'drop'],
    default: 'raw',
    whenUnknown: 'drop',
    stricter: byOrder('drop', 'hmac', 'raw'),
    text: 'How a `userId` given to `withConversation` is recorded: as `user.id`, as an HMAC in `user.hash`, or not at all.',
  },
  logDirectory: {
    variable: 'LLM_OTEL_LOG_DIR',
    text: 'Directory of the call records. Unset: `./llm_logs` if nothing else receives the telemetry, otherwise no file.',
  },
  ...CALL_LOG_SETTINGS,
  chunkIntervals: {
    variable: 'LLM_OTEL_CHUNK_INTERVALS',
    values: ['record', 'off'],
    default: 'record',
    text: 'Whether the time between the chunks of streams is measured: the metric `gen_ai.client.inference.time_per_output_chunk`, and `generation_latency_ms` of call records. `off` spares about half of what a chunk costs, and with a MeterProvider of the application more: its histogram takes each value by itself.',
  },
  cost: {
    variable: 'LLM_OTEL_COST',
    values: ['on', 'off'],
    default: 'on',
    text: 'Whether the cost of calls is recorded: what the response states, else what the price list says (docs/cost.md).',
  },
  prices: {
    variable: 'LLM_OTEL_PRICES',
    text: 'A JSON file with prices and aliases of models of your own, which win over the price list (docs/cost.md). A file with a mistake in it changes nothing, and the mistake is said once.',
  },
  streamUsage: {
    variable: 'LLM_OTEL_STREAM_USAGE',
    values: ['observe', 'request'],
    default: 'observe',
    text: 'Token counts of streams from providers that send them only on request. `observe` records them if the application requests them. `request` requests them in a copy of the request and hides them from the stream; a raw response (`asResponse()`) shows them. It leaves requests with their own `stream_options` as they are. If a server refuses the request (400, 406, 415, 422), the call is repeated as the application made it, and this process no longer asks that server.',
  },
  mcpPropagation: {
    variable: 'LLM_OTEL_MCP_PROPAGATION',
    values: ['on', 'off'],
    default: 'on',
    text: 'Whether messages of the Model Context Protocol carry the trace: `traceparent` and `tracestate` in `_meta`, as its specification reserves them, and `TRACEPARENT` in the environment of servers that are started over stdio, and of Claude Code that its SDK starts. `off` sends nothing and ignores what is received.',
  },
  mcpBaggage: {
    variable: 'LLM_OTEL_MCP_BAGGAGE',
    values: ['on', 'off'],
    default: 'off',
    text: 'Whether they carry the baggage, too. It may name users and sessions: turn it on only if all servers and clients are your own.',
  },
  disabledSdks: {
    variable: 'LLM_OTEL_DISABLED_SDKS',
    isList: true,
    text: 'Comma-separated names of SDKs whose calls are not recorded: `openai`, `anthropic` and so on, as listed in README.',
  },
  providers: {
    variable: 'LLM_OTEL_PROVIDERS',
    isList: true,
    form: {
      item: /^[\w.-]+(?::\d+)?=[\w.-]+$/,
      text: 'a list such as llm.acme.com=acme,localhost:8000=vllm',
    },
    text: 'Providers by host: `llm.acme.com=acme,localhost:8000=vllm`. A host stands for its subdomains, too; one with a port wins. For servers that speak the API of another provider and are none of those that are known.',
  },
  native: {
    variable: 'LLM_OTEL_NATIVE',
    values: ['own', 'adopt', 'off'],
    default: 'own',
    text: 'Who records the calls of SDKs that trace themselves, as `@anthropic-ai/sdk` does since 0.134. `own`: our span and not theirs, unless the application asks for theirs, which then counts as `adopt`. `adopt`: their span, with our attributes added. `off`: only their span, without metrics and call records.',
  },
  doctor: {
    variable: 'LLM_OTEL_DOCTOR',
    values: ['0', '1'],
    default: '0',
    text: '`1` prints a report to stderr when the process ends: which versions of SDKs were found and what of them is traced, how many operations were recorded, where telemetry goes, what was sent and lost, and the reason if nothing was recorded (docs/troubleshooting.md).',
  },
} as const satisfies Record<string, Setting>;

/** The parsed settings. */
export interface Config extends CallLogConfig, ContentConfig {
  readonly spanNames: 'product' | 'semconv';
  readonly semconv: 'latest' | '1.41' | 'both' | 'proposed';
  readonly detailsEvent: 'with_content' | 'always' | 'never';
  /** Comma-separated names. */
  readonly baggage: string;
  readonly userIdMode: 'raw' | 'hmac' | 'drop';
  readonly logDirectory: string | undefined;
  readonly chunkIntervals: 'record' | 'off';
  readonly cost: 'on' | 'off';
  readonly prices: string | undefined;
  readonly streamUsage: 'observe' | 'request';
  readonly mcpPropagation: 'on' | 'off';
  readonly mcpBaggage: 'on' | 'off';
  /** Comma-separated names. */
  readonly disabledSdks: string | undefined;
  /** Comma-separated `host=provider`. */
  readonly providers: string | undefined;
  readonly native: 'own' | 'adopt' | 'off';
  readonly doctor: '0' | '1';
}
