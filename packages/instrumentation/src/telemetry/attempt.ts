// A call below a framework's model run, or below a tool that it is the call of: it has no span of its own, and reports
// its data to that.

import type { Attributes, Context } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import { reach } from '../foundation/first-use.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { ModelRun } from './arbiter.ts';
import { onClock } from '../model/clock.ts';
import { fixed } from './context/following-context.ts';
import { runAround, toolAround } from './context/parent.ts';
import { errorTypeOf } from './conventions/error-type.ts';
import { recordMessage } from './metrics/mcp.ts';
import type { AnyRequest, OperationEnd, OperationStart, Recorded } from './operation.ts';
import { Recording } from './recorder.ts';
import { located } from './operation-start.ts';
import { foreignToolSpan } from './spans/foreign-span.ts';
import { isSameTool, isToolCall, type ToolRun } from './tool-run.ts';

/** Starts recording an operation: as a span, in the surrounding model run, or in the tool around it. */
export function record(start: OperationStart): Recorded {
  // Without a context manager there is no context.
  reach('operation');
  const context = fixed(start.parent ?? otelApi()!.context.active());
  if (isToolCall(start)) return recordToolCall(start, context);
  const run = start.isModelRun === true ? undefined : runAround(context);
  return run?.take(start.kind) === true ? new Attempt(start, run, context) : new Recording(start);
}

/** What a call reports to. */
type Teller = Pick<ModelRun | ToolRun, 'tell'>;

function recordToolCall(start: OperationStart, context: Context): Recorded {
  const tool = toolAround(context);
  if (tool?.take(start.name) === true) return new CallOfTool(start, tool, context);
  const span = foreignToolSpan(context, (name) => isSameTool(name, start.name));
  // Whoever has started it ends it.
  return new Recording(
    span === undefined ? start : { ...start, adopted: { span, finish: () => undefined } },
  );
}

class Attempt implements Recorded {
  protected start: OperationStart;
  readonly #run: Teller;
  readonly context: Context;
  readonly beganAt: number;

  constructor(start: OperationStart, run: Teller, context: Context) {
    this.start = start;
    this.#run = run;
    this.beganAt = onClock(start.startedAt);
    this.context = context;
  }

  get capture(): Capture | undefined {
    return this.start.capture;
  }

  run<T>(work: () => T): T {
    return otelApi()!.context.with(this.context, work);
  }

  set(attributes: Attributes): void {
    this.start = { ...this.start, attributes: { ...this.start.attributes, ...attributes } };
  }

  request(values: AnyRequest): void {
    this.start = { ...this.start, request: { ...this.start.request, ...values } };
  }

  end(end: OperationEnd): void {
    this.#run.tell({ start: located(this.start), end });
    this.start.adopted?.finish(end.outcome);
  }
}

/** It has metrics of its own: those of the tool are about something else. */
class CallOfTool extends Attempt {
  override end(end: OperationEnd): void {
    super.end(end);
    const { start, context } = this;
    const errorType = end.thrown && errorTypeOf(start.kind, end.thrown);
    recordMessage({ ...end, start, errorType, context });
  }
}
