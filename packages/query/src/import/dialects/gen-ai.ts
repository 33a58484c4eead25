// The conventions of OpenTelemetry in their older versions, and what OpenLLMetry (Traceloop), OpenLIT
// and Sentry added to them: `gen_ai.system`, numbered prompts, numbers as texts, costs.

import {
  type Dialect,
  isObject,
  parsed,
  type Said,
  textOf,
  type Told,
  wordFor,
} from './dialect.ts';
import { indexed } from './indexed.ts';
import { toMessages, withoutInstructions } from './messages.ts';

const REQUEST_TYPES: Readonly<Record<string, string>> = {
  chat: 'chat',
  completion: 'text_completion',
  embedding: 'embeddings',
  rerank: 'step',
};
const TRACELOOP: Readonly<Record<string, string>> = {
  tool: 'execute_tool',
  agent: 'invoke_agent',
  workflow: 'step',
  task: 'step',
};
const COUNTS = [
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.prompt_tokens',
];
const MODELS = ['gen_ai.request.model', 'gen_ai.response.model', 'llm.request.model'];

/** Spans of the conventions, old and new. */
export const genAi: Dialect = {
  producer:
    'older OpenTelemetry conventions, OpenLLMetry (`traceloop`), OpenLIT, Sentry, `@opentelemetry/instrumentation-openai`, `opentelemetry-instrumentation-openai-v2`',
  reads:
    'operations, also where none is named; models, tokens as numbers or texts, costs, numbered or whole prompts and completions, messages in events, tools, workflows and agents',
  leavesOut: 'definitions of tools, headers of requests',
  marks: /^(?:gen_ai\.|llm\.request\.type$|llm\.usage\.|traceloop\.span\.kind$)/,
  content:
    /^(?:gen_ai\.(?:prompt|completion)(?:\..*)?|gen_ai\.content\.(?:prompt|completion)|gen_ai\.request\.(?:messages|available_tools)|gen_ai\.response\.(?:text|tool_calls|object)|gen_ai\.tool\.(?:input|output)|gen_ai\.(?:input|output)\.messages|gen_ai\.system_instructions|gen_ai\.(?:headers|system_prompt|request\.functions|tool\.definitions)|llm\.(?:request\.functions\..*|prompts|completions|headers)|traceloop\.entity\.(?:input|output)|traceloop\.prompt\.template_variables)$/,
  names: {
    provider: ['gen_ai.system', 'gen_ai.provider'],
    model_id: ['llm.request.model', 'gen_ai.model'],
    model_version: ['llm.response.model'],
    prompt_tokens: ['gen_ai.usage.prompt_tokens', 'llm.usage.prompt_tokens'],
    completion_tokens: ['gen_ai.usage.completion_tokens', 'llm.usage.completion_tokens'],
    total_tokens: ['gen_ai.usage.total_tokens', 'llm.usage.total_tokens'],
    cache_read_tokens: ['gen_ai.usage.cache_read_input_tokens', 'gen_ai.usage.input_tokens.cached'],
    cache_write_tokens: [
      'gen_ai.usage.cache_creation_input_tokens',
      'gen_ai.usage.input_tokens.cache_write',
    ],
    reasoning_tokens: [
      'gen_ai.usage.reasoning_tokens',
      'gen_ai.usage.output_tokens.reasoning',
      'gen_ai.usage.details.reasoning_tokens',
    ],
    cost_usd: [
      'gen_ai.usage.cost',
      'gen_ai.usage.total_cost',
      'gen_ai.cost.total_tokens',
      'gen_ai.cost',
      'llm.usage.cost',
    ],
    cost_input_usd: ['gen_ai.usage.input_cost', 'gen_ai.cost.input_tokens'],
    cost_output_usd: ['gen_ai.usage.output_cost', 'gen_ai.cost.output_tokens'],
    finish_reasons: ['gen_ai.response.finish_reason'],
    stream: [
      'gen_ai.is_streaming',
      'gen_ai.request.is_stream',
      'gen_ai.response.streaming',
      'llm.is_streaming',
    ],
    service_tier: ['gen_ai.openai.response.service_tier'],
    system_fingerprint: ['gen_ai.openai.response.system_fingerprint', 'gen_ai.system_fingerprint'],
    seed: ['gen_ai.openai.request.seed'],
    agent_name: ['traceloop.agent.name'],
    session_id: ['traceloop.association.properties.session_id'],
    user_id: ['traceloop.association.properties.user_id', 'gen_ai.user'],
    reasoning_level: ['gen_ai.request.reasoning_effort', 'gen_ai.openai.request.reasoning_effort'],
  },
  operation: (said) => {
    const kind = textOf(said, 'traceloop.span.kind')?.toLowerCase();
    const traced = kind === undefined ? undefined : wordFor(TRACELOOP, kind);
    if (traced !== undefined) return traced;
    const type = textOf(said, 'llm.request.type')?.toLowerCase();
    if (type !== undefined) return wordFor(REQUEST_TYPES, type) ?? 'step';
    const sentry = /^gen_ai\.([a-z_]+)$/.exec(textOf(said, 'sentry.op') ?? '')?.[1];
    if (sentry !== undefined) return sentry;
    const model = MODELS.map((name) => textOf(said, name)).find((name) => name !== undefined);
    if (said.has('gen_ai.tool.name') && model === undefined) return 'execute_tool';
    if (said.has('gen_ai.agent.name') && model === undefined) return 'invoke_agent';
    if (model === undefined && !COUNTS.some((name) => said.has(name))) return undefined;
    return /embed/i.test(model ?? '') ? 'embeddings' : 'chat';
  },
  fields: (said) => ({
    ...withoutInstructions(toMessages(askedOf(said), 'user')),
    output_messages: toMessages(answeredOf(said), 'assistant'),
    finish_reasons: reasonsOf(said),
    ...toolOf(said),
  }),
};

/** The first of numbered, whole and Sentry's messages. */
function askedOf(said: Said): unknown {
  const list = indexed(said, 'gen_ai.prompt');
  if (list.length > 0) return list;
  const whole = parsed(
    said.get('gen_ai.request.messages') ??
      said.get('gen_ai.prompt') ??
      said.get('gen_ai.content.prompt'),
  );
  return isObject(whole) && Array.isArray(whole['messages']) ? whole['messages'] : whole;
}

function answeredOf(said: Said): unknown {
  const list = indexed(said, 'gen_ai.completion');
  if (list.length > 0) return list;
  const whole =
    said.get('gen_ai.completion') ??
    said.get('gen_ai.content.completion') ??
    said.get('gen_ai.response.text');
  const calls = parsed(said.get('gen_ai.response.tool_calls'));
  if (Array.isArray(calls)) return { role: 'assistant', content: whole, tool_calls: calls };
  const value = parsed(whole);
  return isObject(value) && Array.isArray(value['messages']) ? value['messages'] : value;
}

function reasonsOf(said: Said): string[] | undefined {
  const reasons = indexed(said, 'gen_ai.completion').flatMap((one) =>
    isObject(one) && typeof one['finish_reason'] === 'string' ? [one['finish_reason']] : [],
  );
  return reasons.length === 0 ? undefined : reasons;
}

function toolOf(said: Said): Told {
  const isTool = textOf(said, 'traceloop.span.kind') === 'tool';
  const entity = textOf(said, 'traceloop.entity.name');
  const given =
    said.get('gen_ai.tool.input') ?? (isTool ? said.get('traceloop.entity.input') : undefined);
  const result =
    said.get('gen_ai.tool.output') ?? (isTool ? said.get('traceloop.entity.output') : undefined);
  return {
    ...(isTool && { tool_name: entity }),
    ...(textOf(said, 'traceloop.span.kind') === 'agent' && { agent_name: entity }),
    tool_arguments: parsed(given),
    tool_result: parsed(result),
  };
}
