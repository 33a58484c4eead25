// Platforms with a few names of their own: Langfuse, LangSmith, MLflow, Genkit, Mastra.

import { asObject, type Dialect, objectOf, parsed, textOf, type Told, wordFor } from './dialect.ts';
import { toMessages, withoutInstructions } from './messages.ts';
import { requestFields } from './request-parameters.ts';

/** Kinds that these platforms share. */
const KINDS: Readonly<Record<string, string>> = {
  llm: 'chat',
  chat_model: 'chat',
  model: 'chat',
  generation: 'chat',
  model_generation: 'chat',
  embedding: 'embeddings',
  embedder: 'embeddings',
  retriever: 'retrieval',
  tool: 'execute_tool',
  tool_call: 'execute_tool',
  mcp_tool_call: 'execute_tool',
  agent: 'invoke_agent',
  agent_run: 'invoke_agent',
};

function kindOf(kind: unknown): string | undefined {
  return typeof kind === 'string' ? (wordFor(KINDS, kind.toLowerCase()) ?? 'step') : undefined;
}

/** Messages of a whole request and response, which may hold them in several places. */
function contentOf(input: unknown, output: unknown): Told {
  const asked = asObject(input)['messages'] ?? asObject(input)['prompt'] ?? input;
  const { choices, message, messages } = asObject(output);
  return {
    ...withoutInstructions(toMessages(asked, 'user')),
    output_messages: toMessages(choices ?? message ?? messages ?? output, 'assistant'),
  };
}

/** Content of a tool or of a call of a model. */
function byKind(kind: string | undefined, input: unknown, output: unknown): Told {
  if (kind === 'execute_tool') return { tool_arguments: input, tool_result: output };
  return kind === 'chat' || kind === 'embeddings' ? contentOf(input, output) : {};
}

/** Spans of Langfuse's SDKs. */
export const langfuse: Dialect = {
  producer: 'Langfuse (`langfuse`, `@langfuse/otel`)',
  reads:
    'types of observations, models, parameters, usage and cost details, levels, input and output, prompts, sessions and users',
  leavesOut:
    'metadata of traces and observations, except as attributes; input and output of traces',
  marks: /^langfuse\.observation\.(?:type|model|usage|cost|input|output)/,
  content:
    /^langfuse\.(?:observation|trace)\.(?:input|output|status_message|model\.parameters|usage_details|cost_details)$/,
  names: {
    model_id: ['langfuse.observation.model.name'],
    prompt_template_id: ['langfuse.observation.prompt.name'],
    prompt_template_version: ['langfuse.observation.prompt.version'],
    session_id: ['langfuse.session.id'],
    user_id: ['langfuse.user.id'],
    environment: ['langfuse.environment'],
  },
  operation: (said) => kindOf(said.get('langfuse.observation.type')),
  fields: (said) => {
    const usage = objectOf(said, 'langfuse.observation.usage_details');
    const cost = objectOf(said, 'langfuse.observation.cost_details');
    const kind = kindOf(said.get('langfuse.observation.type'));
    const input = parsed(said.get('langfuse.observation.input'));
    const output = parsed(said.get('langfuse.observation.output'));
    return {
      ...requestFields(objectOf(said, 'langfuse.observation.model.parameters')),
      prompt_tokens: usage['input'] ?? usage['input_tokens'] ?? usage['prompt_tokens'],
      completion_tokens: usage['output'] ?? usage['output_tokens'] ?? usage['completion_tokens'],
      total_tokens: usage['total'] ?? usage['total_tokens'],
      cost_usd: cost['total'],
      cost_input_usd: cost['input'],
      cost_output_usd: cost['output'],
      ...byKind(kind, input, output),
      ...(said.get('langfuse.observation.level') === 'ERROR' && {
        error_code: '_OTHER',
        error_text: textOf(said, 'langfuse.observation.status_message'),
      }),
    };
  },
};

/** Spans of LangSmith's SDKs. */
export const langSmith: Dialect = {
  producer: 'LangSmith (`langsmith`, OpenTelemetry mode)',
  reads: 'kinds of runs, models, tokens, whole prompts and completions, sessions',
  leavesOut: 'metadata, except as attributes',
  marks: /^langsmith\.(?:span\.kind|trace\.)/,
  content: /^(?:gen_ai\.serialized\..*|langsmith\.(?:inputs|outputs))$/,
  names: { session_id: ['langsmith.trace.session_id', 'langsmith.metadata.session_id'] },
  operation: (said) => kindOf(said.get('langsmith.span.kind')),
};

/** Spans of MLflow, whose values are JSON. */
export const mlflow: Dialect = {
  producer: 'MLflow Tracing (`mlflow`)',
  reads: 'types of spans, models, tokens, costs, inputs and outputs',
  leavesOut: 'inputs and outputs of chains and agents',
  marks: /^mlflow\.(?:spanType|chat\.|llm\.)/,
  content:
    /^mlflow\.(?:spanInputs|spanOutputs|chat\.(?:tools|messages|tokenUsage)|llm\.cost|spanFunctionName|traceRequestId)$/,
  operation: (said) => kindOf(parsed(said.get('mlflow.spanType'))),
  fields: (said) => {
    const usage = objectOf(said, 'mlflow.chat.tokenUsage');
    const cost = objectOf(said, 'mlflow.llm.cost');
    const input = parsed(said.get('mlflow.spanInputs'));
    const output = parsed(said.get('mlflow.spanOutputs'));
    return {
      model_id: parsed(said.get('mlflow.llm.model')) ?? asObject(input)['model'],
      model_version: asObject(output)['model'],
      provider: parsed(said.get('mlflow.llm.provider')),
      prompt_tokens: usage['input_tokens'],
      completion_tokens: usage['output_tokens'],
      total_tokens: usage['total_tokens'],
      cost_usd: cost['total_cost'],
      cost_input_usd: cost['input_cost'],
      cost_output_usd: cost['output_cost'],
      ...byKind(kindOf(parsed(said.get('mlflow.spanType'))), input, output),
    };
  },
};

/** Spans of Genkit. */
export const genkit: Dialect = {
  producer: 'Genkit (`genkit`)',
  reads: 'actions of models, embedders, retrievers and tools, with usage, input and output',
  leavesOut: 'input and output of flows; metadata',
  marks: /^genkit:(?:type|name|metadata:subtype)$/,
  content: /^genkit:(?:input|output|metadata:context|state)$/,
  operation: (said) => kindOf(said.get('genkit:metadata:subtype') ?? said.get('genkit:type')),
  fields: (said) => {
    const kind = kindOf(said.get('genkit:metadata:subtype'));
    const name = textOf(said, 'genkit:name');
    const [, provider, model] = /^([^/]+)\/(.+)$/.exec(name ?? '') ?? [];
    const isModel = kind === 'chat' || kind === 'embeddings';
    const output = objectOf(said, 'genkit:output');
    const input = objectOf(said, 'genkit:input');
    const usage = asObject(output['usage']);
    return {
      ...(isModel && { provider, model_id: model ?? name }),
      ...(kind === 'execute_tool' && { tool_name: name }),
      ...requestFields(asObject(input['config'])),
      prompt_tokens: usage['inputTokens'],
      completion_tokens: usage['outputTokens'],
      total_tokens: usage['totalTokens'],
      finish_reasons: textOf(new Map(Object.entries(output)), 'finishReason'),
      ...byKind(kind, input, output),
    };
  },
};

/** Spans of Mastra, which otherwise speaks the conventions. */
export const mastra: Dialect = {
  producer: 'Mastra (`@mastra/otel-exporter`)',
  reads: 'types of spans; everything else as in the conventions',
  leavesOut: 'steps and chunks of a generation, as steps',
  marks: /^mastra\.span\.type$/,
  content: /^mastra\.(?:.*\.)?(?:input|output|metadata\.messages)$/,
  operation: (said) => kindOf(said.get('mastra.span.type')),
};
