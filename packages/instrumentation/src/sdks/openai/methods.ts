// The request data of `openai` clients, and the factories of methods called on clients.

import { methodsOf, type Clients } from '../client-methods.ts';
import { ERROR_TEXTS } from '../shapes/openai-error-texts.ts';
import { baseUrl, clientClass, clientOf, STAINLESS } from '../stainless.ts';
import { toProvider } from './providers.ts';

/** For AzureOpenAI; in major 4 it began with `_`. */
interface Azure {
  readonly deploymentName?: unknown;
  readonly _deployment?: unknown;
}

const DEPLOYMENT = /\/deployments\/([^/?#]+)/;

const clients: Clients = {
  baseUrl,
  provider: (resource, url) => toProvider(clientClass(resource), url),
  // Azure serves deployments: the path names one, whatever model the request names.
  model(resource, url, { model, openaiApiType }) {
    if (model === undefined) return undefined;
    const fromUrl = url === undefined ? undefined : DEPLOYMENT.exec(url)?.[1];
    if (fromUrl !== undefined) return decodeURIComponent(fromUrl);
    if (openaiApiType === 'responses') return undefined;
    const { deploymentName, _deployment } = clientOf<Azure>(resource) ?? {};
    const deployment = deploymentName ?? _deployment;
    return typeof deployment === 'string' && deployment !== '' ? deployment : undefined;
  },
  common: { ...STAINLESS, errorTexts: ERROR_TEXTS, processingHeader: 'openai-processing-ms' },
};

/** Makes methods of one kind. */
export const inference = methodsOf('inference', clients);
export const embeddingsOf = methodsOf('embeddings', clients);
export const retrieval = methodsOf('retrieval', clients);
export const agentCreation = methodsOf('agent_creation', clients);
export const request = methodsOf('request', clients);
