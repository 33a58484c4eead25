// The traces and spans of OpenAI Agents that are under way, by their ids: every new context has copies of them.

import type {
  EndOptions,
  Parent,
  RunningOperation,
  StartOptions,
  Tracing,
} from '../../model/tracing.ts';
import { operationOf, workflowOf } from './operations.ts';
import { endOf } from './results.ts';
import type { Store, ToldSpan, ToldTrace } from './told.ts';

/** What is known as one id. */
interface Entry {
  /** Absent: it is no operation, and what is below it belongs to what is around it. */
  readonly running?: RunningOperation | undefined;
  readonly parent: Parent | undefined;
}
/** The agent that gets the conversation. */
interface Handoff {
  readonly to: string | undefined;
  readonly from: Parent;
}
/** A trace that is under way. */
interface Run {
  handoff?: Handoff | undefined;
  /** How its last agent has failed after its work had returned a stream. */
  failed?: EndOptions | undefined;
}

/** A span may never be ended: the oldest are given up. */
const MOST = 10_000;

/** All of them. */
export class Runs {
  readonly #tracing: Tracing;
  readonly #open = new Map<string, Entry>();
  readonly #runs = new Map<string, Run>();
  /** What runs with a store of the package as its context. */
  readonly #work = new WeakMap<Store, PromiseLike<unknown>>();

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  /** What is current by a store of the package. */
  current({ active, span, trace }: Store): Parent | undefined {
    return active ? this.#known(span?.spanId, span?.parentId, trace?.traceId) : undefined;
  }

  /** Work with `store` as its context has returned `result`. */
  returned(store: Store, result: unknown): void {
    if (typeof (result as Partial<PromiseLike<unknown>> | null)?.then === 'function') {
      this.#work.set(store, result as PromiseLike<unknown>);
    }
  }

  startTrace(trace: ToldTrace): void {
    const { traceId, groupId } = trace;
    if (this.#open.has(traceId)) return;
    const conversationId = groupId ?? undefined;
    const running = this.#tracing.start(workflowOf(trace), { conversationId });
    this.#keep(traceId, { running, parent: running });
    this.#runs.set(traceId, {});
  }

  endTrace({ traceId }: ToldTrace): void {
    const run = this.#runs.get(traceId);
    this.#taken(traceId)?.running?.end(run?.failed);
  }

  /**
   * The work of a trace is over, with `store` as its context. If it throws, the package does not end the trace. Nothing waits
   * for the work before: the stacks of errors would be shorter.
   */
  leaveTrace({ traceId }: ToldTrace, store: Store): void {
    if (!this.#open.has(traceId)) return;
    const failed = (error: unknown): void => this.#taken(traceId)?.running?.fail(error);
    void this.#work.get(store)?.then(undefined, failed);
  }

  startSpan({ spanId, traceId, parentId, startedAt, spanData }: ToldSpan): void {
    if (startedAt !== null || this.#open.has(spanId)) return;
    const parent = this.#known(parentId, traceId);
    const operation = operationOf(spanData);
    if (operation === undefined) return this.#keep(spanId, { parent });
    const { kind } = operation;
    const options: StartOptions = { parent, isModelRun: kind === 'inference' };
    const run = this.#runs.get(traceId);
    const link = kind === 'agent' && run?.handoff?.to === spanData.name ? run?.handoff : undefined;
    const running = this.#tracing.start(operation, { ...options, links: link && [link.from] });
    this.#keep(spanId, { running, parent: running ?? parent });
  }

  /** A span has ended in the context `store`. */
  endSpan(span: ToldSpan, store: Store | undefined): void {
    const { spanId, traceId, spanData, error } = span;
    const running = this.#taken(spanId)?.running;
    if (running === undefined) return;
    const run = this.#runs.get(traceId);
    const end = endOf(span);
    if (spanData.model !== undefined) running.request({ model: spanData.model });
    if (spanData.type === 'handoff' && run !== undefined) {
      run.handoff = { to: spanData.to_agent, from: running };
    }
    const isAgent = spanData.type === 'agent' && run !== undefined;
    const work = isAgent && error !== null && store ? this.#work.get(store) : undefined;
    if (isAgent) run.failed = undefined;
    if (work === undefined) return running.end(end);
    const streamed = (): void => {
      if (run !== undefined) run.failed = end;
      running.end(end);
    };
    // The error itself says more than what the span says of it.
    void work.then(streamed, (thrown) => running.fail(thrown));
  }

  #known(...ids: readonly (string | null | undefined)[]): Parent | undefined {
    for (const id of ids) {
      const entry = typeof id === 'string' ? this.#open.get(id) : undefined;
      if (entry !== undefined) return entry.parent;
    }
    return undefined;
  }

  #keep(id: string, entry: Entry): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MOST && oldest !== undefined) {
      this.#taken(oldest)?.running?.end({ outcome: 'abandoned' });
    }
    this.#open.set(id, entry);
  }

  #taken(id: string): Entry | undefined {
    const entry = this.#open.get(id);
    this.#open.delete(id);
    this.#runs.delete(id);
    return entry;
  }
}
