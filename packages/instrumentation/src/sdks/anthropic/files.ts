// The files of the classes in the package `@anthropic-ai/sdk`, 0.39 to 1.x, without extension.

/** One entry for each class of a resource. */
const RESOURCE_FILES = {
  messages: /^resources\/messages\/messages$/,
  betaMessages: /^resources\/beta\/messages\/messages$/,
  completions: /^resources\/completions$/,
  batches: /^resources\/messages\/batches$/,
  betaBatches: /^resources\/beta\/messages\/batches$/,
  files: /^resources\/files$/,
  betaFiles: /^resources\/beta\/files$/,
} as const;

/**
 * All watched files: `client` has the class that starts the SDK's own tracing, `thread` that of message threads,
 * `streaming` the class that creates streams.
 */
export const ANTHROPIC_FILES = {
  ...RESOURCE_FILES,
  client: /^client$/,
  thread: /^lib\/threads\/BetaMessageThread$/,
  streaming: /^core\/streaming$/,
};

/** The file names of resources. */
export type ResourceFile = keyof typeof RESOURCE_FILES;

/** All file names. */
export type AnthropicFile = keyof typeof ANTHROPIC_FILES;
