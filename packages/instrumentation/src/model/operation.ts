// One operation as described by an adapter or a helper: a union by kind.

import type { REQUEST } from './fields/request-fields.ts';
import type { ValuesOn } from './fields/field.ts';
import type { Kind, OperationNames } from './kinds.ts';
import type { Server } from './server.ts';

/** The recorded request data of one kind. Absent fields were not in the request. */
export type RequestOf<K extends Kind> = ValuesOn<typeof REQUEST, K>;

/** An operation of one kind. */
export interface OperationOf<K extends Kind> {
  readonly kind: K;
  /** `gen_ai.operation.name`; optional if the kind has only one. */
  readonly operation?: OperationNames[K] | undefined;
  /** Which end of a message this process is: the client sends a request, the server handles it. Only of MCP. */
  readonly role?: 'client' | 'server' | undefined;
  /** Name of the data source, tool, prompt, agent, step, guardrail or requested method. */
  readonly name?: string | undefined;
  /** `gen_ai.provider.name`: a well-known value if there is one, else any text. */
  readonly provider?: string | undefined;
  /** Where the work runs: a URL, or an address with its port. */
  readonly server?: string | Server | undefined;
  readonly request: RequestOf<K>;
  /** Why the request was unreadable: sent to `diag`, counted. */
  readonly problem?: unknown;
}

/** An operation of any kind. */
export type Operation = { [K in Kind]: OperationOf<K> }[Kind];

/** How an operation ended. `aborted`: by its caller; `abandoned`: nobody read its result. */
export type Outcome = 'completed' | 'aborted' | 'error' | 'abandoned';
