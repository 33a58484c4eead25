// What all functions of `@mistralai/mistralai` share.

import { methodsOf, type Clients } from '../client-methods.ts';
import { isTracedByPackage } from './own-telemetry.ts';
import { baseUrl, PACKAGE_TEXTS, SPEAKEASY } from '../speakeasy.ts';

/** The service that a client asks. */
export const clients: Clients = {
  baseUrl,
  provider: () => 'mistral_ai',
  common: {
    ...SPEAKEASY,
    isSpanned: ({ args }) => isTracedByPackage(args[0]),
    errorTexts: [
      ...PACKAGE_TEXTS,
      'Unauthorized',
      'Invalid model: {model}',
      'Requests rate limit exceeded',
      'Rate limit exceeded',
      'Service tier capacity exceeded for this model.',
      'Service unavailable.',
      'Internal server error',
    ],
  },
};

/** Methods of inference. */
export const inference = methodsOf('inference', clients);
