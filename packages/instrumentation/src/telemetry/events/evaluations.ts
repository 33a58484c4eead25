// Evaluations of what models said, for whoever keeps them besides the event.

import { processState } from '../../foundation/process-state.ts';
import type { Attributes, Context } from '@opentelemetry/api';
import type { Conversation } from '../context/conversation.ts';

/** What somebody has found. */
export interface Evaluation {
  readonly name: string;
  readonly score: number | undefined;
  readonly label: string | undefined;
  /** Content, redacted, where it is recorded. */
  readonly explanation: string | undefined;
  readonly responseId: string | undefined;
  /** Of the application, redacted. */
  readonly attributes: Attributes | undefined;
  readonly conversation: Conversation | undefined;
  /** The one with the span that was judged. */
  readonly context: Context;
}

type Listener = (evaluation: Evaluation) => void;

const { listeners } = processState('evaluation-listeners', () => ({
  listeners: new Set<Listener>(),
}));

/** Hands every evaluation to `listener`. */
export function onEvaluation(listener: Listener): void {
  listeners.add(listener);
}

/** Tells all listeners of `evaluation`. */
export function tellEvaluation(evaluation: Evaluation): void {
  for (const listener of listeners) listener(evaluation);
}
