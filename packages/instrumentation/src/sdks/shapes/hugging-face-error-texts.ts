// What Hugging Face and its client write in errors, as templates.

const PREFIX = 'Failed to perform inference: ';

/** The templates. */
export const ERROR_TEXTS: readonly string[] = [
  ...[
    'an HTTP error occurred when requesting the provider.',
    'an HTTP error occurred when requesting the provider',
    'Model {model} is currently loading',
    'Model {model} does not exist',
    'Model too busy, unable to get response in less than {number} second(s)',
    'Rate limit reached. Please log in or use a HF access token',
    'Rate limit reached. {text}',
    'Too Many Requests',
    'Invalid username or password.',
    'Invalid credentials in Authorization header',
    'You have exceeded your monthly included credits for Inference Providers. {text}',
    'Service Unavailable',
    'Internal Server Error',
    'Model not supported by provider {model}',
    "The requested model '{model}' is not supported by any provider you have enabled.",
    'server does not support event stream content type, it returned {text}',
    'an occurred while streaming the response: {text}',
    'Input validation error: {text}',
  ].map((text) => PREFIX + text),
  'Provider {model} does not seem to support chat completion for model {model} . Error: {text}',
  'Failed to fetch inference provider mapping for model {model}',
  'Failed to fetch inference provider mapping for model {model}: {text}',
  'We have not been able to find inference provider information for model {model}.',
  'No Inference Provider available for model {model}.',
  'Model {model} is not supported for task {text}',
  'No model provided, and no task has been specified.',
  "Specifying a model is required when provider is 'auto'",
  "Provider '{model}' not supported. {text}",
  'Models from {model} must be prefixed by {text}',
];
