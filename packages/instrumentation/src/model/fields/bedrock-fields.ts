// Part of the table of fields: Amazon Bedrock.

import { text } from './field.ts';

/** Fields of requests, by their keys in the model. */
export const BEDROCK_REQUEST = {
  bedrockGuardrailId: text('aws.bedrock.guardrail.id', {
    shape: 'word',
    on: ['inference', 'guardrail', 'retrieval'],
    text: 'The guardrail of Amazon Bedrock that the request names.',
  }),
  bedrockKnowledgeBaseId: text('aws.bedrock.knowledge_base.id', {
    shape: 'word',
    on: ['inference', 'retrieval'],
    text: 'The knowledge base of Amazon Bedrock that the request names.',
  }),
} as const;
