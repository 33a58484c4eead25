// What the clients of `@anthropic-ai/sdk` say of themselves, and the makers of methods that are called on them.

import { methodsOf, type Clients } from '../client-methods.ts';
import { baseUrl, clientClass, STAINLESS } from '../stainless.ts';
import { toFailure } from './errors.ts';
import { toProvider } from './providers.ts';

const clients: Clients = {
  baseUrl,
  provider: (resource, url) => toProvider(clientClass(resource), url),
  common: { ...STAINLESS, failure: toFailure },
};

/** Makes methods of one kind. */
export const inference = methodsOf('inference', clients);
export const request = methodsOf('request', clients);
