// Faults of metrics, events and resources, each with what the checker must newly find.
import type { Fault } from './span-faults.ts';
import { json, pointsOf, remove, set, structure, type Telemetry, text } from './telemetry.ts';

const DURATION = 'gen_ai.client.inference.duration';
const TOKENS = 'gen_ai.client.inference.usage.input_tokens';
const DETAILS = 'gen_ai.client.inference.operation.details';
const EXCEPTION = 'gen_ai.client.operation.exception';
const DEBUG = 5;
const WARN = 13;

/** What a metric must be and have. */
export const METRIC_FAULTS: readonly Fault[] = [
  {
    what: 'an unknown metric',
    change: (telemetry) => {
      telemetry.metric(DURATION).name = 'gen_ai.client.inference.durations';
    },
    found: ['violation missing_metric metric'],
  },
  {
    what: 'a metric of old',
    change: (telemetry) => {
      telemetry.metric('gen_ai.client.inference.time_to_first_chunk').name =
        'gen_ai.client.operation.time_to_first_chunk';
    },
    found: ['violation deprecated metric'],
  },
  {
    what: 'milliseconds',
    change: (telemetry) => {
      telemetry.metric(DURATION).unit = 'ms';
    },
    found: ['violation unit_mismatch metric'],
  },
  {
    what: 'no unit',
    change: (telemetry) => {
      telemetry.metric(TOKENS).unit = '';
    },
    found: ['violation unit_mismatch metric'],
  },
  {
    what: 'a counter that may go down',
    change: (telemetry) => {
      telemetry.metric(TOKENS).sum!.isMonotonic = false;
    },
    found: ['violation unexpected_instrument metric'],
  },
  {
    what: 'a histogram instead of a counter',
    change: (telemetry) => {
      const metric = telemetry.metric(TOKENS);
      metric.histogram = { dataPoints: metric.sum!.dataPoints };
      delete metric.sum;
    },
    found: ['violation unexpected_instrument metric'],
  },
  {
    what: 'buckets of milliseconds',
    change: (telemetry) => {
      telemetry.point(DURATION).explicitBounds = [0, 5, 10, 25, 50];
    },
    found: ['violation bucket_mismatch metric'],
  },
  {
    what: 'one bucket more',
    change: (telemetry) => telemetry.point(DURATION).explicitBounds!.push(163.84),
    found: ['violation bucket_mismatch metric'],
  },
  {
    what: 'one bucket less',
    change: (telemetry) => telemetry.point(DURATION).explicitBounds!.pop(),
    found: ['violation bucket_mismatch metric'],
  },
  {
    what: 'a required attribute that is missing',
    change: (telemetry) => remove(telemetry.point(TOKENS), 'gen_ai.token.modality'),
    found: ['violation required_attribute_not_present metric gen_ai.token.modality'],
  },
  {
    what: 'an address without a port',
    change: (telemetry) => remove(telemetry.point(TOKENS), 'server.port'),
    found: ['violation conditionally_required_attribute_not_present metric server.port'],
  },
  {
    what: 'no address',
    change: (telemetry) => remove(telemetry.point(TOKENS), 'server.port', 'server.address'),
    found: ['improvement recommended_attribute_not_present metric server.address'],
  },
  {
    what: 'an attribute with countless values',
    change: (telemetry) => set(telemetry.point(TOKENS), 'gen_ai.conversation.id', text('c1')),
    found: ['violation unexpected_attribute metric gen_ai.conversation.id'],
  },
  {
    what: 'an attribute of another metric',
    change: (telemetry) => set(telemetry.point(TOKENS), 'error.type', text('Error')),
    found: ['improvement unexpected_attribute metric error.type'],
  },
  {
    what: 'a modality that is not well-known',
    change: (telemetry) => set(telemetry.point(TOKENS), 'gen_ai.token.modality', text('smell')),
    found: ['information undefined_enum_variant metric gen_ai.token.modality'],
  },
  {
    what: 'inference under the metric of other operations',
    change: (telemetry) => {
      const [point] = pointsOf(telemetry.metric('gen_ai.client.operation.duration'));
      set(point!, 'gen_ai.operation.name', text('chat'));
    },
    found: ['violation unexpected_operation metric gen_ai.operation.name'],
  },
];

/** The attributes of the chat span, as an event has them. */
const details = (telemetry: Telemetry): ReturnType<Telemetry['span']> => {
  const span = telemetry.span('chat gpt-4o');
  return { ...span, attributes: [...span.attributes] };
};

/** What an event must be and have. Each adds the event; `findings` of a good one are checked apart. */
export const EVENT_FAULTS: readonly Fault[] = [
  {
    what: 'an unknown event',
    change: (telemetry) =>
      telemetry.addEvent('gen_ai.client.inference.started', DEBUG, details(telemetry)),
    found: ['violation missing_event event'],
  },
  {
    what: 'an event of old',
    change: (telemetry) => telemetry.addEvent('gen_ai.choice', 9, { attributes: [] }),
    found: ['violation deprecated event'],
  },
  {
    what: 'the severity INFO',
    change: (telemetry) => telemetry.addEvent(EXCEPTION, 9, exception('Error', 'far')),
    found: ['violation unexpected_severity event'],
  },
  {
    what: 'an exception without type and message',
    change: (telemetry) => telemetry.addEvent(EXCEPTION, WARN, { attributes: [] }),
    found: ['violation conditionally_required_attribute_not_present event exception.type'],
  },
  {
    what: 'messages as a JSON text',
    change: (telemetry) => addDetails(telemetry, json([{ role: 'user', parts: [] }])),
    found: ['violation content_not_structured event gen_ai.input.messages'],
  },
  {
    what: 'a message without a role',
    change: (telemetry) => addDetails(telemetry, structure([{ parts: [] }])),
    found: ['violation genai_content_schema event gen_ai.input.messages'],
  },
  {
    what: 'an evaluation with the temperature of a request',
    change: (telemetry) =>
      telemetry.addEvent('gen_ai.evaluation.result', 0, {
        attributes: [
          { key: 'gen_ai.evaluation.name', value: text('helpful') },
          { key: 'gen_ai.request.temperature', value: { intValue: 1 } },
        ],
      }),
    found: ['improvement unexpected_attribute event gen_ai.request.temperature'],
  },
  {
    what: 'an evaluation without a name',
    change: (telemetry) => telemetry.addEvent('gen_ai.evaluation.result', 0, { attributes: [] }),
    found: ['violation required_attribute_not_present event gen_ai.evaluation.name'],
  },
];

/** An exception's attributes. */
export function exception(type: string, message: string): ReturnType<Telemetry['span']> {
  const attributes = [
    { key: 'exception.type', value: text(type) },
    { key: 'exception.message', value: text(message) },
    { key: 'exception.stacktrace', value: text('at x') },
  ];
  return { attributes } as ReturnType<Telemetry['span']>;
}

/** Adds the details event of the chat span, with these messages. */
export function addDetails(telemetry: Telemetry, messages: ReturnType<typeof text>): void {
  const record = details(telemetry);
  set(record, 'gen_ai.input.messages', messages);
  telemetry.addEvent(DETAILS, DEBUG, record);
}

/** What does not belong to the process. */
export const RESOURCE_FAULTS: readonly Fault[] = [
  {
    what: 'a session on the resource',
    change: (telemetry) => set(telemetry.resource, 'session.id', text('s1')),
    found: ['violation unexpected_attribute resource session.id'],
  },
  {
    what: 'a model on the resource',
    change: (telemetry) => set(telemetry.resource, 'gen_ai.request.model', text('gpt-4o')),
    found: ['improvement unexpected_attribute resource gen_ai.request.model'],
  },
  {
    what: 'an unknown attribute on the resource',
    change: (telemetry) => set(telemetry.resource, 'gen_ai.application', text('x')),
    found: [
      'information extends_namespace resource gen_ai.application',
      'violation missing_attribute resource gen_ai.application',
    ],
  },
];
