// Evaluations of model outputs, for listeners besides the event.

import { processState } from '../../foundation/process-state.ts';
import type { Attributes, Context } from '@opentelemetry/api';
import type { Conversation } from '../context/conversation.ts';

/** An evaluation's result. */
export interface Evaluation {
  readonly name: string;
  readonly score: number | undefined;
  readonly label: string | undefined;
  /** Redacted content, if recorded. */
  readonly explanation: string | undefined;
  readonly responseId: string | undefined;
  /** The trace and the call record that it names. */
  readonly traceId: string | undefined;
  readonly requestId: string | undefined;
  /** The application's, redacted. */
  readonly attributes: Attributes | undefined;
  readonly conversation: Conversation | undefined;
  /** Contains the evaluated span. */
  readonly context: Context;
}

type Listener = (evaluation: Evaluation) => void;

const { listeners } = processState('evaluation-listeners', () => ({
  listeners: new Set<Listener>(),
}));

/** Passes evaluations to `listener`. */
export function onEvaluation(listener: Listener): void {
  listeners.add(listener);
}

/** Notifies all listeners. */
export function tellEvaluation(evaluation: Evaluation): void {
  for (const listener of listeners) listener(evaluation);
}
