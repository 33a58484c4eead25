// What Anthropic's API says for each error status: type and message of the error body.
import type { JsonObject } from './answer.ts';

const byStatus: Readonly<Record<number, readonly [type: string, message: string]>> = {
  400: ['invalid_request_error', 'The request was not understood.'],
  401: ['authentication_error', 'invalid x-api-key'],
  403: ['permission_error', 'Your API key does not have permission to use this resource.'],
  404: ['not_found_error', 'The requested resource could not be found.'],
  413: ['request_too_large', 'The request is larger than the allowed number of bytes.'],
  429: ['rate_limit_error', 'This request would exceed the rate limit of your organization.'],
  500: ['api_error', 'Internal server error'],
  504: ['timeout_error', 'The request timed out.'],
  529: ['overloaded_error', 'Overloaded'],
};

/** Builds the body of an error answer; `type` replaces the usual one of that status. */
export function toAnthropicErrorBody(status: number, type?: string, message?: string): JsonObject {
  const [usualType, usualMessage] = byStatus[status] ?? byStatus[status >= 500 ? 500 : 400]!;
  return {
    type: 'error',
    error: { type: type ?? usualType, message: message ?? usualMessage },
    request_id: 'req_mock',
  };
}
