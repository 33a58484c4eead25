// docs/telemetry.md, from the vocabulary.

import { DESCRIPTIONS } from '../../packages/instrumentation/dist/telemetry/descriptions.js';
import {
  ATTRIBUTE,
  METRIC,
  type MetricDefinition,
} from '../../packages/instrumentation/dist/telemetry/vocabulary.js';
import { GENERATED, table } from './markdown.ts';

/** Metrics that are counters on the wire; the rest are histograms. */
const isCounter = ({ buckets }: MetricDefinition): boolean => buckets === undefined;

const SPANS = [
  [
    '`llm.call`',
    '`chat {model}`, `embeddings {model}`, `generate_content {model}`, `text_completion {model}`',
    'CLIENT',
    'inference, embeddings',
    'A call to a model, from the request to the end of its response.',
  ],
  [
    '`retrieval`',
    '`retrieval {data source}`',
    'CLIENT',
    'retrieval',
    '`retrieval(...)`, or a search in a vector store of OpenAI.',
  ],
  [
    '`fetch_response`',
    'the same',
    'CLIENT',
    'request',
    'A response that is retrieved again. Its tokens were counted when it was created.',
  ],
  [
    '`{sdk}.{resource}.{method}`, such as `openai.files.create` or `anthropic.messages.batches.list`',
    'the same',
    'CLIENT',
    'request',
    'A call for which the conventions have no operation: no metrics, no call record.',
  ],
  [
    '`chain.step`',
    '`invoke_workflow {name}`, nested: the name',
    'INTERNAL',
    'step',
    '`chainStep(...)`',
  ],
  ['`execute_tool {name}`', 'the same', 'INTERNAL', 'tool', '`tool(...)`'],
  ['`invoke_agent {name}`', 'the same', 'INTERNAL', 'agent', '`agent(...)`'],
];

/** The whole document. */
export function telemetryDocument(): string {
  const attributes = Object.entries(ATTRIBUTE).map(([key, name]) => {
    const { on, type, text } = DESCRIPTIONS[key as keyof typeof ATTRIBUTE];
    return [`\`${name}\``, type, on.join(', '), text];
  });
  const metrics = Object.values<MetricDefinition>(METRIC).map((metric) => [
    `\`${metric.name}\``,
    isCounter(metric) ? 'counter' : 'histogram',
    `\`${metric.unit}\``,
    metric.description,
  ]);
  const buckets = new Map(
    Object.values<MetricDefinition>(METRIC)
      .filter((metric) => !isCounter(metric))
      .map(({ unit, buckets: boundaries }) => [unit, boundaries!]),
  );
  return `${GENERATED}

# Telemetry

The names are those of the GenAI semantic conventions of October 2026; names that they do not have
begin with \`llm_otel.\`. Prompts, answers, tool arguments and documents are not recorded.

## Spans

${table(['Name', 'With `LLM_OTEL_SPAN_NAMES=semconv`', 'Kind', 'Called below', 'What it is'], SPANS)}

A failed operation has the status ERROR, \`error.type\` and, as its description, the error's message:
cut at 1024 characters, keys of known shape replaced. A successful one leaves the status unset.

## Attributes

${table(['Attribute', 'Type', 'On', 'Meaning'], attributes)}

## Metrics

${table(['Metric', 'Instrument', 'Unit', 'Meaning'], metrics)}

Their attributes: \`gen_ai.operation.name\`, \`gen_ai.provider.name\`, \`gen_ai.request.model\`,
\`gen_ai.response.model\`, \`server.address\`, \`server.port\`, \`openai.response.service_tier\` or
\`anthropic.response.service_tier\`, \`openai.response.system_fingerprint\`; durations and token histograms of failed calls also have
\`error.type\`; counters have \`gen_ai.token.modality\`. At most 2000 combinations are kept apart, the
rest is counted under \`otel.metric.overflow\`. Every call counts, sampled or not.

${[...buckets].map(([unit, boundaries]) => `Buckets in \`${unit}\`: ${boundaries.join(', ')}.`).join('\n\n')}
`;
}
