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

Every setting is an environment variable and an option of \`configure({...})\`. Settings are read when the first of
them is needed, with the first call, so a program may set them before that; only \`LLM_OTEL_DOCTOR\` must be set when the
process starts. Code overrides the environment; for content settings, the stricter of the two values applies. An invalid
value is reported in one line on stderr, and the default is used; for what is recorded of content, the value that records less. A size is a number of bytes, or a number followed by
\`KB\`, \`MB\`, \`GB\` (steps of 1000) or \`KiB\`, \`MiB\`, \`GiB\` (steps of 1024).

${table(['Variable', 'Option', 'Values', 'Default', 'Meaning'], rows)}

## OpenTelemetry's own variables

The standard variables have the meaning that OpenTelemetry defines. The built-in lean pipeline supports:

${table(
  ['Variables', 'What they do here'],
  [
    ['`OTEL_SDK_DISABLED=true`', 'Disables everything: no hook, no file.'],
    [
      '`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_{TRACES,METRICS,LOGS}_ENDPOINT`',
      'Where to send OTLP over HTTP, as JSON. Without an endpoint, call records are written instead.',
    ],
    [
      '`OTEL_EXPORTER_OTLP_{HEADERS,TIMEOUT,COMPRESSION,CERTIFICATE,CLIENT_CERTIFICATE,CLIENT_KEY}` and their variants for one signal',
      'How to send it.',
    ],
    ['`OTEL_{TRACES,METRICS,LOGS}_EXPORTER`', '`otlp` or `none`.'],
    [
      '`OTEL_TRACES_SAMPLER`, `OTEL_TRACES_SAMPLER_ARG`',
      'Head sampling of spans. Metrics and call records count every call.',
    ],
    ['`OTEL_BSP_*`, `OTEL_BLRP_*`', 'Batching of spans and of log records.'],
    ['`OTEL_METRIC_EXPORT_INTERVAL`, `OTEL_METRIC_EXPORT_TIMEOUT`', 'How often metrics are sent.'],
    [
      '`OTEL_ATTRIBUTE_*_LIMIT`, `OTEL_SPAN_*_LIMIT`, `OTEL_EVENT_*_LIMIT`, `OTEL_LINK_*_LIMIT`, `OTEL_LOGRECORD_*_LIMIT`',
      'Limits of attributes, events and links.',
    ],
    [
      '`OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`',
      'The resource. Every process and worker thread gets its own `service.instance.id` unless one is set.',
    ],
    ['`OTEL_PROPAGATORS`', '`tracecontext`, `baggage` or `none`.'],
    [
      '`OTEL_LOG_LEVEL`',
      "Enables OpenTelemetry's diagnostics, including ours. `none` also silences our lines on stderr.",
    ],
  ],
)}

Anything else (\`OTEL_EXPORTER_OTLP_PROTOCOL=grpc\` or \`http/protobuf\`, \`OTEL_CONFIG_FILE\`, other
exporters or propagators) hands the whole set-up to \`@opentelemetry/sdk-node\`, an optional peer
dependency. If it is needed but missing, one line on stderr names it.

What calls need is loaded with the first LLM SDK: between a call and its request, no module is loaded and no file is
read. Variables that are set later count as well, but if they ask for a package (\`@opentelemetry/sdk-node\`, \`re2\`,
\`re2js\`, \`libphonenumber-js\`) or name certificates, the first call waits until these are loaded. It also waits for
\`OTEL_CONFIG_FILE\`, which \`@opentelemetry/sdk-node\` reads when it starts.
`;
}
