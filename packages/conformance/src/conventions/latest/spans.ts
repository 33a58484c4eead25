// What `latest` (October 2026) changes in the span types of v1.41, and the ones it adds.
import type { Requirements, SpanDefinition } from '../../registry/definition.ts';
import {
  conditional,
  expected,
  IF_AVAILABLE,
  IF_FAILED,
  IF_FAILED_CALL,
  IF_REQUESTED,
  IF_STREAMED,
  named,
  never,
  optIn,
  recommendedIf,
  required,
  without,
} from '../../registry/words.ts';
import * as before from '../v1-41/spans.ts';
import { MODALITIES } from './attributes.ts';

const { OPERATION } = before;
const CACHE_CREATION = 'gen_ai.usage.cache_creation.input_tokens';

/** Token count breakdown. */
const breakdown = recommendedIf(
  IF_AVAILABLE,
  'gen_ai.usage.cache_read.input_tokens',
  'gen_ai.usage.cache_write.input_tokens',
  ...MODALITIES.flatMap((modality) => [
    `gen_ai.usage.${modality}.input_tokens`,
    `gen_ai.usage.${modality}.cache_read.input_tokens`,
    `gen_ai.usage.${modality}.output_tokens`,
  ]),
);

const operationDuration = [
  { signal: 'metric', oneOf: ['gen_ai.client.operation.duration'] },
] as const;

export const inference: SpanDefinition = {
  ...before.inference,
  id: 'gen_ai.client.inference',
  attributes: {
    ...without(before.inference.attributes, CACHE_CREATION),
    ...breakdown,
    ...conditional(IF_REQUESTED, 'gen_ai.prompt.name', 'gen_ai.request.top_k'),
    ...conditional(IF_AVAILABLE, 'gen_ai.prompt.version'),
    ...recommendedIf(
      IF_REQUESTED,
      'gen_ai.request.reasoning.level',
      'gen_ai.request.previous_response.id',
    ),
    ...recommendedIf(IF_AVAILABLE, 'gen_ai.conversation.compacted'),
    ...optIn('gen_ai.prompt.variable'),
  },
  signals: [
    { signal: 'metric', oneOf: ['gen_ai.client.inference.duration'] },
    { signal: 'metric', oneOf: ['gen_ai.client.inference.usage.input_tokens'] },
    { signal: 'metric', oneOf: ['gen_ai.client.inference.usage.output_tokens'] },
    { signal: 'metric', oneOf: ['gen_ai.client.inference.operation.input_tokens'] },
    { signal: 'metric', oneOf: ['gen_ai.client.inference.operation.output_tokens'] },
    {
      signal: 'metric',
      oneOf: ['gen_ai.client.inference.time_to_first_chunk'],
      when: IF_STREAMED,
    },
    { signal: 'event', oneOf: ['gen_ai.client.inference.operation.details'] },
    { signal: 'event', oneOf: ['gen_ai.client.operation.exception'], when: IF_FAILED_CALL },
  ],
};

// The draft that separates embeddings names it `gen_ai.client.embeddings`.
const embeddings: SpanDefinition = {
  ...before.embeddings,
  signals: [
    {
      signal: 'metric',
      oneOf: ['gen_ai.client.operation.duration', 'gen_ai.client.embeddings.duration'],
    },
  ],
};

const retrieval: SpanDefinition = {
  ...before.retrieval,
  attributes: {
    ...without(before.retrieval.attributes, 'gen_ai.request.top_k'),
    ...expected('gen_ai.retrieval.top_k'),
  },
};

const fetchResponse: SpanDefinition = {
  id: 'gen_ai.fetch_response.client',
  recognisedBy: { operations: ['fetch_response'] },
  kinds: ['client'],
  names: named(OPERATION),
  attributes: {
    ...required(OPERATION, 'gen_ai.provider.name', 'gen_ai.response.id'),
    ...conditional(IF_REQUESTED, 'gen_ai.request.stream_cursor'),
    ...expected('server.address'),
    ...recommendedIf(
      IF_AVAILABLE,
      'gen_ai.response.status',
      'gen_ai.response.model',
      'gen_ai.response.finish_reasons',
    ),
    ...optIn('gen_ai.system_instructions', 'gen_ai.output.messages', 'gen_ai.tool.definitions'),
    ...never(...before.usage, 'gen_ai.input.messages'),
    ...before.address,
  },
  providers: { openai: recommendedIf(IF_AVAILABLE, 'openai.api.type') },
  signals: operationDuration,
};

const memory: SpanDefinition = {
  id: 'gen_ai.memory.client',
  recognisedBy: {
    operations: [
      'create_memory_store',
      'delete_memory_store',
      'create_memory',
      'update_memory',
      'upsert_memory',
      'search_memory',
      'delete_memory',
    ],
  },
  kinds: ['client', 'internal'],
  names: named(OPERATION),
  attributes: {
    ...required(OPERATION),
    ...conditional(IF_AVAILABLE, 'gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, 'gen_ai.memory.store.id', 'gen_ai.memory.record.id'),
    ...recommendedIf(IF_AVAILABLE, 'gen_ai.memory.record.count', 'server.address'),
    ...optIn('gen_ai.memory.query.text', 'gen_ai.memory.records'),
    ...before.address,
  },
  signals: operationDuration,
};

const SKILL = 'gen_ai.skill.name';
const executeTool: SpanDefinition = {
  ...before.executeTool,
  names: (attributes) => {
    const text = (name: string): string => String(attributes.get(name)?.value ?? '');
    const tool = before.executeTool.names!(attributes)[0]!;
    const withSkill = [tool, text(SKILL), text('gen_ai.skill.resource.name')];
    const withProgram = [tool, text('process.executable.name')];
    return [withSkill, withProgram, [tool]].map((words) => words.filter(Boolean).join(' '));
  },
  attributes: {
    ...before.executeTool.attributes,
    ...conditional(IF_AVAILABLE, SKILL, 'gen_ai.skill.resource.name'),
    ...conditional(IF_AVAILABLE, 'process.executable.name', 'process.exit.code'),
    ...recommendedIf(
      IF_AVAILABLE,
      'gen_ai.skill.description',
      'gen_ai.skill.source.uri',
      'process.executable.path',
    ),
  },
  signals: [{ signal: 'metric', oneOf: ['gen_ai.execute_tool.duration'] }],
};

const invokeAgentClient: SpanDefinition = {
  ...before.invokeAgentClient,
  attributes: {
    ...without(before.invokeAgentClient.attributes, CACHE_CREATION),
    ...breakdown,
    ...recommendedIf(IF_REQUESTED, 'gen_ai.request.previous_response.id'),
  },
};

const ofRemoteAgents = ['gen_ai.provider.name', 'gen_ai.agent.id', 'gen_ai.agent.version'];
const invokeAgentInternal: SpanDefinition = {
  ...before.invokeAgentInternal,
  attributes: {
    ...without(before.invokeAgentInternal.attributes, CACHE_CREATION),
    ...never(...ofRemoteAgents, ...Object.keys(breakdown)),
  },
  signals: [
    { signal: 'metric', oneOf: ['gen_ai.invoke_agent.duration'] },
    { signal: 'metric', oneOf: ['gen_ai.invoke_agent.inference_calls'] },
    { signal: 'metric', oneOf: ['gen_ai.invoke_agent.tool_calls'] },
  ],
};

const invokeWorkflow: SpanDefinition = {
  ...before.invokeWorkflow,
  signals: [{ signal: 'metric', oneOf: ['gen_ai.invoke_workflow.duration'] }],
};

const planAttributes: Requirements = {
  ...required(OPERATION),
  ...conditional(IF_AVAILABLE, 'gen_ai.agent.name'),
  ...conditional(IF_FAILED, 'error.type'),
};
const plan: SpanDefinition = {
  id: 'gen_ai.plan.internal',
  recognisedBy: { operations: ['plan'] },
  kinds: ['internal'],
  names: named(OPERATION, 'gen_ai.agent.name'),
  attributes: planAttributes,
};

/** All span types of `latest` except MCP. */
export const spans: readonly SpanDefinition[] = [
  inference,
  embeddings,
  retrieval,
  fetchResponse,
  memory,
  executeTool,
  before.createAgent,
  invokeAgentInternal,
  invokeAgentClient,
  invokeWorkflow,
  plan,
];
