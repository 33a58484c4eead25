// Datadog's tracer, with our intake as its agent.

import type { Intake } from './intake.ts';
import type { OtherTool } from './other-tool.ts';
import type { Span } from './spans.ts';

const START = {
  cjs: ['--require', 'dd-trace/init'],
  esm: ['--import', 'dd-trace/initialize.mjs'],
};

export const datadogTools: readonly OtherTool[] = (['cjs', 'esm'] as const).map((format) => ({
  name: 'dd-trace 6.21.0, openai 7.55.0',
  format,
  dependencies: { openai: '7.55.0', '@opentelemetry/api': '1.9.1', 'dd-trace': '6.21.0' },
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
}));

/** Operation names: MessagePack stores plain strings, the key `name` before each. */
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
