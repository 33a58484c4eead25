// The attributes of v1.41 (May 2026): GenAI and related general ones.
import type { AttributeTable } from '../../registry/definition.ts';
import { deprecated, ofType, oneOf } from '../../registry/words.ts';

const general: AttributeTable = {
  ...ofType('string', ['server.address', 'error.type', 'client.address'], { isStable: true }),
  ...ofType('int', ['server.port', 'client.port'], { isStable: true }),
  ...ofType('string', ['exception.type', 'exception.message', 'exception.stacktrace'], {
    isStable: true,
  }),
  ...ofType(
    'string',
    [
      'session.id',
      'session.previous_id',
      'user.id',
      'user.hash',
      'user.name',
      'user.email',
      'enduser.id',
      'enduser.pseudo.id',
    ],
    { isPerCall: true },
  ),
  ...ofType('string', ['network.transport', 'network.protocol.name', 'network.protocol.version'], {
    isStable: true,
  }),
  ...ofType('string', [
    'db.system.name',
    'db.collection.name',
    'db.namespace',
    'db.operation.name',
  ]),
  ...ofType('string', ['rpc.response.status_code', 'azure.resource_provider.namespace']),
  ...ofType('boolean', ['otel.metric.overflow'], { isStable: true }),
};

const mcp: AttributeTable = {
  ...ofType('string', ['mcp.protocol.version', 'jsonrpc.protocol.version']),
  ...ofType('string', ['mcp.resource.uri', 'mcp.session.id', 'jsonrpc.request.id'], {
    isPerCall: true,
  }),
  'mcp.method.name': oneOf(
    'initialize',
    'ping',
    'tools/call',
    'tools/list',
    'prompts/get',
    'prompts/list',
    'resources/list',
    'resources/read',
    'resources/subscribe',
    'resources/unsubscribe',
    'resources/templates/list',
    'completion/complete',
    'elicitation/create',
    'roots/list',
    'sampling/createMessage',
    'logging/setLevel',
    'notifications/cancelled',
    'notifications/initialized',
    'notifications/message',
    'notifications/progress',
    'notifications/prompts/list_changed',
    'notifications/resources/list_changed',
    'notifications/resources/updated',
    'notifications/roots/list_changed',
    'notifications/tools/list_changed',
  ),
};

const ofProviders: AttributeTable = {
  'openai.api.type': oneOf('chat_completions', 'responses'),
  'openai.request.service_tier': oneOf('auto', 'default'),
  ...ofType('string', ['openai.response.service_tier', 'openai.response.system_fingerprint']),
  ...ofType('string', ['aws.bedrock.guardrail.id', 'aws.bedrock.knowledge_base.id']),
};

const outOfUse: AttributeTable = {
  ...deprecated('int', {
    'gen_ai.usage.prompt_tokens': 'use gen_ai.usage.input_tokens',
    'gen_ai.usage.completion_tokens': 'use gen_ai.usage.output_tokens',
    'gen_ai.openai.request.seed': 'use gen_ai.request.seed',
  }),
  ...deprecated('string', {
    'gen_ai.system': 'use gen_ai.provider.name',
    'gen_ai.prompt': 'use gen_ai.input.messages',
    'gen_ai.completion': 'use gen_ai.output.messages',
    'gen_ai.openai.request.response_format': 'use gen_ai.output.type',
    'gen_ai.openai.request.service_tier': 'use openai.request.service_tier',
    'gen_ai.openai.response.service_tier': 'use openai.response.service_tier',
    'gen_ai.openai.response.system_fingerprint': 'use openai.response.system_fingerprint',
  }),
};

/** The values of `gen_ai.operation.name`. */
export const OPERATIONS = [
  'chat',
  'generate_content',
  'text_completion',
  'embeddings',
  'retrieval',
  'create_agent',
  'invoke_agent',
  'invoke_workflow',
  'execute_tool',
];

/** The values of `gen_ai.provider.name`. */
export const PROVIDERS = [
  'anthropic',
  'aws.bedrock',
  'azure.ai.inference',
  'azure.ai.openai',
  'cohere',
  'deepseek',
  'gcp.gemini',
  'gcp.gen_ai',
  'gcp.vertex_ai',
  'groq',
  'ibm.watsonx.ai',
  'mistral_ai',
  'openai',
  'perplexity',
  'x_ai',
];

/** All attributes of v1.41. */
export const attributes: AttributeTable = {
  ...general,
  ...mcp,
  ...ofProviders,
  ...outOfUse,
  'gen_ai.operation.name': oneOf(...OPERATIONS),
  'gen_ai.provider.name': oneOf(...PROVIDERS),
  'gen_ai.output.type': oneOf('text', 'json', 'image', 'speech'),
  'gen_ai.token.type': oneOf('input', 'output'),
  'gen_ai.request.stream': { type: 'boolean', only: true },
  ...ofType('string', ['gen_ai.request.model', 'gen_ai.response.model', 'gen_ai.workflow.name']),
  ...ofType('string', ['gen_ai.agent.name', 'gen_ai.tool.name', 'gen_ai.tool.type']),
  ...ofType('string', ['gen_ai.prompt.name', 'gen_ai.data_source.id']),
  ...ofType('string', ['gen_ai.agent.id', 'gen_ai.agent.version', 'gen_ai.agent.description']),
  ...ofType('string', ['gen_ai.evaluation.name', 'gen_ai.evaluation.score.label']),
  ...ofType(
    'string',
    [
      'gen_ai.conversation.id',
      'gen_ai.response.id',
      'gen_ai.tool.call.id',
      'gen_ai.tool.description',
      'gen_ai.retrieval.query.text',
      'gen_ai.evaluation.explanation',
    ],
    { isPerCall: true },
  ),
  ...ofType(
    'string[]',
    [
      'gen_ai.request.stop_sequences',
      'gen_ai.request.encoding_formats',
      'gen_ai.response.finish_reasons',
    ],
    { isPerCall: true },
  ),
  ...ofType(
    'int',
    [
      'gen_ai.request.choice.count',
      'gen_ai.request.seed',
      'gen_ai.request.max_tokens',
      'gen_ai.usage.input_tokens',
      'gen_ai.usage.output_tokens',
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.embeddings.dimension.count',
    ],
    { isPerCall: true },
  ),
  ...ofType(
    'double',
    [
      'gen_ai.request.temperature',
      'gen_ai.request.top_p',
      'gen_ai.request.top_k',
      'gen_ai.request.frequency_penalty',
      'gen_ai.request.presence_penalty',
      'gen_ai.response.time_to_first_chunk',
      'gen_ai.evaluation.score.value',
    ],
    { isPerCall: true },
  ),
  'gen_ai.input.messages': { type: 'any', schema: 'input-messages', isPerCall: true },
  'gen_ai.output.messages': { type: 'any', schema: 'output-messages-1-41', isPerCall: true },
  'gen_ai.system_instructions': {
    type: 'any',
    schema: 'system-instructions-1-41',
    isPerCall: true,
  },
  'gen_ai.tool.definitions': { type: 'any', schema: 'tool-definitions', isPerCall: true },
  'gen_ai.tool.call.arguments': { type: 'any', schema: 'object', isPerCall: true },
  'gen_ai.tool.call.result': { type: 'any', schema: 'object', isPerCall: true },
  'gen_ai.retrieval.documents': { type: 'any', schema: 'retrieval-documents', isPerCall: true },
};
