// One request of a model: what it asks, and what was answered.

import type { OperationOf } from '../../model/operation.ts';
import type { EndOptions, StartOptions } from '../../model/tracing.ts';
import { toInput, toOutput } from '../shapes/ai-sdk/messages.ts';
import { type ModelCall, type ModelCallEnd, toRequest, toResponse } from './events.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';

/** The request of the model that is under way in a call: its key among all that is. */
export const MODEL = 'model';

/** Its operation. */
export function inferenceOf(event: ModelCall, more: object = {}): OperationOf<'inference'> {
  const provider = providerOf(event.provider);
  const request = { ...toRequest(event), ...more };
  return { kind: 'inference', operation: 'chat', provider, request };
}

/** How it starts. */
export function questionOf(event: ModelCall): StartOptions {
  const isModelRun = true;
  return event.recordInputs === false
    ? { isModelRun }
    : { isModelRun, input: () => toInput(event) };
}

/** How it ends. */
export function answerOf(event: ModelCallEnd): EndOptions {
  const { timeToFirstOutputMs: first } = event.performance ?? {};
  const ended = {
    response: toResponse(event),
    timeToFirstChunk: typeof first === 'number' ? first / 1000 : undefined,
  };
  return event.recordOutputs === false ? ended : { ...ended, output: () => toOutput(event) };
}
