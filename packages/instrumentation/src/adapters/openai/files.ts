// Where the classes stand inside the package `openai`, majors 4 to 7, without extension.

/** One entry for each class of the adapter. */
export const OPENAI_FILES = {
  chat: /^resources\/chat\/(?:completions\/)?completions$/,
  responses: /^resources\/responses\/responses$/,
  embeddings: /^resources\/embeddings$/,
} as const;

/** Names of the files. */
export type OpenAiFile = keyof typeof OPENAI_FILES;
