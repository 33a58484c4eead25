// Services that speak another service's API, identified by base URL. Shared by the SDKs whose API
// others offer.

/** A provider, and the pattern of its hosts: without groups that capture. */
type ProviderRule = readonly [provider: string, hosts: string];

const SERVICES: readonly ProviderRule[] = [
  ['aws.bedrock', String.raw`bedrock[\w-]*\.[\w.-]+`],
  ['gcp.vertex_ai', String.raw`(?:[\w-]+-)?aiplatform(?:\.[\w-]+)*\.googleapis\.com`],
  ['gcp.gemini', String.raw`generativelanguage\.googleapis\.com`],
  ['openai', under(String.raw`openai\.com`)],
  ['anthropic', String.raw`api\.anthropic\.com`],
  ['cohere', String.raw`api\.cohere\.(?:ai|com)`],
  ['deepseek', under(String.raw`deepseek\.com`)],
  ['groq', under(String.raw`groq\.com`)],
  ['mistral_ai', under(String.raw`mistral\.ai`)],
  ['x_ai', under(String.raw`x\.ai`)],
  ['perplexity', under(String.raw`perplexity\.ai`)],
  ['moonshot_ai', under(String.raw`moonshot\.(?:ai|cn)`)],
  ['openrouter', under(String.raw`openrouter\.ai`)],
  ['together', under(String.raw`together\.(?:xyz|ai)`)],
  ['fireworks', under(String.raw`fireworks\.ai`)],
  ['cerebras', under(String.raw`cerebras\.ai`)],
  ['nvidia', under(String.raw`api\.nvidia\.com`)],
  ['github_models', String.raw`models\.(?:github\.ai|inference\.ai\.azure\.com)`],
  ['azure.ai.inference', under(String.raw`models\.ai\.azure\.com`)],
  ['hugging_face', under(String.raw`huggingface\.(?:co|cloud)`)],
  ['alibaba_cloud', String.raw`dashscope(?:-[\w-]+)?\.aliyuncs\.com`],
  ['sambanova', under(String.raw`sambanova\.ai`)],
  ['deepinfra', under(String.raw`deepinfra\.com`)],
  ['nebius', under(String.raw`nebius\.(?:ai|com)`)],
  ['novita', under(String.raw`novita\.ai`)],
  ['baseten', under(String.raw`baseten\.co`)],
  ['ovhcloud', under(String.raw`ai\.cloud\.ovh\.net`)],
  ['ibm.watsonx.ai', under(String.raw`ml\.cloud\.ibm\.com`)],
  ['databricks', under(String.raw`(?:azure|gcp\.)?databricks\.(?:com|net)`)],
  ['minimax', under(String.raw`minimax(?:i)?\.(?:io|com|chat)`)],
  ['z_ai', String.raw`api\.z\.ai|open\.bigmodel\.cn`],
  ['volcengine', under(String.raw`volces\.com`)],
  ['siliconflow', under(String.raw`siliconflow\.(?:cn|com)`)],
  ['voyageai', under(String.raw`voyageai\.com`)],
  // Gateways keep their own name: the response says who answered, if anybody does.
  ['vercel', String.raw`ai-gateway\.vercel\.sh`],
  ['cloudflare', String.raw`(?:gateway\.ai|api)\.cloudflare\.com`],
  ['portkey', under(String.raw`portkey\.ai`)],
  ['requesty', under(String.raw`requesty\.ai`)],
  ['helicone', under(String.raw`helicone\.ai`)],
  // Self-hosted servers are known by their usual port. vLLM's 8000 is too common.
  ['ollama', String.raw`[^/]+:11434`],
  ['lm_studio', String.raw`[^/]+:1234`],
];

/** Azure's, which some SDKs of OpenAI ask. */
export const AZURE: readonly ProviderRule[] = [
  ['azure.ai.openai', String.raw`[\w-]+\.openai\.azure\.(?:com|us|cn)`],
  ['azure.ai.openai', String.raw`[\w-]+\.(?:cognitiveservices|services\.ai)\.azure\.com`],
];

/** How to recognise the providers behind the clients of one SDK. */
export interface Providers {
  /** The provider whose API the SDK speaks: default for unknown servers. */
  readonly usual: string;
  /** Client classes that stand for a service, whatever their base URL. */
  readonly clients: Readonly<Record<string, string>>;
  /** Services that are recognised for this SDK only. The first match wins. */
  readonly services?: readonly ProviderRule[];
}

/** Finds `gen_ai.provider.name` of a client by its class name, else by its base URL. */
export type FindProvider = (clientClass: string | undefined, baseUrl: string | undefined) => string;

/** Finds the provider behind a client of one SDK. */
export function providersOf({ usual, clients, services = [] }: Providers): FindProvider {
  const rules = [...services, ...SERVICES];
  let pattern: RegExp | undefined;
  let last: { readonly baseUrl: string; readonly provider: string } | undefined;
  return (clientClass, baseUrl) => {
    const own = clientClass === undefined ? undefined : clients[clientClass];
    if (own !== undefined) return own;
    if (baseUrl === undefined) return usual;
    // An application uses few servers, mostly the same one.
    if (last?.baseUrl !== baseUrl) {
      pattern ??= baseUrlsOf(rules);
      const [, ...groups] = pattern.exec(baseUrl) ?? [];
      const found = rules[groups.findIndex((group) => group !== undefined)];
      last = { baseUrl, provider: found?.[0] ?? usual };
    }
    return last.provider;
  };
}

/** One pattern with a group for each rule: one of each takes milliseconds in the first call of a process. */
function baseUrlsOf(rules: readonly ProviderRule[]): RegExp {
  const hosts = rules.map(([, source]) => `(${source})`).join('|');
  return new RegExp(`^https?://(?:${hosts})(?::\\d+)?(?:[/?#]|$)`, 'i');
}

/** The hosts of a domain and of all below it. */
function under(domain: string): string {
  return String.raw`(?:[\w-]+\.)*(?:${domain})`;
}
