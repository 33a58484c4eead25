// An operation as telemetry sees it, from its start to its end; no SDK, no attribute name.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import type { ContentCopy } from '../content/copy.ts';
import type { Content } from '../model/content.ts';
import type { ValuesOf } from '../model/fields/field.ts';
import type { REQUEST } from '../model/fields/request-fields.ts';
import type { Kind, OperationName } from '../model/kinds.ts';
import type { Outcome } from '../model/operation.ts';
import type { Failure, Response } from '../model/response.ts';
import type { AgentTally } from './context/agent-tally.ts';
import type { Conversation } from './context/conversation.ts';
import type { AdoptedSpan } from './spans/adopted-span.ts';

/** What is recorded of a request, of whatever kind. */
export type AnyRequest = ValuesOf<typeof REQUEST>;

/** What is known when an operation starts. */
export interface OperationStart {
  readonly kind: Kind;
  /** Absent where the conventions have no name for it, as for a step inside another operation. */
  readonly operation?: OperationName | undefined;
  /** Of the step, the data source, the tool, the agent or the requested method. */
  readonly name?: string | undefined;
  readonly provider?: string | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  readonly request: AnyRequest;
  /** Of the application, under names of its own. */
  readonly attributes?: Attributes | undefined;
  /** What is recorded of its content; absent where content is not read. */
  readonly capture?: Capture | undefined;
  /** What is said to the model, where content is read. */
  readonly content?: ContentCopy | undefined;
  /** The span of somebody else's that stands for the operation. */
  readonly adopted?: AdoptedSpan | undefined;
  /** The context below which it starts, if not the active one. */
  readonly parent?: Context | undefined;
  /** Milliseconds since the epoch, if not now. */
  readonly startedAt?: number | undefined;
  /** Contexts whose spans are linked. */
  readonly links?: readonly Context[] | undefined;
  /** A framework's run of a model: the call below tells of itself here. */
  readonly isModelRun?: boolean | undefined;
}

/** What ended an operation that failed: the error, and what its SDK says of it. */
export interface Thrown {
  readonly error: unknown;
  readonly failure?: Failure | undefined;
}

/** What is known when an operation ends. Times are in seconds. */
export interface OperationEnd {
  readonly outcome: Outcome;
  /** What was thrown, boxed: an application may throw `undefined`. */
  readonly thrown?: Thrown | undefined;
  readonly response: Response;
  readonly durationSeconds: number;
  /** When, by `performance.now()`. */
  readonly endedAt: number;
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

/** A running operation, as whoever holds it sees it. */
export interface Recorded {
  /** The one in which its work runs. */
  readonly context: Context;
  /** When it began, by `performance.now()`: its span and its record have one duration. */
  readonly beganAt: number;
  /** What is recorded of its content. */
  readonly capture: Capture | undefined;
  run<T>(work: () => T): T;
  /** Sets attributes before the end. */
  set(attributes: Attributes): void;
  /** Adds to what is known of the request. */
  request(values: AnyRequest): void;
  /** Called exactly once. */
  end(ended: OperationEnd): void;
}

/** A `request` has no call record. */
export type RecordedKind = Exclude<Kind, 'request'>;

/** An operation that started. */
export interface StartedOperation<K extends Kind = RecordedKind> {
  readonly kind: K;
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
export interface FinishedOperation<K extends Kind = RecordedKind>
  extends StartedOperation<K>, Omit<OperationEnd, 'content' | 'endedAt'> {
  /** What was said, redacted, where it is recorded. */
  readonly said: Said | undefined;
  readonly errorType: string | undefined;
  readonly errorMessage: string | undefined;
  /** Of an agent: what it has done. */
  readonly tally: AgentTally | undefined;
}
