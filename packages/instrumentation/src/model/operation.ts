// One operation as an adapter or a helper describes it: a union by kind.

import type { REQUEST } from './fields/request-fields.ts';
import type { ValuesOn } from './fields/field.ts';
import type { Kind, OperationNames } from './kinds.ts';
import type { Server } from './server.ts';

/** What is always recorded of a request of one kind. Absent fields were not in the request. */
export type RequestOf<K extends Kind> = ValuesOn<typeof REQUEST, K>;

/** An operation of one kind. */
export interface OperationOf<K extends Kind> {
  readonly kind: K;
  /** `gen_ai.operation.name`; may be left out where the kind has but one. */
  readonly operation?: OperationNames[K] | undefined;
  /** Of the data source, the tool, the agent, the step, the guardrail or the requested method. */
  readonly name?: string | undefined;
  /** `gen_ai.provider.name`: a well-known value where there is one, else any text. */
  readonly provider?: string | undefined;
  /** Where the work is done: a URL, or an address with its port. */
  readonly server?: string | Server | undefined;
  readonly request: RequestOf<K>;
  /** Why the request could not be read: told to `diag`, and counted. */
  readonly problem?: unknown;
}

/** An operation of any kind. */
export type Operation = { [K in Kind]: OperationOf<K> }[Kind];

/** How an operation ended. `aborted`: its caller stopped it; `abandoned`: nobody read its result. */
export type Outcome = 'completed' | 'aborted' | 'error' | 'abandoned';
