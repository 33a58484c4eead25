// Services that speak another service's API, identified by base URL. Shared by the SDKs whose API
// others offer.

/** The domains of services: each with all below it. */
const DOMAINS: Readonly<Record<string, string>> = {
  'generativelanguage.googleapis.com': 'gcp.gemini',
  'openai.com': 'openai',
  'api.anthropic.com': 'anthropic',
  'api.cohere.ai': 'cohere',
  'api.cohere.com': 'cohere',
  'deepseek.com': 'deepseek',
  'groq.com': 'groq',
  'mistral.ai': 'mistral_ai',
  'x.ai': 'x_ai',
  'perplexity.ai': 'perplexity',
  'moonshot.ai': 'moonshot_ai',
  'moonshot.cn': 'moonshot_ai',
  'openrouter.ai': 'openrouter',
  'together.xyz': 'together',
  'together.ai': 'together',
  'fireworks.ai': 'fireworks',
  'cerebras.ai': 'cerebras',
  'api.nvidia.com': 'nvidia',
  'models.github.ai': 'github_models',
  'models.inference.ai.azure.com': 'github_models',
  'models.ai.azure.com': 'azure.ai.inference',
  'huggingface.co': 'hugging_face',
  'huggingface.cloud': 'hugging_face',
  'sambanova.ai': 'sambanova',
  'deepinfra.com': 'deepinfra',
  'nebius.ai': 'nebius',
  'nebius.com': 'nebius',
  'novita.ai': 'novita',
  'baseten.co': 'baseten',
  'ai.cloud.ovh.net': 'ovhcloud',
  'ml.cloud.ibm.com': 'ibm.watsonx.ai',
  'databricks.com': 'databricks',
  'databricks.net': 'databricks',
  'azuredatabricks.net': 'databricks',
  'minimax.io': 'minimax',
  'minimax.com': 'minimax',
  'minimax.chat': 'minimax',
  'minimaxi.com': 'minimax',
  'minimaxi.chat': 'minimax',
  'api.z.ai': 'z_ai',
  'open.bigmodel.cn': 'z_ai',
  'volces.com': 'volcengine',
  'siliconflow.cn': 'siliconflow',
  'siliconflow.com': 'siliconflow',
  'voyageai.com': 'voyageai',
  // Gateways keep their own name: the response says who answered, if anybody does.
  'ai-gateway.vercel.sh': 'vercel',
  'gateway.ai.cloudflare.com': 'cloudflare',
  'api.cloudflare.com': 'cloudflare',
  'portkey.ai': 'portkey',
  'requesty.ai': 'requesty',
  'helicone.ai': 'helicone',
};

/** A provider, and the pattern of its hosts. */
type ProviderRule = readonly [provider: string, hosts: RegExp];

/** What a domain alone does not tell. */
const HOSTS: readonly ProviderRule[] = [
  ['aws.bedrock', /^bedrock[\w-]*\.[\w.-]+$/],
  ['gcp.vertex_ai', /^(?:[\w-]+-)?aiplatform(?:\.[\w-]+)*\.googleapis\.com$/],
  ['alibaba_cloud', /^dashscope(?:-[\w-]+)?\.aliyuncs\.com$/],
];

/** Azure's, which some SDKs of OpenAI ask. */
export const AZURE: readonly ProviderRule[] = [
  ['azure.ai.openai', /^[\w-]+\.openai\.azure\.(?:com|us|cn)$/],
  ['azure.ai.openai', /^[\w-]+\.(?:cognitiveservices|services\.ai)\.azure\.com$/],
];

/** Self-hosted servers are known by their usual port. vLLM's 8000 is too common. */
const PORTS: Readonly<Record<string, string>> = { '11434': 'ollama', '1234': 'lm_studio' };

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
  let last: { readonly baseUrl: string; readonly provider: string } | undefined;
  return (clientClass, baseUrl) => {
    const own = clientClass === undefined ? undefined : clients[clientClass];
    if (own !== undefined) return own;
    if (baseUrl === undefined) return usual;
    // An application uses few servers, mostly the same one.
    if (last?.baseUrl !== baseUrl) {
      last = { baseUrl, provider: providerAt(baseUrl, services) ?? usual };
    }
    return last.provider;
  };
}

/** The host, whoever asks it, and its port. */
const BASE_URL = /^https?:\/\/(?:[^/?#]*@)?([^/?#:[]+|\[[^\]]*\])(?::(\d+))?(?:[/?#]|$)/i;

function providerAt(baseUrl: string, services: readonly ProviderRule[]): string | undefined {
  const [, written, port = ''] = BASE_URL.exec(baseUrl) ?? [];
  if (written === undefined) return undefined;
  const host = written.toLowerCase();
  // Patterns are compiled when they are used, which takes as long as the rest of a process's first call.
  return (
    ownedBy(host) ??
    [...services, ...HOSTS].find(([, hosts]) => hosts.test(host))?.[0] ??
    (Object.hasOwn(PORTS, port) ? PORTS[port] : undefined)
  );
}

/** Whose domain `host` is, or is below. */
function ownedBy(host: string): string | undefined {
  for (let domain = host; ; domain = domain.slice(domain.indexOf('.') + 1)) {
    if (Object.hasOwn(DOMAINS, domain)) return DOMAINS[domain];
    if (!domain.includes('.')) return undefined;
  }
}
