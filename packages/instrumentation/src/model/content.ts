// The content of a call, in the JSON shapes and with the field names of the conventions. It is read
// only if the application enables content recording.

/** The type of a file, image or sound. */
export type Modality = 'image' | 'video' | 'audio' | 'document' | (string & {});

/** One part of a message. Types unknown to the conventions are `generic`. */
export type Part =
  | {
      readonly type: 'text';
      readonly content: string;
      /** The text of a document: decides which switch rules it, and is not recorded. */
      readonly modality?: 'document' | undefined;
    }
  | { readonly type: 'reasoning'; readonly content: string }
  | {
      readonly type: 'tool_call';
      readonly name: string;
      readonly id?: string | undefined;
      /** An object if the model wrote JSON, else its text. */
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
      /** The spoken text. */
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
      /** Never a `data:` URL: those are blobs. */
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

/** A document found by a search. */
export interface RetrievedDocument {
  readonly id?: string | undefined;
  readonly score?: number | undefined;
  readonly [field: string]: unknown;
}

/** The content of one operation; absent fields have none. */
export interface Content {
  /** Instructions outside the messages. */
  readonly systemInstructions?: readonly Part[] | undefined;
  readonly inputMessages?: readonly Message[] | undefined;
  /** One per choice. */
  readonly outputMessages?: readonly OutputMessage[] | undefined;
  readonly toolDefinitions?: readonly ToolDefinition[] | undefined;
  readonly toolArguments?: unknown;
  readonly toolResult?: unknown;
  readonly queryText?: string | undefined;
  readonly documents?: readonly RetrievedDocument[] | undefined;
  /** The query to a memory, and the records stored or found there. */
  readonly memoryQueryText?: string | undefined;
  readonly memoryRecords?: readonly unknown[] | undefined;
  /** Over MCP: the URI of a resource, its contents, and the messages of a prompt. */
  readonly resourceUri?: string | undefined;
  readonly resourceContents?: unknown;
  readonly promptMessages?: unknown;
  /** Over MCP: what a server asks the user, and the answer. */
  readonly elicitationMessage?: string | undefined;
  readonly elicitationAnswer?: unknown;
  /** The values of the prompt template's variables. */
  readonly promptVariables?: Readonly<Record<string, string>> | undefined;
  /** The whole text of the error that ended the operation: it may quote everything else. */
  readonly errorText?: string | undefined;
}
