// Which content to record of an operation that starts here: the default, or the choice of the
// surrounding application code.

import { processState } from '../../foundation/process-state.ts';
import type { Context } from '@opentelemetry/api';
import {
  captureOf,
  usualCapture,
  type Capture,
  type ContentChoice,
} from '../../content/capture.ts';
import { otelApi } from '../../foundation/otel-api.ts';

const KEY = Symbol.for('llm-otel.capture');

const choice = processState('content-choice', () => ({ isEverMade: false }));

/** The recording here; `undefined`: content is not read. */
export function captureHere(): Capture | undefined {
  if (!choice.isEverMade) return usualCapture();
  const chosen = otelApi()?.context.active().getValue(KEY) as
    | { readonly capture: Capture | undefined }
    | undefined;
  return chosen === undefined ? usualCapture() : chosen.capture;
}

/** `context` with `choice` applied. */
export function withChoiceIn(context: Context, chosen: boolean | ContentChoice): Context {
  choice.isEverMade = true;
  return context.setValue(KEY, { capture: captureOf(chosen) });
}
