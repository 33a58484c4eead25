// The only place that starts and ends spans, and that triggers metrics and call records.

import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { Capture } from '../content/capture.ts';
import { mergedEnd, mergedStart, ModelRun } from './arbiter.ts';
import { AgentTally } from './context/agent-tally.ts';
import { setEndAttributes, startAttributes, takeLateAttributes } from './spans/attributes.ts';
import { totalAttributes } from './spans/cost-attributes.ts';
import { spanContentAttributes } from './content/content-attributes.ts';
import { conversationOf, type Conversation } from './context/conversation.ts';
import { errorTypeOf } from './conventions/error-type.ts';
import { errorAttributes } from './errors/error-facts.ts';
import { shownText } from './errors/shown-error.ts';
import { emitEnded } from './events/ended.ts';
import type {
  AnyRequest,
  FinishedOperation,
  OperationEnd,
  OperationStart,
  Recorded,
  Said,
  StartedOperation,
} from './operation.ts';
import { reach } from '../foundation/first-use.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { report } from '../foundation/safely.ts';
import { agentAround, costsAround, withNotes, withParent } from './context/parent.ts';
import { onClock, wallClock } from '../model/clock.ts';
import { CostTally } from './context/cost-tally.ts';
import { fixed } from './context/following-context.ts';
import { priced } from './pricing.ts';
import { summedUp, withAttributes } from './operation-end.ts';
import { saidIn } from './content/said.ts';
import { contextWithSpan } from './spans/span-context.ts';
import { spanOptions } from './spans/span-options.ts';
import { spanName } from './conventions/span-name.ts';
import { located } from './operation-start.ts';
import { currentTracer } from './spans/tracer.ts';
import { ATTRIBUTE as A } from './conventions/vocabulary.ts';
import { endWithCall, isToolCall, startWithCall, ToolRun } from './tool-run.ts';
import { publish } from './publication.ts';
import { tellStarted } from './listeners.ts';
import { canHaveChildren, sumsUpCosts, type Kind } from '../model/kinds.ts';

/** One running operation: its span, and the context of its work. `Recorded` says what its methods do. */
export class Recording implements Recorded {
  #start: OperationStart;
  #name: string;
  readonly #startedAt: number;
  readonly beganAt: number;
  readonly #parent: Context;
  #conversation: Conversation | undefined;
  readonly #span: Span;
  readonly #late: Attributes | undefined;
  /** Of this agent, or of the agent around it. */
  readonly #tally: AgentTally | undefined;
  /** Of the operation itself, if it sums up, or of the one around it. */
  readonly #costs: CostTally | undefined;
  /** What the application adds while it runs. */
  readonly #notes: Attributes | undefined;
  /** What the call below tells, if there may be one. */
  readonly #below: ModelRun | ToolRun | undefined;
  readonly context: Context;

  constructor(start: OperationStart) {
    reach('operation');
    const { context } = otelApi()!;
    this.beganAt = onClock(start.startedAt);
    this.#startedAt = start.startedAt ?? wallClock(this.beganAt);
    this.#start = start;
    this.#name = spanName(start);
    this.#parent = fixed(start.parent ?? context.active());
    this.#conversation = conversationOf(this.#parent);
    const attributes = startAttributes(start, this.#conversation);
    this.#late = takeLateAttributes(attributes);
    this.#span =
      start.adopted === undefined
        ? currentTracer().startSpan(
            this.#name,
            spanOptions(start, attributes, this.#startedAt),
            this.#parent,
          )
        : start.adopted.span.setAttributes(attributes);
    const own =
      start.adopted?.isNone === true ? this.#parent : contextWithSpan(this.#parent, this.#span);
    this.#tally = start.kind === 'agent' ? new AgentTally(start.name) : agentAround(this.#parent);
    const costs = costsAround(this.#parent);
    this.#costs = sumsUpCosts(start.kind) ? new CostTally(costs) : costs;
    if (start.isModelRun === true) this.#below = new ModelRun(start.kind);
    else if (start.kind === 'tool') this.#below = new ToolRun(start.name);
    const hasChildren = canHaveChildren(start.kind) || this.#below !== undefined;
    const around = hasChildren
      ? withParent(own, start, this.#tally, this.#costs, this.#below)
      : own;
    this.#notes = start.takesNotes === true ? {} : undefined;
    this.context = this.#notes === undefined ? around : withNotes(around, this.#notes);
    tellStarted(start.kind, () => this.started());
  }

  get capture(): Capture | undefined {
    return this.#start.capture;
  }

  /** Adds to the request data. */
  request(values: AnyRequest): void {
    this.#complete({ ...this.#start, request: { ...this.#start.request, ...values } });
  }

  /** Names the conversation, unless there is one. */
  conversation(conversationId: string): void {
    this.#conversation = { conversationId, ...this.#conversation };
    this.#complete(this.#start);
  }

  set(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  run<T>(work: () => T): T {
    return otelApi()!.context.with(this.context, work);
  }

  /** Ends the span and records the rest. The owner of the recording calls this exactly once. */
  end(asTold: OperationEnd): void {
    const start = located(this.#start);
    if (start !== this.#start) this.#complete(start);
    const told = this.#withCallBelow(asTold);
    const noted = this.#notes === undefined ? told : withAttributes(told, this.#notes);
    const ended = priced(this.#start, noted, this.#startedAt, this.#costs);
    const { kind } = this.#start;
    if (kind !== 'agent') this.#tally?.add(isToolCall(this.#start) ? 'tool' : kind, ended.response);
    const { thrown } = ended;
    const type = thrown === undefined ? undefined : errorTypeOf(this.#start.kind, thrown);
    const text = thrown === undefined ? undefined : shownText(thrown);
    const said = this.#saidIn(ended);
    const failed = thrown === undefined ? ended : withAttributes(ended, errorAttributes(thrown));
    const end = said === undefined ? failed : withAttributes(failed, said.attributes);
    try {
      this.#endSpan(end, type, text, said);
    } finally {
      // The application's span processor may throw: the call still counts.
      this.#publish(end, type, text, said);
      const known = { end, errorType: type, message: text, said };
      emitEnded({ ...known, start: this.#start, context: this.context, of: this.#conversation });
    }
  }

  /** The data reported by the call below, if there is one. */
  #withCallBelow(end: OperationEnd): OperationEnd {
    const below = this.#below;
    if (below instanceof ModelRun) return this.#withCall(below, end);
    const call = below?.told;
    if (call === undefined) return end;
    this.#complete(startWithCall(this.#start, call));
    return endWithCall(end, call);
  }

  #withCall(run: ModelRun, end: OperationEnd): OperationEnd {
    run.close();
    if (run.last === undefined) return end;
    this.#complete(mergedStart(this.#start, run.last));
    const merged = mergedEnd(end, run.last);
    return run.attempts > 1 ? withAttributes(merged, { [A.attempt]: run.attempts }) : merged;
  }

  /** More of the start is known, such as the model. */
  #complete(start: OperationStart): void {
    const name = spanName(start);
    if (name !== this.#name && start.adopted === undefined) this.#span.updateName(name);
    this.#name = name;
    this.#start = start;
    this.#span.setAttributes(startAttributes(start, this.#conversation));
  }

  /** If content cannot be redacted, none of it leaves. */
  #saidIn(end: OperationEnd): Said | undefined {
    if (end.withholdsContent === true) return undefined;
    try {
      return saidIn(this.#start, end, this.#conversation, this.#span.spanContext());
    } catch (error) {
      report('redacting content', error);
      return undefined;
    }
  }

  #endSpan(
    end: OperationEnd,
    type: string | undefined,
    message: string | undefined,
    said: Said | undefined,
  ): void {
    if (this.#span.isRecording()) {
      const summed = summedUp(end, this.#tally, this.#start);
      setEndAttributes(this.#span, this.#start, summed, type, this.#conversation);
      if (sumsUpCosts(this.#start.kind)) {
        this.#span.setAttributes(totalAttributes(this.#costs, end.response.usage?.statedCost));
      }
      if (said?.capture.onSpans === true) {
        this.#span.setAttributes(spanContentAttributes(said, this.#span));
      }
      if (this.#late !== undefined) this.#span.setAttributes(this.#late);
      if (end.thrown !== undefined) {
        const code = otelApi()!.SpanStatusCode.ERROR;
        this.#span.setStatus(message === undefined ? { code } : { code, message });
      }
    }
    const { adopted } = this.#start;
    if (adopted === undefined) this.#span.end(this.#startedAt + end.endedAt - this.beganAt);
    else adopted.finish(end.outcome);
  }

  started(): StartedOperation<Kind> {
    const { traceId, spanId } = this.#span.spanContext();
    return {
      kind: this.#start.kind,
      start: this.#start,
      spanName: this.#name,
      traceId,
      spanId,
      parentSpanId: otelApi()!.trace.getSpanContext(this.#parent)?.spanId,
      startedAt: Math.trunc(this.#startedAt),
      conversation: this.#conversation,
      context: this.context,
    };
  }

  #publish(
    end: OperationEnd,
    type: string | undefined,
    message: string | undefined,
    said: Said | undefined,
  ): void {
    const finished: FinishedOperation<Kind> = {
      ...this.started(),
      errorType: type,
      errorMessage: message,
      tally: this.#start.kind === 'agent' ? this.#tally : undefined,
      outcome: end.outcome,
      thrown: end.thrown,
      response: end.response,
      durationSeconds: end.durationSeconds,
      timeToFirstChunk: end.timeToFirstChunk,
      chunkIntervals: end.chunkIntervals,
      attributes: end.attributes,
      cost: end.cost,
      said,
    };
    publish(finished);
  }
}
