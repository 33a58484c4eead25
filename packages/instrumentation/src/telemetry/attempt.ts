// A call below a framework's model run: it has no span of its own, and reports its data to the run.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import { reach } from '../foundation/first-use.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { ModelRun } from './arbiter.ts';
import { runAround } from './context/parent.ts';
import type { AnyRequest, OperationEnd, OperationStart, Recorded } from './operation.ts';
import { Recording } from './recorder.ts';

/** Starts recording an operation: as a span, or in the surrounding model run. */
export function record(start: OperationStart): Recorded {
  // Without a context manager there is no context.
  reach('operation');
  const context = start.parent ?? otelApi()!.context.active();
  const run = start.isModelRun === true ? undefined : runAround(context);
  return run?.take(start.kind) === true ? new Attempt(start, run, context) : new Recording(start);
}

class Attempt implements Recorded {
  #start: OperationStart;
  readonly #run: ModelRun;
  readonly context: Context;
  readonly beganAt = performance.now();

  constructor(start: OperationStart, run: ModelRun, context: Context) {
    this.#start = start;
    this.#run = run;
    this.context = context;
  }

  get capture(): Capture | undefined {
    return this.#start.capture;
  }

  run<T>(work: () => T): T {
    return otelApi()!.context.with(this.context, work);
  }

  set(attributes: Attributes): void {
    this.#start = { ...this.#start, attributes: { ...this.#start.attributes, ...attributes } };
  }

  request(values: AnyRequest): void {
    this.#start = { ...this.#start, request: { ...this.#start.request, ...values } };
  }

  end(end: OperationEnd): void {
    this.#run.tell({ start: this.#start, end });
    this.#start.adopted?.finish(end.outcome);
  }
}
