// Who is measured: how each starts, what it sees, and who counts its spans.

import { PRELOAD } from '../child.ts';
import type { Peer } from '../peers/installation.ts';

/** Whose pipeline takes the spans: a provider of the application's own, or that of the variant, over OTLP. */
export type SetUp = 'application' | 'own';

/** An SDK with an adapter. */
export type Sdk = 'openai' | 'anthropic' | 'groq' | 'google-genai' | 'ollama';

/** One column of the tables. */
export interface Variant {
  readonly name: string;
  /** The file in `program/variants/`. */
  readonly program: string;
  /** Set if it is somebody else's, which may see nothing. */
  readonly peer?: Peer;
  readonly nodeArguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly sdks: readonly Sdk[];
  readonly setUps: readonly SetUp[];
  /** What the program registers in each set-up. */
  readonly provider: Readonly<Record<SetUp, 'none' | 'counting' | 'otlp'>>;
  /** Content is recorded or not, as it is told. */
  readonly hasContentSwitch: boolean;
}

const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const ALL: readonly Sdk[] = ['openai', 'anthropic', 'groq', 'google-genai', 'ollama'];
const ours = {
  program: 'bare',
  nodeArguments: PRELOAD,
  sdks: ALL,
  setUps: ['application', 'own'],
  provider: { application: 'counting', own: 'none' },
  hasContentSwitch: true,
} as const;
const byHand = {
  sdks: ALL,
  setUps: ['application', 'own'],
  provider: { application: 'counting', own: 'otlp' },
  hasContentSwitch: false,
} as const;
const other = (peer: Peer, sdks: readonly Sdk[], hasContentSwitch = true): Variant => ({
  name: peer,
  program: peer,
  peer,
  sdks,
  setUps: ['application'],
  provider: { application: 'counting', own: 'none' },
  hasContentSwitch,
});

/** The neighbour of a variant's runs: the SDK alone, where the application has a provider beside it. */
export function bareOf({ provider }: Variant): Variant {
  return {
    name: 'bare',
    program: 'bare',
    sdks: ALL,
    setUps: ['application', 'own'],
    provider: { application: provider.application, own: 'none' },
    hasContentSwitch: true,
  };
}

/** All, in the order of the columns. */
export const VARIANTS: readonly Variant[] = [
  { ...byHand, name: 'floor', program: 'floor' },
  { ...byHand, name: 'floor-intervals', program: 'floor-intervals' },
  { ...ours, name: 'llm-otel' },
  { ...ours, name: 'llm-otel-off', env: { LLM_OTEL_CHUNK_INTERVALS: 'off' } },
  { ...ours, name: 'llm-otel-no-cost', env: { LLM_OTEL_COST: 'off' } },
  other('openlit', ['openai', 'anthropic', 'groq', 'ollama']),
  other('langfuse', ['openai'], false),
  other('openinference', ['openai', 'anthropic']),
  {
    ...other('sentry', ['openai', 'anthropic']),
    provider: { application: 'none', own: 'none' },
  },
  {
    ...other('datadog', ['openai', 'anthropic'], false),
    provider: { application: 'none', own: 'none' },
  },
  other('opentelemetry', ['openai']),
  other('traceloop', ['openai', 'anthropic']),
];

/** The environment of a run. */
export function environmentOf(
  { env, peer }: Variant,
  setUp: SetUp,
  isContentOn: boolean,
  backends: { readonly sink: string; readonly agent: number },
): Record<string, string> {
  return {
    ...(setUp === 'own' && {
      OTEL_EXPORTER_OTLP_ENDPOINT: backends.sink,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    }),
    ...(isContentOn && peer === undefined && { [CAPTURE]: 'SPAN_ONLY' }),
    ...(peer === 'datadog' && {
      DD_TRACE_AGENT_URL: `http://127.0.0.1:${backends.agent}`,
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
      DD_REMOTE_CONFIGURATION_ENABLED: 'false',
      DD_TRACE_STARTUP_LOGS: 'false',
    }),
    ...env,
  };
}
