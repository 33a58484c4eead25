// Whom the models of `@google/genai` ask: Gemini or Vertex AI.

import type { Clients } from '../client-methods.ts';
import { ERROR_TEXTS } from '../shapes/generate-content/error-texts.ts';
import { toFailure } from '../shapes/generate-content/failure.ts';

interface HttpOptions {
  readonly baseUrl?: unknown;
}
interface ApiClient {
  readonly clientOptions?: { readonly vertexai?: unknown; readonly httpOptions?: HttpOptions };
}
/** Private in their types, plain properties at runtime: of `Models`, and of `interactions`. */
interface Holder {
  readonly apiClient?: ApiClient;
  readonly parentClient?: ApiClient;
}
interface Params {
  readonly config?: {
    readonly httpOptions?: HttpOptions;
    readonly abortSignal?: AbortSignal;
  } | null;
}

export const clients: Clients = {
  baseUrl(holder, params) {
    const own = (params as Params | undefined)?.config?.httpOptions?.baseUrl;
    const url = own ?? optionsOf(holder)?.httpOptions?.baseUrl;
    return typeof url === 'string' ? url : undefined;
  },
  provider: (holder) => (optionsOf(holder)?.vertexai === true ? 'gcp.vertex_ai' : 'gcp.gemini'),
  common: {
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
    signal: ({ args }) => (args[0] as Params | undefined)?.config?.abortSignal,
  },
};

function optionsOf(holder: unknown) {
  const { apiClient, parentClient } = holder as Holder;
  return (apiClient ?? parentClient)?.clientOptions;
}
