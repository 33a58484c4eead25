// Part of the table of fields: Amazon Bedrock.

import { text } from './field.ts';

/** Fields of requests, by their keys in the model. */
export const BEDROCK_REQUEST = {
  bedrockGuardrailId: text('aws.bedrock.guardrail.id', {
    shape: 'word',
    on: ['inference'],
    text: 'The guardrail of Amazon Bedrock that the request names.',
  }),
} as const;
