// Packages with own tracing.

import type { OperationOf } from './operation.ts';

/** How an SDK traces itself: its clients hold a tracer. */
export interface NativeTracing {
  /** The name of the adapter. */
  readonly adapter: string;
  /** The property of a client that holds the tracer, set by the client's constructor. */
  readonly property: string;
  /** Accessor of only the class whose constructor sets it. */
  readonly marker: string;
  /** The client of `resource`. */
  client(resource: unknown): object | undefined;
  /** Whether a client option requests more tracing than clients do by default. */
  isAskedFor(client: object): boolean;
  /** The environment variable that enables it in every client, unless empty or `false`. */
  readonly variable: string;
  /** What a span with these attributes is of, if that is the execution of a tool: ours takes its place. */
  tool?(attributes: Readonly<Record<string, unknown>>): OperationOf<'tool'> | undefined;
  /** The span that an SDK helper started for a call and left in its second argument. */
  startedBy(options: unknown): object | undefined;
}
