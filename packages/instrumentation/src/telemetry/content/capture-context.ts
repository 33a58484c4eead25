// What is recorded of the content of an operation that starts here: as a rule, or by the word of the
// application around it.

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

/** What is recorded here; `undefined`: content is not read. */
export function captureHere(): Capture | undefined {
  if (!choice.isEverMade) return usualCapture();
  const chosen = otelApi()?.context.active().getValue(KEY) as
    | { readonly capture: Capture | undefined }
    | undefined;
  return chosen === undefined ? usualCapture() : chosen.capture;
}

/** `context` in which `choice` counts. */
export function withChoiceIn(context: Context, chosen: boolean | ContentChoice): Context {
  choice.isEverMade = true;
  return context.setValue(KEY, { capture: captureOf(chosen) });
}
