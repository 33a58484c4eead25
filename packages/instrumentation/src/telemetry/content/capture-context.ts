// What is recorded of the content of an operation that starts here: as a rule, or by the word of the
// application around it.

import type { Context } from '@opentelemetry/api';
import {
  captureOf,
  usualCapture,
  type Capture,
  type ContentChoice,
} from '../../content/capture.ts';
import { otelApi } from '../../foundation/otel-api.ts';

const KEY = Symbol.for('llm-otel.capture');

let isEverChosen = false;

/** What is recorded here; `undefined`: content is not read. */
export function captureHere(): Capture | undefined {
  if (!isEverChosen) return usualCapture();
  const chosen = otelApi()?.context.active().getValue(KEY) as
    | { readonly capture: Capture | undefined }
    | undefined;
  return chosen === undefined ? usualCapture() : chosen.capture;
}

/** `context` in which `choice` counts. */
export function withChoiceIn(context: Context, choice: boolean | ContentChoice): Context {
  isEverChosen = true;
  return context.setValue(KEY, { capture: captureOf(choice) });
}
