// Datadog's tracer, with an agent that is our intake.

import type { Intake } from './intake.ts';
import type { Format, OtherTool } from './other-tool.ts';
import type { Span } from './spans.ts';

const START = {
  cjs: ['--require', 'dd-trace/init'],
  esm: ['--import', 'dd-trace/initialize.mjs'],
};

function datadog(openai: string, format: Format): OtherTool {
  return {
    name: `dd-trace 6.21.0, openai ${openai}`,
    format,
    dependencies: { openai, '@opentelemetry/api': '1.9.1', 'dd-trace': '6.21.0' },
    start: START[format],
    env: ({ intake }) => ({
      DD_TRACE_AGENT_URL: `http://127.0.0.1:${intake.port}`,
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
      DD_REMOTE_CONFIGURATION_ENABLED: 'false',
      DD_TRACE_STARTUP_LOGS: 'false',
    }),
    spans: { module: 'dd-trace', open: `(work) => api.trace('question', work)` },
    isProvider: false,
    received: datadogSpans,
  };
}

export const datadogTools: readonly OtherTool[] = ['7.55.0', '6.49.0'].flatMap((openai) => [
  datadog(openai, 'cjs'),
  datadog(openai, 'esm'),
]);

/** Operation names: MessagePack writes strings as they are, the key `name` before each. */
function datadogSpans({ bodies }: Intake): Span[] {
  return bodies
    .flatMap((body) => [...body.matchAll(/\xa4name[\xa0-\xbf]([a-z.]+)/g)])
    .map(([, name]) => ({
      name: name!,
      spanId: '',
      parentSpanId: undefined,
      scope: { name: 'dd-trace' },
    }));
}
