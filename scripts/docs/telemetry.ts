// docs/telemetry.md, from the vocabulary.

import { allFields } from '../../packages/instrumentation/dist/model/fields/index.js';
import { METRIC_DESCRIPTIONS } from '../../packages/instrumentation/dist/telemetry/conventions/metric-descriptions.js';
import {
  TOKEN_TYPE,
  type MetricDefinition,
} from '../../packages/instrumentation/dist/telemetry/conventions/metric-vocabulary.js';
import {
  EVENT,
  NAMES_IN_1_41,
  OPERATIONS_SINCE_1_41,
} from '../../packages/instrumentation/dist/telemetry/conventions/vocabulary.js';
import { GENERATED, table } from './markdown.ts';

/** Metrics that are counters on the wire; the rest are histograms. */
const isCounter = ({ buckets }: MetricDefinition): boolean => buckets === undefined;

/** Names of the sets of metric attributes. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const SPANS = [
  [
    '`llm.call`',
    '`chat {model}`, `embeddings {model}`, `generate_content {model}`, `rerank {model}`, `text_completion {model}`',
    'CLIENT',
    'inference, embeddings, rerank',
    'A model call, from the request to the end of its response.',
  ],
  [
    '`retrieval`',
    '`retrieval {data source}`',
    'CLIENT',
    'retrieval',
    '`retrieval(...)`, or a search in an OpenAI vector store.',
  ],
  [
    '`fetch_response`',
    'the same',
    'CLIENT',
    'request',
    'A response that is fetched again. Its tokens were counted when it was created; those of a background response (and of a run of assistants) are measured, and its record written, at the fetch that finds it ended.',
  ],
  [
    '`{sdk}.{resource}.{method}`, such as `openai.files.create` or `anthropic.messages.batches.list`',
    'the same',
    'CLIENT',
    'request',
    'A call without an operation in the conventions: no metrics, no call record. A method that is newer than this package has such a span as well. What a batch took is measured, with a record, once: of Anthropic each result as it is read, of OpenAI the whole batch at the `batches.retrieve` that finds it ended.',
  ],
  [
    '`chain.step`',
    '`invoke_workflow {name}`, nested: the name',
    'INTERNAL',
    'workflow, nested: step',
    '`chainStep(...)`',
  ],
  [
    '`execute_tool {name}`',
    'the same',
    'INTERNAL',
    'tool',
    '`tool(...)`, or a tool that `runTools` of OpenAI or `toolRunner` of Anthropic runs.',
  ],
  ['`invoke_agent {name}`', 'the same', 'INTERNAL', 'agent', '`agent(...)`'],
  [
    '`invoke_agent {name}`',
    'the same',
    'CLIENT',
    'remote_agent',
    '`agent(..., { provider })`: an agent that runs at a provider.',
  ],
  [
    '`create_agent {name}`',
    'the same',
    'CLIENT',
    'agent_creation',
    '`createAgent(...)`, or `beta.assistants.create` of OpenAI.',
  ],
  [
    '`{method} {tool or prompt}`',
    'the same',
    'CLIENT; SERVER where it is handled',
    'mcp',
    'A request or notification of the Model Context Protocol ([mcp.md](mcp.md)).',
  ],
  ['`plan {agent}`', 'the same', 'INTERNAL', 'plan', '`plan(...)`'],
  [
    '`search_memory` and the other memory operations',
    'the same',
    'CLIENT, INTERNAL in this process',
    'memory',
    '`memory(...)`',
  ],
];

const EVENTS = [
  [
    EVENT.operationDetails,
    'DEBUG',
    'An inference: the attributes of its span, and its content. `LLM_OTEL_DETAILS_EVENT` controls it.',
  ],
  [
    EVENT.exception,
    'WARN',
    'An error that ended a call to a service; emitted once, even if it is rethrown.',
  ],
  [
    EVENT.evaluationResult,
    '',
    '`evaluation(...)`: the judgement of an answer by a person, a model or a rule.',
  ],
].map(([name, severity, text]) => [`\`${name}\``, severity!, text!]);

const OLD_NAMES = NAMES_IN_1_41.map(([name, old]) => [
  `\`${name}\``,
  old === null ? 'absent' : `\`${old}\``,
]);

/** The whole document. */
export function telemetryDocument(): string {
  const attributes = allFields().map(({ attribute, type, on, text }) => [
    `\`${attribute}\``,
    type,
    on.join(', '),
    text,
  ]);
  const descriptions = Object.values(METRIC_DESCRIPTIONS);
  const sets = [...new Set(descriptions.map((metric) => metric.attributes.join()))];
  const metrics = descriptions.map(({ definition, profiles, attributes: names }) => [
    `\`${definition.name}\``,
    isCounter(definition) ? 'counter' : 'histogram',
    `\`${definition.unit}\``,
    profiles.map((profile) => `\`${profile}\``).join(', '),
    LETTERS[sets.indexOf(names.join())]!,
    definition.description,
  ]);
  const letters = sets.map((set, index) => [
    LETTERS[index]!,
    set
      .split(',')
      .map((name) => `\`${name}\``)
      .join(', '),
  ]);
  const buckets = descriptions
    .map(({ definition }) => definition)
    .filter((metric) => !isCounter(metric))
    .map(({ name, buckets: boundaries }) => [boundaries!.join(', '), `\`${name}\``] as const);
  const metricsByBuckets = [...new Set(buckets.map(([boundaries]) => boundaries))].map(
    (boundaries) => [
      boundaries,
      buckets
        .filter(([own]) => own === boundaries)
        .map(([, name]) => name)
        .join(', '),
    ],
  );
  return `${GENERATED}

# Telemetry

The names are those of the GenAI semantic conventions of October 2026; our own names begin with
\`llm_otel.\`. Prompts, answers, tool arguments and documents are content: they are not
recorded unless \`OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\` asks for them.

## Spans

${table(['Name', 'With `LLM_OTEL_SPAN_NAMES=semconv`', 'Kind', 'Called below', 'What it is'], SPANS)}

A failed operation has the status ERROR, \`error.type\` and, as the status description, a text without content
of at most 1024 characters ([privacy.md](privacy.md#errors)). A successful operation leaves the status unset.

## Attributes

${table(['Attribute', 'Type', 'On', 'Meaning'], attributes)}

Content is structured if the OpenTelemetry SDK keeps structured attributes (version 3), otherwise JSON
text. An application may add hundreds of attributes: ours are set first, so they fit the limit.

With \`LLM_OTEL_SEMCONV=1.41\` these attributes have other names or are absent; \`both\` sets both:

${table(['Attribute', 'In v1.41'], OLD_NAMES)}

v1.41 has no \`gen_ai.operation.name\` ${[...OPERATIONS_SINCE_1_41].map((name) => `\`${name}\``).join(', ')}:
such spans do not have the attribute.

## Events

Events are log records with a name, in the context of their span. They go where log records go.

${table(['Event', 'Severity', 'What it describes'], EVENTS)}

## Metrics

${table(['Metric', 'Instrument', 'Unit', 'With `LLM_OTEL_SEMCONV=`', 'Attributes', 'Meaning'], metrics)}

\`LLM_OTEL_SEMCONV=both\` records all of them. The attributes:

${table(['', 'Attributes'], letters)}

An attribute is present if it has a value; \`error.type\` only on failures. The refinement \`openai.*\` is
only on data points of inferences. \`${TOKEN_TYPE}\` is \`input\` or \`output\`.
A failed inference counts 0 tokens in the metrics of \`latest\` unless its provider reports more, and none
in the metrics of 1.41, where a retrieval without a provider also has no duration. The modalities of a
counter add up to its total. The calls of an agent are its own calls, including failed ones, but not
the calls of an agent below it.

At most 500 values of an attribute are kept, such as models, tools or error types; further values become
\`_OTHER\`, which OpenTelemetry's diagnostics say once. At most 2000 attribute combinations are kept, for each of
models, tools, agents and workflows; the rest is counted under \`otel.metric.overflow\`. Every call is counted, sampled or not.

${table(['Buckets', 'Metrics'], metricsByBuckets)}
`;
}
