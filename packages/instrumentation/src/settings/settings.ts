// Every setting in one table: option, variable, allowed values, default, text.
// docs/configuration.md is generated from it.

import { CALL_LOG_SETTINGS, type CallLogConfig } from './call-log-settings.ts';
import { CONTENT_SETTINGS, type ContentConfig } from './content-settings.ts';
import { QUANTITY_NAMES, toQuantity, type Quantity } from './quantity.ts';

/** One setting that is read from the environment. */
export interface Setting {
  readonly variable: string;
  /** The allowed values; any text where there are none. */
  readonly values?: readonly string[];
  /** Several of them may stand in it, with commas between. */
  readonly isList?: boolean;
  /** A number in place of a text. */
  readonly quantity?: Quantity;
  readonly default?: string;
  /** What a value that is not understood counts as, where the default would say more than was meant. */
  readonly whenUnknown?: string;
  readonly text: string;
}

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
  readonly native: 'own' | 'adopt' | 'off';
  readonly doctor: '0' | '1';
}

let current: { config: Config; problems: string[] } | undefined;

/** The configuration of this process, read once. */
export function config(): Config {
  return read().config;
}

/**
 * One line for every value that was not understood: the name, the value and the way out. Hands the
 * lines out once, so that whoever comes first tells them.
 */
export function takeConfigProblems(): readonly string[] {
  return read().problems.splice(0);
}

/** Whether `OTEL_SDK_DISABLED=true` asks for silence: no hook, no file, nothing. */
export function isDisabled(): boolean {
  return process.env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true';
}

function read(): { config: Config; problems: string[] } {
  current ??= parse(process.env);
  return current;
}

function parse(environment: NodeJS.ProcessEnv): { config: Config; problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, string | number | undefined> = {};
  for (const [option, setting] of Object.entries<Setting>(SETTINGS)) {
    const raw = environment[setting.variable]?.trim() || undefined;
    const value = raw === undefined ? undefined : understood(raw, setting);
    const instead = raw === undefined ? setting.default : (setting.whenUnknown ?? setting.default);
    values[option] = value ?? (instead && understood(instead, setting));
    if (raw === undefined || value !== undefined) continue;
    const allowed =
      setting.quantity === undefined
        ? `one of ${setting.values!.join(', ')}`
        : QUANTITY_NAMES[setting.quantity];
    const so = instead === undefined ? 'ignoring it' : `using ${instead}`;
    problems.push(`${setting.variable}=${JSON.stringify(raw)} is not ${allowed}; ${so}`);
  }
  problems.push(...stabilityProblems(environment, String(values['semconv'])));
  if (values['userIdMode'] === 'hmac' && values['hmacKey'] === undefined) {
    problems.push(
      `LLM_OTEL_USER_ID="hmac" needs a key in LLM_OTEL_HMAC_KEY; no user id is recorded`,
    );
  }
  return { config: values as unknown as Config, problems };
}

/** What `raw` stands for; `undefined` where the setting does not allow it. */
function understood(
  raw: string,
  { values, isList, quantity }: Setting,
): string | number | undefined {
  if (quantity !== undefined) return toQuantity(raw, quantity);
  if (values === undefined) return raw;
  const value = raw.toLowerCase();
  const parts = isList === true ? listOf(value) : [value];
  return parts.every((part) => values.includes(part)) ? value : undefined;
}

/** What the standard variable asks for that `LLM_OTEL_SEMCONV` does not give. */
function stabilityProblems(environment: NodeJS.ProcessEnv, semconv: string): string[] {
  const variable = 'OTEL_SEMCONV_STABILITY_OPT_IN';
  const known = 'gen_ai_latest_experimental';
  const asked = listOf(environment[variable] ?? '').filter((name) => name.startsWith('gen_ai'));
  const problems = asked
    .filter((name) => name !== known)
    .map((name) => `${variable} has ${JSON.stringify(name)}; for GenAI it only knows ${known}`);
  if (semconv === '1.41' && asked.includes(known)) {
    problems.push(`LLM_OTEL_SEMCONV="1.41" counts, and not ${known} in ${variable}: unset one`);
  }
  return problems;
}

/** The parts of a list with commas between. */
export function listOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
}
