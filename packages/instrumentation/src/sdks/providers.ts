// Services that speak another service's API, identified by base URL. Shared by the SDKs whose API
// others offer.

/** A provider, and the base URLs of its service. */
type ProviderRule = readonly [provider: string, baseUrl: RegExp];

const SERVICES: readonly ProviderRule[] = [
  ['aws.bedrock', host(String.raw`bedrock[\w-]*\.[\w.-]+`)],
  ['gcp.vertex_ai', host(String.raw`(?:[\w-]+-)?aiplatform(?:\.[\w-]+)*\.googleapis\.com`)],
  ['gcp.gemini', host(String.raw`generativelanguage\.googleapis\.com`)],
  ['openai', under(String.raw`openai\.com`)],
  ['anthropic', host(String.raw`api\.anthropic\.com`)],
  ['cohere', host(String.raw`api\.cohere\.(?:ai|com)`)],
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
  ['github_models', host(String.raw`models\.(?:github\.ai|inference\.ai\.azure\.com)`)],
  ['azure.ai.inference', under(String.raw`models\.ai\.azure\.com`)],
  ['hugging_face', under(String.raw`huggingface\.(?:co|cloud)`)],
  ['alibaba_cloud', host(String.raw`dashscope(?:-[\w-]+)?\.aliyuncs\.com`)],
  ['sambanova', under(String.raw`sambanova\.ai`)],
  ['deepinfra', under(String.raw`deepinfra\.com`)],
  ['nebius', under(String.raw`nebius\.(?:ai|com)`)],
  ['novita', under(String.raw`novita\.ai`)],
  ['baseten', under(String.raw`baseten\.co`)],
  ['ovhcloud', under(String.raw`ai\.cloud\.ovh\.net`)],
  ['ibm.watsonx.ai', under(String.raw`ml\.cloud\.ibm\.com`)],
  ['databricks', under(String.raw`(?:azure|gcp\.)?databricks\.(?:com|net)`)],
  ['minimax', under(String.raw`minimax(?:i)?\.(?:io|com|chat)`)],
  ['z_ai', host(String.raw`api\.z\.ai|open\.bigmodel\.cn`)],
  ['volcengine', under(String.raw`volces\.com`)],
  ['siliconflow', under(String.raw`siliconflow\.(?:cn|com)`)],
  ['voyageai', under(String.raw`voyageai\.com`)],
  // Gateways keep their own name: the response says who answered, if anybody does.
  ['vercel', host(String.raw`ai-gateway\.vercel\.sh`)],
  ['cloudflare', host(String.raw`(?:gateway\.ai|api)\.cloudflare\.com`)],
  ['portkey', under(String.raw`portkey\.ai`)],
  ['requesty', under(String.raw`requesty\.ai`)],
  ['helicone', under(String.raw`helicone\.ai`)],
  // Self-hosted servers are known by their usual port. vLLM's 8000 is too common.
  ['ollama', host(String.raw`[^/]+:11434`)],
  ['lm_studio', host(String.raw`[^/]+:1234`)],
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
  let last: { readonly baseUrl: string; readonly provider: string } | undefined;
  return (clientClass, baseUrl) => {
    const own = clientClass === undefined ? undefined : clients[clientClass];
    if (own !== undefined) return own;
    if (baseUrl === undefined) return usual;
    // An application uses few servers, mostly the same one.
    if (last?.baseUrl !== baseUrl) {
      const found = rules.find(([, pattern]) => pattern.test(baseUrl))?.[0];
      last = { baseUrl, provider: found ?? usual };
    }
    return last.provider;
  };
}

/** Matches URLs of these hosts; a port may follow where the host has none. */
export function host(source: string): RegExp {
  return new RegExp(`^https?://(?:${source})(?::\\d+)?(?:[/?#]|$)`, 'i');
}

/** Matches URLs of a domain and of all below it. */
function under(domain: string): RegExp {
  return host(String.raw`(?:[\w-]+\.)*(?:${domain})`);
}
