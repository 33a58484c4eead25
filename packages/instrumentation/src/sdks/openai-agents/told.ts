// What OpenAI Agents tells of a run: traces and spans, as far as they are read. They are not OpenTelemetry's.

/** One run, or several that the application has put together. */
export interface ToldTrace {
  readonly traceId: string;
  readonly name: string;
  /** The conversation, if the application names it. */
  readonly groupId?: string | null;
}

/** What a span says of its failure. */
export interface ToldError {
  readonly message: string;
  readonly data?: { readonly error?: unknown } | null;
}

/** A part of a run. Its copies have the same id. */
export interface ToldSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly startedAt: string | null;
  readonly spanData: SpanData;
  readonly error: ToldError | null;
}

/** What a span is of; most of it is known at its end. */
export interface SpanData {
  readonly type: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly model?: string;
  readonly usage?: unknown;
  readonly server?: string;
  readonly from_agent?: string;
  readonly to_agent?: string;
  readonly triggered?: boolean;
  readonly response_id?: string;
  readonly _input?: unknown;
  readonly _response?: {
    readonly id?: string;
    readonly model?: string;
    readonly usage?: unknown;
  };
}

/** What the package keeps in its AsyncLocalStorage. */
export interface Store {
  readonly active: boolean;
  readonly trace?: ToldTrace;
  readonly span?: ToldSpan;
}
