// What is known about a tool that lives in the same process: how it is installed, started and
// asked for a span, and where its spans arrive.

import type { OtlpSink } from '@llm-otel/testkit';
import type { Dependencies } from '../application.ts';
import type { Intake } from './intake.ts';
import type { Span } from './spans.ts';

export type Format = 'esm' | 'cjs';

/** What a process may send to. */
export interface Backends {
  readonly sink: OtlpSink;
  readonly intake: Intake;
}

/** A tool as its documentation sets it up in one module format. */
export interface OtherTool {
  readonly name: string;
  readonly format: Format;
  readonly dependencies: Dependencies;
  /** Node's arguments that start it, ours not among them. */
  readonly start: readonly string[];
  /** The set-up files that `start` names. */
  readonly files?: Readonly<Record<string, string>>;
  env?(backends: Backends): Record<string, string>;
  /** The package through which the application opens a span, and how: an expression. */
  readonly spans: { readonly module: string; readonly open: string };
  /** Our spans go to the tool's provider, and arrive where its own do. */
  readonly isProvider: boolean;
  /** Its set-up file imports the SDK: a preload behind it finds ES modules that are evaluated. */
  readonly importsSdk?: boolean;
  /** Makes spans of its own of the SDK's calls, around ours. */
  readonly isGenAi?: true;
  /** The spans that arrived at the intake. */
  received?(intake: Intake): Span[];
  /** Why it is not run. */
  readonly skip?: string;
}

/** Opens a span through the API of OpenTelemetry. */
export const openTelemetrySpan = {
  module: '@opentelemetry/api',
  open: `(work) => api.trace.getTracer('application').startActiveSpan('question', async (span) => {
  try { await work(); } finally { span.end(); }
})`,
};

/** Variables of every tool that exports OTLP. */
export function otlpVariables({ sink }: Backends): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    // Some of the others ask the network which cloud they are in.
    OTEL_NODE_RESOURCE_DETECTORS: 'none',
  };
}

/** A set-up file in both formats, and the argument that loads it. */
export function setUp(
  format: Format,
  source: string,
): { readonly start: readonly string[]; readonly files: Readonly<Record<string, string>> } {
  return format === 'esm'
    ? { start: ['--import', './set-up.mjs'], files: { 'set-up.mjs': source } }
    : { start: ['--require', './set-up.cjs'], files: { 'set-up.cjs': source } };
}
