// What Bedrock and its client write in errors, as templates.

/** The templates. */
export const ERROR_TEXTS: readonly string[] = [
  'The provided model identifier is invalid.',
  'Too many requests, please wait before trying again.',
  'Too many tokens, please wait before trying again.',
  'Your request rate is too high. Reduce the frequency of requests.',
  'Model is not ready for inference.',
  'Model has timed out in processing the request. Try your request again.',
  'The security token included in the request is invalid.',
  'The security token included in the request is expired',
  'Input is too long for requested model.',
  "You don't have access to the model with the specified model ID.",
  'Invocation of model ID {model} with on-demand throughput isn’t supported. {text}',
  "Invocation of model ID {model} with on-demand throughput isn't supported. {text}",
  'The system encountered an unexpected error during processing. Try your request again.',
  'Bedrock is unable to process your request.',
];
