// Where the classes stand inside the package `openai`, majors 4 to 7, without extension.

/** One entry for each class of the adapter. */
export const OPENAI_FILES = {
  chat: /^resources\/chat\/(?:completions\/)?completions$/,
  completions: /^resources\/completions$/,
  responses: /^resources\/responses\/responses$/,
  betaResponses: /^resources\/beta\/responses\/responses$/,
  embeddings: /^resources\/embeddings$/,
  images: /^resources\/images$/,
  speech: /^resources\/audio\/speech$/,
  transcriptions: /^resources\/audio\/transcriptions$/,
  translations: /^resources\/audio\/translations$/,
  moderations: /^resources\/moderations$/,
  decisions: /^resources\/decisions$/,
  vectorStores: /^resources\/vector-stores\/vector-stores$/,
  files: /^resources\/files$/,
  batches: /^resources\/batches$/,
  conversations: /^resources\/conversations\/conversations$/,
  conversationItems: /^resources\/conversations\/items$/,
  assistants: /^resources\/beta\/assistants$/,
  threads: /^resources\/beta\/threads\/threads$/,
  threadMessages: /^resources\/beta\/threads\/messages$/,
  runs: /^resources\/beta\/threads\/runs\/runs$/,
  runSteps: /^resources\/beta\/threads\/runs\/steps$/,
} as const;

/** Names of the files. */
export type OpenAiFile = keyof typeof OPENAI_FILES;
