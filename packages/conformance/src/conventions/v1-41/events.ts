// The events of v1.41.
import type { EventDefinition, SpanDefinition } from '../../registry/definition.ts';
import {
  conditional,
  IF_AVAILABLE,
  IF_FAILED,
  recommendedIf,
  required,
} from '../../registry/words.ts';

const DEBUG = 5;
const WARN = 13;

const perMessage: EventDefinition = {
  attributes: {},
  deprecated:
    'put the messages into gen_ai.input.messages and gen_ai.output.messages, on the span or on gen_ai.client.inference.operation.details',
};

/** Events of `inference`; the details event repeats its attributes. */
export function eventsOf(inference: SpanDefinition): Readonly<Record<string, EventDefinition>> {
  return {
    'gen_ai.client.inference.operation.details': {
      severity: DEBUG,
      attributes: inference.attributes,
      ...(inference.providers !== undefined && { providers: inference.providers }),
    },
    'gen_ai.client.operation.exception': {
      severity: WARN,
      attributes: {
        ...conditional(
          {
            text: 'because exception.message is not there either',
            holds: ({ attributes }) => !attributes.has('exception.message'),
          },
          'exception.type',
        ),
        ...conditional(IF_AVAILABLE, 'exception.message'),
        ...recommendedIf(IF_AVAILABLE, 'exception.stacktrace'),
      },
    },
    'gen_ai.evaluation.result': {
      attributes: {
        ...required('gen_ai.evaluation.name'),
        ...conditional(IF_AVAILABLE, 'gen_ai.evaluation.score.value'),
        ...conditional(IF_AVAILABLE, 'gen_ai.evaluation.score.label'),
        ...recommendedIf(IF_AVAILABLE, 'gen_ai.evaluation.explanation', 'gen_ai.response.id'),
        ...conditional(IF_FAILED, 'error.type'),
      },
    },
    'gen_ai.system.message': perMessage,
    'gen_ai.user.message': perMessage,
    'gen_ai.assistant.message': perMessage,
    'gen_ai.tool.message': perMessage,
    'gen_ai.choice': perMessage,
  };
}
