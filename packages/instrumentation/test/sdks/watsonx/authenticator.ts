// Stands for a service of tokens: the server of the tests needs none.

import type { WatsonXAI } from '@ibm-cloud/watsonx-ai';

type Authenticator = ReturnType<WatsonXAI['getAuthenticator']>;

/** Adds nothing to a request. */
export const authenticator: Authenticator = {
  authenticate: () => Promise.resolve(),
  authenticationType: () => 'noAuth',
};
