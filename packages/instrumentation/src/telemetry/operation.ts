// An operation as telemetry sees it, from its start to its end; no SDK, no attribute name.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import type { ContentCopy } from '../content/copy.ts';
import type { Content } from '../model/content.ts';
import type { CallKind, OperationKind } from '../model/kinds.ts';
import type {
  OperationName,
  Outcome,
  ProviderName,
  RequestMetadata,
  ResponseMetadata,
} from '../model/model.ts';
import type { AgentTally } from './context/agent-tally.ts';
import type { AdoptedSpan } from './spans/adopted-span.ts';
import type { Conversation } from './context/conversation.ts';

/** What is known when an operation starts. */
export interface OperationStart {
  readonly kind: CallKind;
  /** Absent where the conventions have no name for it, as for a step inside another operation. */
  readonly operation?: OperationName | undefined;
  /** Of the step, the data source, the tool, the agent or the requested method. */
  readonly name?: string | undefined;
  readonly provider?: ProviderName | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  readonly request: RequestMetadata;
  /** Of a tool: its type, and the agent that runs it. */
  readonly toolType?: string | undefined;
  readonly agentName?: string | undefined;
  /** Attributes that only this kind of operation has. */
  readonly attributes?: Attributes | undefined;
  /** What is recorded of its content; absent where content is not read. */
  readonly capture?: Capture | undefined;
  /** What is said to the model, where content is read. */
  readonly content?: ContentCopy | undefined;
  /** The span of somebody else's that stands for the operation. */
  readonly adopted?: AdoptedSpan | undefined;
}

/** What is known when an operation ends. Times are in seconds. */
export interface OperationEnd {
  readonly outcome: Outcome;
  /** What was thrown, boxed: an application may throw `undefined`. */
  readonly thrown?: { readonly error: unknown } | undefined;
  readonly response: ResponseMetadata;
  readonly durationSeconds: number;
  /** Of a streamed response whose first chunk arrived. */
  readonly timeToFirstChunk?: number | undefined;
  /** One value for every chunk after the first. */
  readonly chunkIntervals: readonly number[];
  readonly attributes?: Attributes | undefined;
  /** What came back, where content is read. */
  readonly content?: ContentCopy | undefined;
}

/** What was said in an operation. */
export interface Said {
  readonly capture: Capture;
  /** Redacted; absent where it is not recorded. */
  readonly content?: Content | undefined;
  /** Messages of the request, and characters of the texts in them and in the instructions, likewise. */
  readonly messageCount?: number | undefined;
  readonly promptLength?: number | undefined;
  /** What is told of it: its hash, and what of it is missing. */
  readonly attributes: Attributes;
}

/** An operation that started. */
export interface StartedOperation<Kind extends CallKind = OperationKind> {
  readonly kind: Kind;
  readonly start: OperationStart;
  readonly spanName: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly conversation: Conversation | undefined;
  /** The one with the operation's span. */
  readonly context: Context;
}

/** An operation that ended: what metrics and call records are made of. */
export interface FinishedOperation<Kind extends CallKind = OperationKind>
  extends StartedOperation<Kind>, Omit<OperationEnd, 'content'> {
  /** What was said, redacted, where it is recorded. */
  readonly said: Said | undefined;
  readonly errorType: string | undefined;
  readonly errorMessage: string | undefined;
  /** Of an agent: what it has done. */
  readonly tally: AgentTally | undefined;
}
