// Sentry with tracing: 10 uses an OpenTelemetry provider, 11 rewrites the SDK's source.

import type { Intake } from './intake.ts';
import { type Format, type OtherTool, setUp } from './other-tool.ts';
import { OUR_SCOPE, type Span } from './spans.ts';

interface SentrySpan {
  readonly name?: string;
  readonly description?: string;
  readonly span_id?: string;
  readonly parent_span_id?: string;
}

interface Line {
  readonly transaction?: string;
  readonly contexts?: { readonly trace?: SentrySpan };
  readonly spans?: readonly SentrySpan[];
  readonly items?: readonly SentrySpan[];
}

const init = `
Sentry.init({
  dsn: \`http://key@127.0.0.1:\${process.env.INTAKE_PORT}/1\`,
  tracesSampleRate: 1,
});
process.once('beforeExit', () => Sentry.flush());`;

const sources = {
  esm: `import * as Sentry from '@sentry/node';${init}`,
  cjs: `const Sentry = require('@sentry/node');${init}`,
};

function sentry(version: string, format: Format): OtherTool {
  return {
    name: `@sentry/node ${version}, openai 7.55.0`,
    format,
    dependencies: { openai: '7.55.0', '@opentelemetry/api': '1.9.1', '@sentry/node': version },
    // 11 rejects `--require`, in CommonJS applications too.
    ...(version.startsWith('11.') ? setUp('esm', sources.esm) : setUp(format, sources[format])),
    env: ({ intake }) => ({ INTAKE_PORT: String(intake.port) }),
    spans: {
      module: '@sentry/node',
      open: `(work) => api.startSpan({ name: 'question' }, work)`,
    },
    isProvider: version.startsWith('10.'),
    isGenAi: true,
    received: sentrySpans,
  };
}

export const sentryTools: readonly OtherTool[] = ['11.12.0', '10.78.0'].flatMap((version) => [
  sentry(version, 'cjs'),
  sentry(version, 'esm'),
]);

/** Every line of an envelope is a JSON document: 10 sends transactions, 11 lists of spans. */
function sentrySpans({ bodies }: Intake): Span[] {
  return bodies
    .flatMap((body) => body.split('\n'))
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { spans = [], items = [], contexts, transaction } = JSON.parse(line) as Line;
      const root = { ...contexts?.trace, description: transaction };
      return [...items, ...spans, ...(contexts?.trace === undefined ? [] : [root])];
    })
    .map(({ name = '', description = name, span_id = '', parent_span_id }) => ({
      name: description,
      spanId: span_id,
      parentSpanId: parent_span_id,
      scope: { name: description === 'llm.call' ? OUR_SCOPE : 'sentry' },
    }));
}
