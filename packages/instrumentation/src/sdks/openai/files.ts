// The files of the classes in the package `openai`, majors 4 to 7, without extension.

/** One entry for each class of a resource. */
export const RESOURCE_FILES = {
  chat: /^resources\/chat\/(?:completions\/)?completions$/,
  /** Of major 4. */
  betaChat: /^resources\/beta\/chat\/completions$/,
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

/** One entry for each class that holds a WebSocket. The package loads none of them itself. */
export const SOCKET_FILES = {
  realtimeWs: /^(?:beta\/)?realtime\/ws$/,
  realtimeWebSocket: /^(?:beta\/)?realtime\/websocket$/,
  responsesWs: /^resources\/(?:beta\/)?responses\/ws-base$/,
  liveWs: /^resources\/live\/ws-base$/,
  forksWs: /^resources\/live\/forks\/ws-base$/,
  sidebandWs: /^resources\/live\/sideband\/ws-base$/,
} as const;

/** The file names of resources. */
export type OpenAiFile = keyof typeof RESOURCE_FILES;

/** The file names of sockets. */
export type OpenAiSocketFile = keyof typeof SOCKET_FILES;
