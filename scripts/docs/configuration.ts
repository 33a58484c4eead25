// docs/configuration.md, from the one table of settings.

import type { Setting } from '../../packages/instrumentation/dist/settings/setting.js';
import { SETTINGS } from '../../packages/instrumentation/dist/settings/table.js';
import { GENERATED, table } from './markdown.ts';

/** The whole document. */
export function configurationDocument(): string {
  const rows = Object.entries<Setting>(SETTINGS).map(
    ([option, { variable, values, quantity = 'text', default: standard, text }]) => [
      `\`${variable}\``,
      `\`${option}\``,
      values === undefined ? quantity : values.map((value) => `\`${value}\``).join(', '),
      standard === undefined ? '' : `\`${standard}\``,
      text,
    ],
  );
  return `${GENERATED}

# Configuration

All settings are environment variables, and options of \`configure({...})\`. They are read when the first of them is
needed, with the first call, so that a program may set them before: only \`LLM_OTEL_DOCTOR\` has to be there when the
process starts. Code wins over the environment; of what is recorded of content the stricter of the two counts. A value
that is not understood is reported in one line on stderr, and the default is used. A size is a number of bytes, or one with
\`KB\`, \`MB\`, \`GB\` (steps of 1000) or \`KiB\`, \`MiB\`, \`GiB\` (steps of 1024) behind it.

${table(['Variable', 'Option', 'Values', 'Default', 'Meaning'], rows)}

## OpenTelemetry's own variables

The standard variables mean what OpenTelemetry says. The lean pipeline that is built in understands:

${table(
  ['Variables', 'What they do here'],
  [
    ['`OTEL_SDK_DISABLED=true`', 'No hook, no file, nothing.'],
    [
      '`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_{TRACES,METRICS,LOGS}_ENDPOINT`',
      'Where to send OTLP over HTTP, as JSON. Without an endpoint call records are written instead.',
    ],
    [
      '`OTEL_EXPORTER_OTLP_{HEADERS,TIMEOUT,COMPRESSION,CERTIFICATE,CLIENT_CERTIFICATE,CLIENT_KEY}` and their forms for one signal',
      'How to send it.',
    ],
    ['`OTEL_{TRACES,METRICS,LOGS}_EXPORTER`', '`otlp` or `none`.'],
    [
      '`OTEL_TRACES_SAMPLER`, `OTEL_TRACES_SAMPLER_ARG`',
      'Head sampling of spans. Metrics and call records count every call.',
    ],
    ['`OTEL_BSP_*`, `OTEL_BLRP_*`', 'Batches of spans and of log records.'],
    ['`OTEL_METRIC_EXPORT_INTERVAL`, `OTEL_METRIC_EXPORT_TIMEOUT`', 'How often metrics are sent.'],
    [
      '`OTEL_ATTRIBUTE_*_LIMIT`, `OTEL_SPAN_*_LIMIT`, `OTEL_EVENT_*_LIMIT`, `OTEL_LINK_*_LIMIT`, `OTEL_LOGRECORD_*_LIMIT`',
      'Limits of attributes, events and links.',
    ],
    [
      '`OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`',
      'The resource. Every process and worker thread gets a `service.instance.id` of its own unless one is given.',
    ],
    ['`OTEL_PROPAGATORS`', '`tracecontext`, `baggage` or `none`.'],
    ['`OTEL_LOG_LEVEL`', "Opens OpenTelemetry's diagnostics, ours included."],
  ],
)}

Anything else (\`OTEL_EXPORTER_OTLP_PROTOCOL=grpc\` or \`http/protobuf\`, \`OTEL_CONFIG_FILE\`, other
exporters or propagators) hands the whole set-up to \`@opentelemetry/sdk-node\`, an optional peer
dependency. Where it is needed and missing, one line on stderr names it.
`;
}
