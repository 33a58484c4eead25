// cohere-ai: chat, completions, embeddings and reranking, in both versions of the API.

import { defineAdapterData } from '../adapter-data.ts';
import type { Client } from './asked.ts';
import { calls as version1 } from './version-1.ts';
import { calls as version2 } from './version-2.ts';

export const data = defineAdapterData<typeof import('cohere-ai'), Client>({
  adapter: 'cohere',
  package: 'cohere-ai',
  releases: ['7.14.0', '7.21.0', '8.0.0', '8.1.0'],
  // Until 7.19.
  beside: { '@aws-crypto/sha256-js': '5.2.0' },
  provider: 'cohere',
  client(sdk, environment) {
    const options = { token: 'unused', environment };
    return { v1: new sdk.CohereClient(options), v2: new sdk.CohereClientV2(options) };
  },
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [...version2, ...version1],
});
