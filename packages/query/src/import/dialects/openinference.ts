// OpenInference (Arize, Phoenix): `llm.*`, `openinference.span.kind`, numbered messages.

import {
  asObject,
  type Dialect,
  isObject,
  objectOf,
  parsed,
  type Said,
  textOf,
  type Told,
  wordFor,
} from './dialect.ts';
import { indexed } from './indexed.ts';
import { toMessages, withoutInstructions } from './messages.ts';
import { requestFields } from './request-parameters.ts';

const KINDS: Readonly<Record<string, string>> = {
  LLM: 'chat',
  EMBEDDING: 'embeddings',
  RETRIEVER: 'retrieval',
  TOOL: 'execute_tool',
  AGENT: 'invoke_agent',
};

/** Spans of OpenInference. */
export const openInference: Dialect = {
  producer: 'OpenInference (`openinference-instrumentation-*`, `@arizeai/openinference-*`)',
  reads:
    'kinds of spans, models, tokens, costs, parameters, messages, tools, documents, prompt templates, sessions and users; the id of the response where `output.value` holds the response',
  leavesOut:
    '`input.value` and `output.value`, which repeat the messages; vectors; definitions of tools; `metadata`',
  marks:
    /^(?:openinference\.|llm\.(?:model_name|token_count|input_messages|output_messages)|embedding\.(?:model_name|embeddings|text|vector)\b)/,
  content:
    /^(?:(?:input|output)\.(?:value|mime_type)|metadata|llm\.(?:input_messages|output_messages|prompts|choices|tools|function_call|invocation_parameters|prompt_template)\b.*|embedding\.(?:text|vector|embeddings|invocation_parameters)\b.*|retrieval\..*|reranker\.(?:query|input_documents|output_documents)\b.*|tool\.(?:parameters|description|json_schema)\b.*|tool_call\..*)$/,
  names: {
    provider: ['llm.provider', 'llm.system'],
    prompt_tokens: ['llm.token_count.prompt'],
    completion_tokens: ['llm.token_count.completion'],
    total_tokens: ['llm.token_count.total'],
    cache_read_tokens: ['llm.token_count.prompt_details.cache_read'],
    cache_write_tokens: ['llm.token_count.prompt_details.cache_write'],
    reasoning_tokens: ['llm.token_count.completion_details.reasoning'],
    model_id: ['embedding.model_name', 'reranker.model_name'],
    finish_reasons: ['llm.finish_reason'],
    cost_usd: ['llm.cost.total'],
    cost_input_usd: ['llm.cost.prompt'],
    cost_output_usd: ['llm.cost.completion'],
    tool_name: ['tool.name'],
    agent_name: ['agent.name'],
    prompt_template_version: ['llm.prompt_template.version'],
  },
  operation: (said) => {
    const kind = textOf(said, 'openinference.span.kind')?.toUpperCase();
    if (kind === undefined) return undefined;
    if (kind === 'LLM' && said.has('llm.prompts.0.prompt.text')) return 'text_completion';
    return wordFor(KINDS, kind) ?? 'step';
  },
  fields: (said) => ({
    ...modelsOf(said),
    provider: textOf(new Map(Object.entries(objectOf(said, 'metadata'))), 'ls_provider'),
    ...requestFields(objectOf(said, 'llm.invocation_parameters')),
    ...messagesOf(said),
    ...(said.get('openinference.span.kind') === 'TOOL' && {
      tool_arguments: parsed(said.get('tool.parameters') ?? said.get('input.value')),
      tool_result: parsed(said.get('output.value')),
    }),
    ...(said.get('openinference.span.kind') === 'RETRIEVER' && {
      query: textOf(said, 'input.value'),
      documents: documentsOf(said),
    }),
    prompt_variables: variablesOf(said),
    response_id: responseId(said),
  }),
};

/** `llm.model_name` is the requested model until a response names another. */
function modelsOf(said: Said): Told {
  const named = textOf(said, 'llm.model_name');
  const { model } = objectOf(said, 'llm.invocation_parameters');
  if (typeof model !== 'string') return { model_id: named };
  return { model_id: model, ...(named !== model && { model_version: named }) };
}

function messagesOf(said: Said): Told {
  const prompts = indexed(said, 'llm.prompts').map(
    (one) => asObject(asObject(one)['prompt'])['text'],
  );
  const input = indexed(said, 'llm.input_messages');
  const texts = indexed(said, 'embedding.embeddings').map(
    (one) => asObject(asObject(one)['embedding'])['text'],
  );
  const asked = [input, prompts, texts].find((list) => list.length > 0);
  const choices = indexed(said, 'llm.choices').map(
    (one) => asObject(asObject(one)['completion'])['text'],
  );
  const output = indexed(said, 'llm.output_messages');
  return {
    ...withoutInstructions(toMessages(asked, 'user')),
    output_messages: toMessages(output.length > 0 ? output : choices, 'assistant'),
  };
}

function documentsOf(said: Said): unknown {
  const found = indexed(said, 'retrieval.documents').map((one) => asObject(one)['document']);
  const documents = found.filter(isObject).map((document) => ({
    ...(document['id'] !== undefined && { id: document['id'] }),
    ...(document['score'] !== undefined && { score: document['score'] }),
    ...(document['content'] !== undefined && { content: document['content'] }),
  }));
  return documents.length === 0 ? undefined : documents;
}

function variablesOf(said: Said): unknown {
  const variables = parsed(said.get('llm.prompt_template.variables'));
  return isObject(variables) ? variables : undefined;
}

/** The id in a response of OpenAI or Anthropic, or in a generation of LangChain. */
function responseId(said: Said): string | undefined {
  if (said.get('openinference.span.kind') !== 'LLM') return undefined;
  const output = objectOf(said, 'output.value');
  const [[generation]] = [asList(asList(output['generations'])[0])];
  const message = asObject(asObject(asObject(generation)['message'])['kwargs']);
  const id = output['id'] ?? message['id'];
  return typeof id === 'string' ? id : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
