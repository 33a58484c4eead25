// What `latest` (October 2026) changes in the attributes of v1.41.
import type { AttributeTable } from '../../registry/definition.ts';
import { deprecated, ofType, oneOf } from '../../registry/words.ts';
import { attributes as before, OPERATIONS, PROVIDERS } from '../v1-41/attributes.ts';

/** Modalities of tokens. */
export const MODALITIES = ['text', 'image', 'audio'];
const perCall = { isPerCall: true };

/** All attributes of `latest`. */
export const attributes: AttributeTable = {
  ...before,
  'gen_ai.operation.name': oneOf(
    ...OPERATIONS,
    'fetch_response',
    'plan',
    'create_memory_store',
    'delete_memory_store',
    'create_memory',
    'update_memory',
    'upsert_memory',
    'search_memory',
    'delete_memory',
  ),
  'gen_ai.provider.name': oneOf(...PROVIDERS, 'moonshot_ai'),
  'gen_ai.token.modality': oneOf(...MODALITIES, 'unknown'),
  'gen_ai.response.status': oneOf(
    'queued',
    'in_progress',
    'completed',
    'incomplete',
    'failed',
    'cancelled',
  ),
  'gen_ai.conversation.compacted': { type: 'boolean', only: true, ...perCall },
  ...deprecated('int', {
    'gen_ai.usage.cache_creation.input_tokens': 'use gen_ai.usage.cache_write.input_tokens',
  }),
  ...deprecated('string', {
    'gen_ai.token.type': 'its metric became counters of input and output',
  }),
  ...ofType(
    'int',
    [
      'gen_ai.request.top_k',
      'gen_ai.retrieval.top_k',
      'gen_ai.memory.record.count',
      'gen_ai.usage.cache_write.input_tokens',
      'process.exit.code',
      ...MODALITIES.flatMap((modality) => [
        `gen_ai.usage.${modality}.input_tokens`,
        `gen_ai.usage.${modality}.cache_read.input_tokens`,
        `gen_ai.usage.${modality}.output_tokens`,
      ]),
    ],
    perCall,
  ),
  ...ofType('string', ['gen_ai.request.reasoning.level', 'gen_ai.prompt.version']),
  ...ofType('string', ['gen_ai.skill.name', 'gen_ai.skill.resource.name']),
  ...ofType('string', ['gen_ai.skill.description', 'gen_ai.skill.source.uri']),
  ...ofType('string', ['process.executable.name', 'process.executable.path']),
  ...ofType('string', ['gen_ai.main_agent.id', 'gen_ai.main_agent.name']),
  ...ofType('string', ['gen_ai.main_agent.description']),
  ...ofType(
    'string',
    [
      'gen_ai.request.previous_response.id',
      'gen_ai.request.stream_cursor',
      'gen_ai.memory.store.id',
      'gen_ai.memory.record.id',
      'gen_ai.memory.query.text',
    ],
    perCall,
  ),
  'gen_ai.output.messages': { type: 'any', schema: 'output-messages', ...perCall },
  'gen_ai.system_instructions': { type: 'any', schema: 'system-instructions', ...perCall },
  'gen_ai.memory.records': { type: 'any', schema: 'memory-records', ...perCall },
  'gen_ai.prompt.variable': { type: 'string', isTemplate: true, ...perCall },
};
