// What Groq writes in errors, as templates.

import { CLIENT_TEXTS } from '../stainless.ts';

/** The templates. */
export const ERROR_TEXTS: readonly string[] = [
  ...CLIENT_TEXTS,
  'Invalid API Key',
  'Unauthorized: Invalid API Key',
  'Rate limit reached for model `{model}` in organization {text} service tier `{text}` on {text}: Limit {number}, Used {number}, Requested {number}. Please try again in {duration}. {text}',
  'Rate limit reached for model `{model}` in organization {text} on {text}: Limit {number}, Used {number}, Requested {number}. Please try again in {duration}. {text}',
  'Request too large for model `{model}` in organization {text} on {text}: Limit {number}, Requested {number}, please reduce your message size and try again. {text}',
  'The model `{model}` does not exist or you do not have access to it.',
  'The model `{model}` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.',
  'Please reduce the length of the messages or completion.',
  '`max_tokens` must be less than or equal to `{number}`, the maximum value for `max_tokens` is less than the `context_window` for this model',
  "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
  "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
  "'{parameter}' : property '{parameter}' is unsupported",
  "'{parameter}' : value {text}",
  '{model} is currently over capacity. Please try again and back off exponentially. {text}',
  'Internal Server Error',
  'Service unavailable. Please try again later.',
];
