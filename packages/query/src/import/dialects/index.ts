// The table of dialects, the most specific first, and what a span says in any of them.

import { aiSdk } from './ai-sdk.ts';
import { type Dialect, type Said, type Told, wordFor } from './dialect.ts';
import { genAi } from './gen-ai.ts';
import { logfire } from './logfire.ts';
import { openInference } from './openinference.ts';
import { genkit, langfuse, langSmith, mastra, mlflow } from './platforms.ts';

export { type Said, type Told, wordFor } from './dialect.ts';

/** All dialects. Of two that tell the same, the first is believed. */
export const DIALECTS: readonly Dialect[] = [
  openInference,
  aiSdk,
  logfire,
  langfuse,
  langSmith,
  mlflow,
  genkit,
  mastra,
  genAi,
];

/** Names of operations in the words of the conventions. */
const OPERATIONS: Readonly<Record<string, string>> = {
  completion: 'text_completion',
  completions: 'text_completion',
  generate_text: 'chat',
  stream_text: 'chat',
  generate_object: 'chat',
  stream_object: 'chat',
  messages: 'chat',
  responses: 'chat',
  response: 'chat',
  chat_completion: 'chat',
  embedding: 'embeddings',
  embed: 'embeddings',
  embed_many: 'embeddings',
  tool: 'execute_tool',
};
const MOST_NAMES = 10_000;
const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  'az.ai.openai': 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  aws: 'aws.bedrock',
  bedrock: 'aws.bedrock',
  'amazon-bedrock': 'aws.bedrock',
  google: 'gcp.gen_ai',
  'google.generative-ai': 'gcp.gemini',
  gemini: 'gcp.gemini',
  vertexai: 'gcp.vertex_ai',
  vertex_ai: 'gcp.vertex_ai',
  'google.vertex': 'gcp.vertex_ai',
  mistralai: 'mistral_ai',
  mistral: 'mistral_ai',
  xai: 'x_ai',
};
/** The AI SDK names the kind of model behind the provider. */
const MODEL_KIND = /\.(?:chat|responses|completion|embedding|messages|image|speech|transcription)$/;

/** What a span of another producer says. */
export interface Reading {
  /** In the words of the conventions; `step` is none of them. */
  readonly operation: string | undefined;
  /** Fields that need more than a name. */
  readonly told: Told;
}

/** Whether any dialect has an attribute of this name for itself. */
export const isMark = remembered((name) =>
  DIALECTS.some(({ marks }) => marks?.test(name) === true),
);

/** Whether an attribute may quote content, and so never becomes a plain attribute of a record. */
export const mayQuote = remembered((name) =>
  DIALECTS.some(({ content }) => content?.test(name) === true),
);

/** All spans have the same few names, except numbered ones. */
function remembered(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const answer = ask(name);
    if (known.size < MOST_NAMES) known.set(name, answer);
    return answer;
  };
}

const names = new Map<string, string[]>();
for (const dialect of DIALECTS) {
  for (const [field, attributes] of Object.entries(dialect.names ?? {})) {
    names.set(field, [...(names.get(field) ?? []), ...attributes]);
  }
}

/** The names of a field in all dialects. */
export function namesOf(field: string): readonly string[] {
  return names.get(field) ?? [];
}

/** Reads what needs more than a name. */
export function readDialects(said: Said): Reading {
  const keys = [...said.keys()];
  const spoken = DIALECTS.filter(({ marks, speaks = marks }) =>
    keys.some((key) => speaks?.test(key) === true),
  );
  const told: Record<string, unknown> = {};
  let operation = spoken
    .map((dialect) => (dialect === genAi ? undefined : dialect.operation?.(said)))
    .find((one) => one !== undefined);
  operation ??= (said.get('gen_ai.operation.name') as string | undefined) ?? genAi.operation!(said);
  for (const dialect of spoken) {
    for (const [field, value] of Object.entries(dialect.fields?.(said) ?? {})) {
      if (value !== undefined && value !== null) told[field] ??= value;
    }
  }
  const name = typeof operation === 'string' ? operation : undefined;
  return {
    operation: name === undefined ? undefined : (wordFor(OPERATIONS, name.toLowerCase()) ?? name),
    told,
  };
}

/** A provider in the words of the conventions. */
export function toProvider(provider: string): string {
  const name = provider.toLowerCase().replace(MODEL_KIND, '');
  return wordFor(PROVIDERS, name) ?? name;
}
