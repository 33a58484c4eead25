// Who serves a model, by the names that the AI SDK gives to providers.

/** Names of the conventions for the providers of the AI SDK, whose names end with the API that is used. */
const PROVIDERS: readonly (readonly [start: string, provider: string])[] = [
  ['azure', 'azure.ai.openai'],
  ['google.vertex', 'gcp.vertex_ai'],
  ['vertex.anthropic', 'gcp.vertex_ai'],
  ['vertex', 'gcp.vertex_ai'],
  ['google', 'gcp.gemini'],
  ['amazon-bedrock', 'aws.bedrock'],
  ['bedrock', 'aws.bedrock'],
  ['mistral', 'mistral_ai'],
  ['xai', 'x_ai'],
  ['togetherai', 'together'],
  ['moonshotai', 'moonshot_ai'],
  ['alibaba', 'alibaba_cloud'],
  ['huggingface', 'hugging_face'],
  ['gateway', 'vercel'],
];

/** `openai` of `openai.responses`. */
export function providerOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const known = PROVIDERS.find(([start]) => name === start || name.startsWith(`${start}.`));
  return known?.[1] ?? name.split('.', 1)[0];
}
