// Describes a tool in the same process: how to install it, start it and open
// a span with it, and where its spans arrive.

import type { OtlpSink } from '@llm-otel/testkit';
import type { Dependencies } from '../application.ts';
import type { Program } from '../program-shapes.ts';
import type { Intake } from './intake.ts';
import type { Span } from './spans.ts';

export type Format = 'esm' | 'cjs';

/** Targets of a process. */
export interface Backends {
  readonly sink: OtlpSink;
  readonly intake: Intake;
}

/** A tool as documented, for one module format. */
export interface OtherTool {
  readonly name: string;
  readonly format: Format;
  readonly dependencies: Dependencies;
  /** Node's arguments that start it, without ours. */
  readonly start: readonly string[];
  /** The setup files that `start` loads. */
  readonly files?: Readonly<Record<string, string>>;
  env?(backends: Backends): Record<string, string>;
  /** The package with which the application opens a span, and an expression for it. */
  readonly spans: { readonly module: string; readonly open: string };
  /** Our spans go to the tool's provider, and arrive with its own. */
  readonly isProvider: boolean;
  /** Its setup file imports the SDK: a later preload finds ES modules already evaluated. */
  readonly importsSdk?: boolean;
  /** Creates its own spans for the SDK's calls, around ours. */
  readonly isGenAi?: true;
  /** The spans received by the intake. */
  received?(intake: Intake): Span[];
  /** Default: the calls of the matrix, by `openai`. */
  readonly application?: Application;
  /** Why it is skipped. */
  readonly skip?: string;
}

/** What runs beside a tool. */
export interface Application {
  program(tool: OtherTool): Program;
  /** Its call records. */
  readonly calls: readonly string[];
  /** What is read of our spans, and has to be. */
  spansIn(spans: readonly Span[], tool: OtherTool): readonly string[];
  readonly spans: readonly string[];
}

/** Opens a span through the API of OpenTelemetry. */
export const openTelemetrySpan = {
  module: '@opentelemetry/api',
  open: `(work) => api.trace.getTracer('application').startActiveSpan('question', async (span) => {
  try { await work(); } finally { span.end(); }
})`,
};

/** Variables of every tool that exports OTLP. */
export function otlpVariables({ sink }: Pick<Backends, 'sink'>): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    // Some other tools query the network for their cloud.
    OTEL_NODE_RESOURCE_DETECTORS: 'none',
  };
}

/** A setup file in both formats, and the argument that loads it. */
export function setUp(
  format: Format,
  source: string,
): { readonly start: readonly string[]; readonly files: Readonly<Record<string, string>> } {
  return format === 'esm'
    ? { start: ['--import', './set-up.mjs'], files: { 'set-up.mjs': source } }
    : { start: ['--require', './set-up.cjs'], files: { 'set-up.cjs': source } };
}
