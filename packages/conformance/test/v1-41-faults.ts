// Faults that only profile 1.41 knows: names that came later.
import type { Fault } from './span-faults.ts';
import { int, json, remove, set, text } from './telemetry.ts';

const CHAT = 'chat gpt-4o';

/** Each with what the checker must newly find under profile 1.41. */
export const FAULTS_1_41: readonly Fault[] = [
  {
    what: 'the later name of cache writes',
    change: (telemetry) =>
      set(telemetry.span(CHAT), 'gen_ai.usage.cache_write.input_tokens', int(1)),
    found: [
      'information extends_namespace span gen_ai.usage.cache_write.input_tokens',
      'violation missing_attribute span gen_ai.usage.cache_write.input_tokens',
    ],
  },
  {
    what: 'the later name of the duration',
    change: (telemetry) => {
      for (const metric of telemetry.metrics()) {
        if (metric.name === 'gen_ai.client.operation.duration') {
          metric.name = 'gen_ai.client.inference.duration';
        }
      }
    },
    found: ['violation missing_metric metric'],
  },
  {
    what: 'tokens without their type',
    change: (telemetry) =>
      remove(telemetry.point('gen_ai.client.token.usage'), 'gen_ai.token.type'),
    found: ['violation required_attribute_not_present metric gen_ai.token.type'],
  },
  {
    what: 'a later operation',
    change: (telemetry) =>
      set(telemetry.span(CHAT), 'gen_ai.operation.name', text('fetch_response')),
    found: ['violation genai_operation_name_unknown span gen_ai.operation.name'],
  },
  {
    what: 'an output message without a finish reason',
    change: (telemetry) =>
      set(
        telemetry.span(CHAT),
        'gen_ai.output.messages',
        json([{ role: 'assistant', parts: [{ type: 'text', content: 'x' }] }]),
      ),
    found: ['violation genai_content_schema span gen_ai.output.messages'],
  },
];
