// Who serves a model, by what LangChain calls the provider.

const PROVIDERS: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  azure_openai: 'azure.ai.openai',
  google_genai: 'gcp.gemini',
  google_vertexai: 'gcp.vertex_ai',
  google: 'gcp.gemini',
  amazon_bedrock: 'aws.bedrock',
  bedrock: 'aws.bedrock',
  mistral: 'mistral_ai',
  mistralai: 'mistral_ai',
  xai: 'x_ai',
  togetherai: 'together',
  huggingface: 'hugging_face',
  ibm: 'ibm.watsonx.ai',
};

/** The name of the conventions for `ls_provider`. */
export function providerOf(name: unknown): string | undefined {
  return typeof name === 'string' ? (PROVIDERS[name] ?? name) : undefined;
}
