// An operation in telemetry, from start to end; independent of SDKs and attribute names.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import type { ContentCopy } from '../content/copy.ts';
import type { Cost, NoCost } from '../cost/cost.ts';
import type { Content } from '../model/content.ts';
import type { ValuesOf } from '../model/fields/field.ts';
import type { REQUEST } from '../model/fields/request-fields.ts';
import type { Kind, OperationName } from '../model/kinds.ts';
import type { Outcome } from '../model/operation.ts';
import type { Failure, Response } from '../model/response.ts';
import type { Size } from '../model/size.ts';
import type { AgentTally } from './context/agent-tally.ts';
import type { Conversation } from './context/conversation.ts';
import type { AdoptedSpan } from './spans/adopted-span.ts';

/** The recorded data of a request of any kind. */
export type AnyRequest = ValuesOf<typeof REQUEST>;

/** The data at the start of an operation. */
export interface OperationStart {
  readonly kind: Kind;
  /** Absent if the conventions have no name for it, as for a step inside another operation. */
  readonly operation?: OperationName | undefined;
  /** Which end of a message this process is, if the operation is one. */
  readonly role?: 'client' | 'server' | undefined;
  /** Name of the step, data source, tool, prompt, agent or requested method. */
  readonly name?: string | undefined;
  readonly provider?: string | undefined;
  readonly serverAddress?: string | undefined;
  readonly serverPort?: number | undefined;
  /** What tells its URL at the end, if it is not known. */
  readonly foundServer?: (() => string | undefined) | undefined;
  readonly request: AnyRequest;
  /** The application's, under its own names. */
  readonly attributes?: Attributes | undefined;
  /** The content to record; absent if content is not read. */
  readonly capture?: Capture | undefined;
  /** How long the input of the model is. */
  readonly size?: Size | undefined;
  /** The input of the model, if content is read. */
  readonly content?: ContentCopy | undefined;
  /** A foreign span that represents the operation. */
  readonly adopted?: AdoptedSpan | undefined;
  /** The parent context, if not the active one. */
  readonly parent?: Context | undefined;
  /** Its work is code of the application, which may annotate it. */
  readonly takesNotes?: boolean | undefined;
  /** The id of the call record, if it was given before. */
  readonly recordId?: string | undefined;
  /** Milliseconds since the epoch, if not now. */
  readonly startedAt?: number | undefined;
  /** Contexts whose spans are linked. */
  readonly links?: readonly Context[] | undefined;
  /** A framework's model run: the call below reports its data here. */
  readonly isModelRun?: boolean | undefined;
}

/** Why an operation failed: the error, and its SDK's data about it. */
export interface Thrown {
  readonly error: unknown;
  readonly failure?: Failure | undefined;
  /** If a service or its package wrote the error: templates of the texts that may be shown. */
  readonly texts?: readonly string[] | undefined;
}

/** The data at the end of an operation. Times are in seconds. */
export interface OperationEnd {
  readonly outcome: Outcome;
  /** The thrown value, boxed: it may be `undefined`. */
  readonly thrown?: Thrown | undefined;
  readonly response: Response;
  readonly durationSeconds: number;
  /** As `performance.now()`. */
  readonly endedAt: number;
  /** For a streamed response with a first chunk. */
  readonly timeToFirstChunk?: number | undefined;
  /** One value per chunk after the first. */
  readonly chunkIntervals: readonly number[];
  readonly attributes?: Attributes | undefined;
  /** The result, if content is read. */
  readonly content?: ContentCopy | undefined;
  /** No content of it is recorded. */
  readonly withholdsContent?: true;
  /** What a call cost, which the recorder finds. */
  readonly cost?: Cost | NoCost | undefined;
}

/** The content of an operation. */
export interface Said {
  readonly capture: Capture;
  /** Redacted; absent if it is not recorded. */
  readonly content?: Content | undefined;
  /** Data about it: its hash, and what is missing. */
  readonly attributes: Attributes;
}

/** A running operation, as seen by its owner. */
export interface Recorded {
  /** The context of its work. */
  readonly context: Context;
  /** Start time of `performance.now()`: its span and record have the same duration. */
  readonly beganAt: number;
  /** The content to record. */
  readonly capture: Capture | undefined;
  run<T>(work: () => T): T;
  /** Sets attributes before the end. */
  set(attributes: Attributes): void;
  /** Adds to the request data. */
  request(values: AnyRequest): void;
  /** Names the conversation, unless there is one; only if it has a span of its own. */
  conversation?(conversationId: string): void;
  /** What is known of it from its start, if it has a span of its own. */
  started?(): StartedOperation<Kind>;
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
  /** Contains the operation's span. */
  readonly context: Context;
}

/** An operation that ended: the source of metrics and call records. */
export interface FinishedOperation<K extends Kind = RecordedKind>
  extends StartedOperation<K>, Omit<OperationEnd, 'content' | 'endedAt' | 'withholdsContent'> {
  /** The redacted content, if recorded. */
  readonly said: Said | undefined;
  readonly errorType: string | undefined;
  readonly errorMessage: string | undefined;
  /** The totals of an agent. */
  readonly tally: AgentTally | undefined;
}
