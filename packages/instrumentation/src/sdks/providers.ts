// Services that speak another service's API, identified by base URL. Shared by the SDKs whose API
// others offer.

/** A provider, and the base URLs of its service. */
type ProviderRule = readonly [provider: string, baseUrl: RegExp];

const SERVICES: readonly ProviderRule[] = [
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
  return new RegExp(`^https?://${source}(?::\\d+)?(?:[/?#]|$)`, 'i');
}
