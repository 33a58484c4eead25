// What is said in a call, in the JSON shapes of the conventions, whose field names stand here as they
// are sent. Nothing of it is read unless the application has asked for content.

/** What a file, an image or a sound is. */
export type Modality = 'image' | 'video' | 'audio' | 'document' | (string & {});

/** One part of a message. Whatever the conventions have no type for is `generic`. */
export type Part =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'reasoning'; readonly content: string }
  | {
      readonly type: 'tool_call';
      readonly name: string;
      readonly id?: string | undefined;
      /** An object where the model wrote JSON, else its text. */
      readonly arguments?: unknown;
    }
  | {
      readonly type: 'tool_call_response';
      readonly id?: string | undefined;
      readonly response: unknown;
    }
  | {
      readonly type: 'server_tool_call';
      readonly name: string;
      readonly id?: string | undefined;
      readonly server_tool_call: ServerToolDetails;
    }
  | {
      readonly type: 'server_tool_call_response';
      readonly id?: string | undefined;
      readonly server_tool_call_response: ServerToolDetails;
    }
  | {
      readonly type: 'blob';
      readonly modality: Modality;
      readonly mime_type?: string | undefined;
      /** Base64. */
      readonly content: string;
      /** What is said in a sound. */
      readonly transcript?: string | undefined;
    }
  | {
      readonly type: 'file';
      readonly modality: Modality;
      readonly mime_type?: string | undefined;
      readonly file_id: string;
      readonly transcript?: string | undefined;
    }
  | {
      readonly type: 'uri';
      readonly modality: Modality;
      readonly mime_type?: string | undefined;
      /** Never a `data:` URL, which is a blob. */
      readonly uri: string;
    }
  | {
      readonly type: 'compaction';
      readonly id?: string | undefined;
      readonly content?: string | undefined;
    }
  | { readonly type: 'generic'; readonly generic_type: string; readonly [field: string]: unknown };

interface ServerToolDetails {
  /** The tool, such as `web_search`. */
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One message. */
export interface Message {
  readonly role: string;
  readonly parts: readonly Part[];
  readonly name?: string | undefined;
}

/** One choice of a response. */
export interface OutputMessage extends Message {
  readonly finish_reason: string;
}

/** A tool that the model may call. */
export interface ToolDefinition {
  readonly type: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** JSON Schema. */
  readonly parameters?: unknown;
}

/** A document that a search found. */
export interface RetrievedDocument {
  readonly id?: string | undefined;
  readonly score?: number | undefined;
  readonly [field: string]: unknown;
}

/** What is said in one operation; absent where nothing is. */
export interface Content {
  /** Instructions apart from the messages. */
  readonly systemInstructions?: readonly Part[] | undefined;
  readonly inputMessages?: readonly Message[] | undefined;
  /** One for every choice. */
  readonly outputMessages?: readonly OutputMessage[] | undefined;
  readonly toolDefinitions?: readonly ToolDefinition[] | undefined;
  readonly toolArguments?: unknown;
  readonly toolResult?: unknown;
  readonly queryText?: string | undefined;
  readonly documents?: readonly RetrievedDocument[] | undefined;
  /** What is searched for in a memory, and what is kept or found there. */
  readonly memoryQueryText?: string | undefined;
  readonly memoryRecords?: readonly unknown[] | undefined;
  /** What the variables of the prompt's template stand for. */
  readonly promptVariables?: Readonly<Record<string, string>> | undefined;
}
