// What the OpenAI API says for each error status: message, type and code of the error body.

interface ErrorText {
  readonly message: string;
  readonly type: string;
  readonly code: string | null;
}

const serverError: ErrorText = {
  message: 'The server had an error while processing your request. Sorry about that!',
  type: 'server_error',
  code: null,
};

const byStatus: Readonly<Record<number, ErrorText>> = {
  400: { message: 'Invalid request.', type: 'invalid_request_error', code: null },
  401: {
    message: 'Incorrect API key provided.',
    type: 'invalid_request_error',
    code: 'invalid_api_key',
  },
  403: {
    message: 'You are not allowed to sample from this model.',
    type: 'invalid_request_error',
    code: 'unsupported_country_region_territory',
  },
  404: {
    message: 'The model does not exist or you do not have access to it.',
    type: 'invalid_request_error',
    code: 'model_not_found',
  },
  409: { message: 'The resource was updated meanwhile.', type: 'conflict_error', code: null },
  422: { message: 'Unprocessable request.', type: 'invalid_request_error', code: null },
  429: {
    message: 'Rate limit reached for requests per minute.',
    type: 'requests',
    code: 'rate_limit_exceeded',
  },
  500: serverError,
  503: {
    message: 'The engine is currently overloaded, please try again later.',
    type: 'service_unavailable_error',
    code: null,
  },
  529: { message: 'Overloaded.', type: 'overloaded_error', code: 'overloaded' },
};

const quota: ErrorText = {
  message: 'You exceeded your current quota, please check your plan and billing details.',
  type: 'insufficient_quota',
  code: 'insufficient_quota',
};

/** The error object of an OpenAI answer. */
export interface ErrorBody {
  readonly error: ErrorText & { readonly param: string | null };
}

/** Builds the body of an error answer; `code` replaces the usual one of that status. */
export function toErrorBody(status: number, code?: string, message?: string): ErrorBody {
  const usual =
    code === 'insufficient_quota'
      ? quota
      : (byStatus[status] ?? (status >= 500 ? serverError : byStatus[400]!));
  return {
    error: {
      message: message ?? usual.message,
      type: usual.type,
      param: null,
      code: code ?? usual.code,
    },
  };
}
