// The one normalized description of a call. Names follow the GenAI conventions in camelCase;
// this file knows no SDK and no emitted attribute name.

/** `gen_ai.operation.name` of the operations that this package records. */
export type OperationName =
  | 'chat'
  | 'text_completion'
  | 'generate_content'
  | 'embeddings'
  | 'retrieval'
  | 'fetch_response'
  | 'execute_tool'
  | 'create_agent'
  | 'invoke_agent'
  | 'invoke_workflow'
  | 'plan'
  | MemoryOperation;

/** What is done with a memory. */
export type MemoryOperation =
  | 'create_memory_store'
  | 'delete_memory_store'
  | 'create_memory'
  | 'update_memory'
  | 'upsert_memory'
  | 'search_memory'
  | 'delete_memory';

/** `gen_ai.provider.name`: a well-known value where there is one, else any string. */
export type ProviderName = string;

/** How a call ended. `aborted`: its caller stopped it; `abandoned`: nobody read its result. */
export type Outcome = 'completed' | 'aborted' | 'error' | 'abandoned';

/** What is always recorded of a request to a model. Absent fields were not in the request. */
export interface RequestMetadata {
  model?: string;
  stream?: boolean;
  temperature?: number;
  topP?: number;
  topK?: number;
  maxTokens?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  stopSequences?: string[];
  seed?: number;
  choiceCount?: number;
  encodingFormats?: string[];
  outputType?: 'text' | 'json' | 'image' | 'speech';
  reasoningLevel?: string;
  previousResponseId?: string;
  conversationId?: string;
  /** The template of the prompt, where the provider keeps it. */
  promptName?: string;
  promptVersion?: string;
  serviceTier?: string;
  /** Which API is spoken: `messages` is Anthropic's, all others are OpenAI's. */
  apiType?: string;
  /** What is searched, and how many documents are asked for. */
  dataSourceId?: string;
  retrievalTopK?: number;
  /** The agent that is set up. */
  agentName?: string;
  agentDescription?: string;
  /** The response that is fetched, and where its stream is taken up again. */
  responseId?: string;
  streamCursor?: string;
}

/** Token counts. Cached tokens are part of the input, reasoning tokens part of the output. */
export interface Usage {
  inputTokens?: number;
  outputTokens?: number;
  cacheReadInputTokens?: number;
  cacheWriteInputTokens?: number;
  reasoningOutputTokens?: number;
  /** Where the provider tells them apart; the rest of a total is of unknown modality. */
  inputByModality?: TokensByModality;
  outputByModality?: TokensByModality;
  cacheReadByModality?: TokensByModality;
}

/** Parts of one token count. */
export interface TokensByModality {
  text?: number;
  image?: number;
  audio?: number;
}

/** What is always recorded of a response. */
export interface ResponseMetadata {
  id?: string;
  model?: string;
  /** One per choice, in order. */
  finishReasons?: string[];
  usage?: Usage;
  serviceTier?: string;
  systemFingerprint?: string;
  /** What the response says of its own failure; the error's type and message follow from it. */
  failure?: { readonly code?: string | undefined; readonly message?: string | undefined };
  /** The provider has compacted the conversation before it answered. */
  isCompacted?: boolean;
  /** Length of the returned embedding vectors. */
  dimensionCount?: number;
  /** Of a fetched response, as the provider says it. */
  status?: string;
  /** The provider's id of an agent. */
  agentId?: string;
  /** Documents that a search found, and the highest score among them. */
  hitCount?: number;
  bestScore?: number;
  /** What a safety system objected to, and its highest score, on its own scale. */
  safetyFlags?: string[];
  safetyScore?: number;
  /** How long the provider says that it worked, in milliseconds. */
  processingMs?: number;
}
