// The request data of `@anthropic-ai/sdk` clients, and the factories of methods called on clients.

import { methodsOf, type Clients } from '../client-methods.ts';
import { baseUrl, clientClass, STAINLESS } from '../stainless.ts';
import { ERROR_TEXTS } from './error-texts.ts';
import { toFailure } from './errors.ts';
import { toProvider } from './providers.ts';

const clients: Clients = {
  baseUrl,
  provider: (resource, url) => toProvider(clientClass(resource), url),
  common: { ...STAINLESS, failure: toFailure, errorTexts: ERROR_TEXTS },
};

/** Makes methods of one kind. */
export const inference = methodsOf('inference', clients);
export const request = methodsOf('request', clients);
