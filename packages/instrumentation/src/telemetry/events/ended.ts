// The events of an operation that has ended.

import type { Context } from '@opentelemetry/api';
import type { Conversation } from '../context/conversation.ts';
import { isClientCall } from '../conventions/span-name.ts';
import type { OperationEnd, OperationStart, Said } from '../operation.ts';
import { allAttributes } from '../spans/attributes.ts';
import { emitException, emitOperationDetails } from './events.ts';

/** What is known of it. */
interface Ended {
  readonly start: OperationStart;
  readonly end: OperationEnd;
  readonly context: Context;
  readonly of: Conversation | undefined;
  readonly errorType: string | undefined;
  /** As shown everywhere. */
  readonly message: string | undefined;
  readonly said: Said | undefined;
}

/** Emits the error of a call, and the details of an inference. */
export function emitEnded({ start, end, context, of, errorType, message, said }: Ended): void {
  if (end.thrown !== undefined && isClientCall(start)) {
    emitException(context, end.thrown, message, said);
  }
  if (start.kind !== 'inference') return;
  emitOperationDetails(context, () => allAttributes(start, end, errorType, of), said);
}
