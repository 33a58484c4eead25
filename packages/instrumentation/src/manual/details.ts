// The combined fields of a handle.

import type { Attributes } from '@opentelemetry/api';
import type { ContentCopy } from '../content/copy.ts';
import type { Response } from '../model/response.ts';

/** Everything that was set on a handle. */
export interface Details {
  readonly response?: Response;
  readonly attributes?: Attributes;
  /** The content, where content is read. */
  readonly content?: ContentCopy | undefined;
}
