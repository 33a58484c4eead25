// The span types of v1.41: how each is detected and named, its kind, and its attributes by
// requirement level.
import { mcpOnTools } from './mcp.ts';
import type { Requirements, SpanDefinition } from '../../registry/definition.ts';
import {
  conditional,
  expected,
  IF_ADDRESS,
  IF_AVAILABLE,
  IF_FAILED,
  IF_FAILED_CALL,
  IF_REQUESTED,
  IF_STREAMED,
  named,
  optIn,
  recommendedIf,
  required,
} from '../../registry/words.ts';

export const OPERATION = 'gen_ai.operation.name';
const MODEL = 'gen_ai.request.model';

/** On every span that leaves the process. */
export const address: Requirements = {
  ...conditional(IF_ADDRESS, 'server.port'),
  ...conditional(IF_FAILED, 'error.type'),
};
/** Sampling parameters of a caller. */
const sampling: Requirements = {
  ...recommendedIf(
    IF_REQUESTED,
    'gen_ai.request.temperature',
    'gen_ai.request.top_p',
    'gen_ai.request.max_tokens',
    'gen_ai.request.frequency_penalty',
    'gen_ai.request.presence_penalty',
    'gen_ai.request.stop_sequences',
  ),
  ...conditional(
    IF_REQUESTED,
    'gen_ai.output.type',
    'gen_ai.request.choice.count',
    'gen_ai.request.seed',
  ),
};
/** Tokens that a response always has. */
export const usage = ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'] as const;
const content = optIn(
  'gen_ai.system_instructions',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.tool.definitions',
);

export const inference: SpanDefinition = {
  id: 'gen_ai.inference.client',
  recognisedBy: { operations: ['chat', 'generate_content', 'text_completion'] },
  kinds: ['client', 'internal'],
  names: named(OPERATION, MODEL),
  attributes: {
    ...required(OPERATION, 'gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, MODEL, 'gen_ai.conversation.id'),
    ...conditional(IF_REQUESTED, 'gen_ai.request.stream'),
    ...sampling,
    ...recommendedIf(IF_REQUESTED, 'gen_ai.request.top_k'),
    ...expected('server.address', ...usage),
    ...expected('gen_ai.response.id', 'gen_ai.response.model', 'gen_ai.response.finish_reasons'),
    ...recommendedIf(IF_STREAMED, 'gen_ai.response.time_to_first_chunk'),
    ...recommendedIf(
      IF_AVAILABLE,
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.reasoning.output_tokens',
    ),
    ...content,
    ...address,
  },
  providers: {
    openai: {
      ...required(MODEL),
      ...conditional(IF_REQUESTED, 'openai.request.service_tier'),
      ...conditional(IF_AVAILABLE, 'openai.response.service_tier'),
      ...recommendedIf(IF_AVAILABLE, 'openai.response.system_fingerprint', 'openai.api.type'),
    },
    'aws.bedrock': {
      ...required('aws.bedrock.guardrail.id'),
      ...recommendedIf(IF_AVAILABLE, 'aws.bedrock.knowledge_base.id'),
    },
    'azure.ai.inference': {
      ...optIn('azure.resource_provider.namespace'),
      ...conditional({ text: 'if it is not 443' }, 'server.port'),
    },
  },
  signals: [
    { signal: 'metric', oneOf: ['gen_ai.client.operation.duration'] },
    { signal: 'metric', oneOf: ['gen_ai.client.token.usage'] },
    {
      signal: 'metric',
      oneOf: ['gen_ai.client.operation.time_to_first_chunk'],
      when: IF_STREAMED,
    },
    { signal: 'event', oneOf: ['gen_ai.client.inference.operation.details'] },
    { signal: 'event', oneOf: ['gen_ai.client.operation.exception'], when: IF_FAILED_CALL },
  ],
};

export const embeddings: SpanDefinition = {
  id: 'gen_ai.embeddings.client',
  recognisedBy: { operations: ['embeddings'] },
  kinds: ['client'],
  names: named(OPERATION, MODEL),
  attributes: {
    ...required(OPERATION, 'gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, MODEL),
    ...expected('server.address', 'gen_ai.request.encoding_formats', 'gen_ai.response.model'),
    ...expected('gen_ai.embeddings.dimension.count', 'gen_ai.usage.input_tokens'),
    ...address,
  },
  signals: [{ signal: 'metric', oneOf: ['gen_ai.client.operation.duration'] }],
};

export const retrieval: SpanDefinition = {
  id: 'gen_ai.retrieval.client',
  recognisedBy: { operations: ['retrieval'] },
  kinds: ['client'],
  names: named(OPERATION, 'gen_ai.data_source.id'),
  attributes: {
    ...required(OPERATION),
    ...conditional(IF_AVAILABLE, 'gen_ai.data_source.id', 'gen_ai.provider.name', MODEL),
    ...expected('server.address', 'gen_ai.request.top_k'),
    ...optIn('gen_ai.retrieval.query.text', 'gen_ai.retrieval.documents'),
    ...address,
  },
  signals: [{ signal: 'metric', oneOf: ['gen_ai.client.operation.duration'] }],
};

export const executeTool: SpanDefinition = {
  id: 'gen_ai.execute_tool.internal',
  recognisedBy: { operations: ['execute_tool'] },
  kinds: ['internal'],
  names: named(OPERATION, 'gen_ai.tool.name'),
  attributes: {
    ...required(OPERATION, 'gen_ai.tool.name'),
    ...conditional(IF_AVAILABLE, 'gen_ai.agent.name', 'gen_ai.conversation.id'),
    ...conditional(IF_FAILED, 'error.type'),
    ...recommendedIf(
      IF_AVAILABLE,
      'gen_ai.tool.call.id',
      'gen_ai.tool.description',
      'gen_ai.tool.type',
    ),
    ...mcpOnTools,
    ...optIn('gen_ai.tool.call.arguments', 'gen_ai.tool.call.result'),
  },
};

export const createAgent: SpanDefinition = {
  id: 'gen_ai.create_agent.client',
  recognisedBy: { operations: ['create_agent'] },
  kinds: ['client'],
  names: named(OPERATION, 'gen_ai.agent.name'),
  attributes: {
    ...required(OPERATION, 'gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, 'gen_ai.agent.id', 'gen_ai.agent.name', MODEL),
    ...conditional(IF_AVAILABLE, 'gen_ai.agent.description', 'gen_ai.agent.version'),
    ...expected('server.address'),
    ...optIn('gen_ai.system_instructions'),
    ...address,
  },
};

const invokeAgent: Requirements = {
  ...required(OPERATION),
  ...conditional(IF_AVAILABLE, 'gen_ai.agent.name', 'gen_ai.agent.description'),
  ...conditional(IF_AVAILABLE, 'gen_ai.conversation.id', 'gen_ai.data_source.id'),
  ...conditional(IF_FAILED, 'error.type'),
  ...sampling,
  ...recommendedIf({ text: 'if the agent has exactly one model' }, MODEL),
  ...expected('gen_ai.response.finish_reasons', ...usage),
  ...content,
};
const cache = recommendedIf(
  IF_AVAILABLE,
  'gen_ai.usage.cache_read.input_tokens',
  'gen_ai.usage.cache_creation.input_tokens',
);

export const invokeAgentClient: SpanDefinition = {
  id: 'gen_ai.invoke_agent.client',
  recognisedBy: { operations: ['invoke_agent'] },
  kinds: ['client'],
  names: named(OPERATION, 'gen_ai.agent.name'),
  attributes: {
    ...invokeAgent,
    ...required('gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, 'gen_ai.agent.id', 'gen_ai.agent.version'),
    ...expected('server.address'),
    ...address,
    ...cache,
  },
  signals: [{ signal: 'metric', oneOf: ['gen_ai.client.operation.duration'] }],
};

export const invokeAgentInternal: SpanDefinition = {
  id: 'gen_ai.invoke_agent.internal',
  recognisedBy: { operations: ['invoke_agent'] },
  kinds: ['internal'],
  names: named(OPERATION, 'gen_ai.agent.name'),
  attributes: {
    ...invokeAgent,
    ...conditional(IF_AVAILABLE, 'gen_ai.agent.id', 'gen_ai.agent.version'),
    ...recommendedIf(IF_AVAILABLE, 'gen_ai.provider.name'),
    ...cache,
  },
};

export const invokeWorkflow: SpanDefinition = {
  id: 'gen_ai.invoke_workflow.internal',
  recognisedBy: { operations: ['invoke_workflow'] },
  kinds: ['internal'],
  names: named(OPERATION, 'gen_ai.workflow.name'),
  attributes: {
    ...required(OPERATION),
    ...conditional(IF_AVAILABLE, 'gen_ai.workflow.name', 'gen_ai.conversation.id'),
    ...conditional(IF_FAILED, 'error.type'),
    ...optIn('gen_ai.input.messages', 'gen_ai.output.messages'),
  },
};
