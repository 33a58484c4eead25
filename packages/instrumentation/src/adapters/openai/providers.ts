// Who serves the model behind a client of `openai`: the class of the client, else its base URL.

/** Base URLs of services that speak OpenAI's API, and the name of each. The first match counts. */
const PROVIDERS: readonly (readonly [string, RegExp])[] = [
  ['azure.ai.openai', host(String.raw`[\w-]+\.openai\.azure\.(?:com|us|cn)`)],
  ['azure.ai.openai', host(String.raw`[\w-]+\.(?:cognitiveservices|services\.ai)\.azure\.com`)],
  ['aws.bedrock', host(String.raw`bedrock[\w-]*\.[\w.-]+`)],
  ['gcp.vertex_ai', host(String.raw`(?:[\w-]+-)?aiplatform(?:\.[\w-]+)*\.googleapis\.com`)],
  ['gcp.gemini', host(String.raw`generativelanguage\.googleapis\.com`)],
  ['openai', host(String.raw`(?:[\w-]+\.)*openai\.com`)],
  ['anthropic', host(String.raw`api\.anthropic\.com`)],
  ['cohere', host(String.raw`api\.cohere\.(?:ai|com)`)],
  ['deepseek', host(String.raw`(?:[\w-]+\.)*deepseek\.com`)],
  ['groq', host(String.raw`(?:[\w-]+\.)*groq\.com`)],
  ['mistral_ai', host(String.raw`(?:[\w-]+\.)*mistral\.ai`)],
  ['x_ai', host(String.raw`(?:[\w-]+\.)*x\.ai`)],
  ['perplexity', host(String.raw`(?:[\w-]+\.)*perplexity\.ai`)],
  ['moonshot_ai', host(String.raw`(?:[\w-]+\.)*moonshot\.(?:ai|cn)`)],
  ['openrouter', host(String.raw`(?:[\w-]+\.)*openrouter\.ai`)],
  ['together', host(String.raw`(?:[\w-]+\.)*together\.(?:xyz|ai)`)],
  ['fireworks', host(String.raw`(?:[\w-]+\.)*fireworks\.ai`)],
  // Servers of one's own are known by their usual port. vLLM's 8000 is everybody's.
  ['ollama', host(String.raw`[^/]+:11434`)],
  ['lm_studio', host(String.raw`[^/]+:1234`)],
];

/** Clients of the SDK that stand for a service, whatever their base URL. */
const CLIENTS: Readonly<Record<string, string>> = {
  AzureOpenAI: 'azure.ai.openai',
  BedrockOpenAI: 'aws.bedrock',
};

let last: { readonly baseUrl: string; readonly provider: string } | undefined;

/** `gen_ai.provider.name` of a client. An unknown server counts as OpenAI: its API is what is spoken. */
export function toProvider(clientClass: string | undefined, baseUrl: string | undefined): string {
  const own = clientClass === undefined ? undefined : CLIENTS[clientClass];
  if (own !== undefined) return own;
  if (baseUrl === undefined) return 'openai';
  // An application talks to few servers, mostly to the same.
  if (last?.baseUrl !== baseUrl) last = { baseUrl, provider: find(baseUrl) };
  return last.provider;
}

function find(baseUrl: string): string {
  return PROVIDERS.find(([, pattern]) => pattern.test(baseUrl))?.[0] ?? 'openai';
}

/** Matches URLs of these hosts; a port may follow where the host has none. */
function host(source: string): RegExp {
  return new RegExp(`^https?://${source}(?::\\d+)?(?:[/?#]|$)`, 'i');
}
