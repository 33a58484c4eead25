// What the package knows of `@anthropic-ai/sdk`: its classes, and what its clients say about themselves.

import type { SdkAdapter } from '../../model/adapter.ts';
import { CLASSES } from './classes.ts';
import type { AnthropicFile } from './files.ts';
import { native } from './native.ts';
import { toProvider } from './providers.ts';

interface Client {
  readonly baseURL?: unknown;
  readonly constructor?: { readonly name?: string };
}

export const anthropic: SdkAdapter<AnthropicFile> = {
  classes: CLASSES,
  mark: 'messages',
  native,
  // Message threads do, since 1.12.
  streamMaker: { file: 'streaming', className: 'Stream', method: 'fromSSEResponse' },
  provider: (resource, baseUrl) => toProvider(clientOf(resource)?.constructor?.name, baseUrl),
  baseUrl: (resource) => {
    const url = clientOf(resource)?.baseURL;
    return typeof url === 'string' ? url : undefined;
  },
};

function clientOf(resource: unknown): Client | undefined {
  return (resource as { _client?: Client })._client;
}
