// What the package knows of `openai`: its classes, and what its clients say about themselves.

import type { SdkAdapter } from '../../model/adapter.ts';
import { CLASSES } from './classes.ts';
import type { OpenAiFile, OpenAiSocketFile } from './files.ts';
import { toProvider } from './providers.ts';

interface Client {
  baseURL?: unknown;
  constructor?: { name?: string };
  /** Of AzureOpenAI; in major 4 its name began with `_`. */
  deploymentName?: unknown;
  _deployment?: unknown;
}

export const openai: SdkAdapter<OpenAiFile, OpenAiSocketFile> = {
  foreignChannels: {
    'dd-trace': 'tracing:apm:openai:request:start',
    '@sentry/node': 'tracing:orchestrion:openai:chat:start',
  },
  classes: CLASSES,
  mark: 'chat',
  processingHeader: 'openai-processing-ms',
  // Most applications use none.
  get sockets() {
    return (require('./sockets.js') as typeof import('./sockets.ts')).SOCKETS;
  },
  provider: (resource, baseUrl) => toProvider(clientOf(resource)?.constructor?.name, baseUrl),
  baseUrl: (resource) => {
    const url = clientOf(resource)?.baseURL;
    return typeof url === 'string' ? url : undefined;
  },
  // Azure serves deployments: the path names one, whatever model the request names.
  model: (resource, baseUrl, { model, apiType }) => {
    if (model === undefined) return undefined;
    const fromUrl = baseUrl === undefined ? undefined : DEPLOYMENT.exec(baseUrl)?.[1];
    if (fromUrl !== undefined) return decodeURIComponent(fromUrl);
    if (apiType === 'responses') return undefined;
    const { deploymentName, _deployment } = clientOf(resource) ?? {};
    const deployment = deploymentName ?? _deployment;
    return typeof deployment === 'string' && deployment !== '' ? deployment : undefined;
  },
};

const DEPLOYMENT = /\/deployments\/([^/?#]+)/;

function clientOf(resource: unknown): Client | undefined {
  return (resource as { _client?: Client })._client;
}
