// One query: what its messages tell becomes operations.

import type { Reading, RunningOperation } from '../../model/tracing.ts';
import {
  type AnyMessage,
  type AssistantMessage,
  blocksOf,
  type ResultMessage,
} from './messages.ts';
import { endOf, type Totals, withResult, withTotals } from './result.ts';
import { Parts, type Rest } from './parts.ts';
import { type Common, Subject, SYNTHETIC } from './subject.ts';

type Of<Type> = Extract<AnyMessage, { readonly type: Type }>;

/** A query that is read. */
export class QueryReading implements Reading {
  readonly #agent: RunningOperation;
  readonly #common: Common;
  readonly #main: Subject;
  readonly #parts: Parts;
  /** Whether it ends with its first result. */
  readonly #isSingle: boolean;
  readonly #isAborted: () => boolean;
  #isOver = false;
  #totals: Totals = {};
  /** The result after which nothing has come. */
  #result: ResultMessage | undefined;

  constructor(
    agent: RunningOperation,
    common: Common,
    { isSingle, isAborted }: { readonly isSingle: boolean; readonly isAborted: () => boolean },
  ) {
    this.#agent = agent;
    this.#common = common;
    this.#main = new Subject(agent, common);
    this.#parts = new Parts(this.#main, common);
    this.#isSingle = isSingle;
    this.#isAborted = isAborted;
  }

  chunk(value: unknown): void {
    if (this.#isOver) return;
    const message = value as AnyMessage;
    switch (message.type) {
      case 'system':
        return message.subtype === 'init' ? this.#began(message) : undefined;
      case 'assistant':
        return this.#answered(message);
      case 'stream_event':
        return this.#streamed(message);
      case 'user':
        return this.#asked(message);
      case 'result':
        return this.#resulted(message);
    }
  }

  end(outcome: 'completed' | Rest): void {
    const how = this.#isAborted() ? 'aborted' : outcome;
    this.#settle(how === 'completed' ? 'abandoned' : how);
    const told = this.#result === undefined ? { outcome: how } : endOf(this.#result);
    this.#isOver = true;
    this.#agent.end(withTotals(told, this.#totals));
  }

  fail(error: unknown, isStop: boolean): void {
    const isAborted = isStop || this.#isAborted();
    this.#settle(isAborted ? 'aborted' : 'abandoned');
    const told = withTotals(isAborted ? { outcome: 'aborted' } : {}, this.#totals);
    this.#agent.fail(error, told);
  }

  #began({ session_id: conversationId, model }: Of<'system'>): void {
    this.#common.conversationId = conversationId;
    this.#agent.conversation(conversationId);
    if (model !== undefined) this.#agent.request({ model });
    this.#main.asked();
  }

  #answered(told: AssistantMessage): void {
    this.#result = undefined;
    const subject = this.#parts.subjectOf(told);
    if (told.error !== undefined) return subject.fail(told.message, told.error);
    // No model has said it.
    if (told.message.model === SYNTHETIC) return;
    subject.response(told.message).add(told.message);
    for (const block of blocksOf(told.message.content)) this.#parts.startTool(block, subject);
  }

  #streamed(told: Of<'stream_event'>): void {
    const subject = this.#parts.subjectOf(told);
    const { type, message, usage, delta } = told.event;
    if (type === 'message_start' && message !== undefined) subject.response(message);
    if (type === 'content_block_delta') subject.current?.chunk();
    if (type === 'message_delta') subject.current?.close(usage, delta?.stop_reason);
  }

  #asked(told: Of<'user'>): void {
    this.#result = undefined;
    const subject = this.#parts.subjectOf(told);
    for (const block of blocksOf(told.message.content)) this.#parts.endTool(block);
    subject.asked();
  }

  #resulted(result: ResultMessage): void {
    this.#totals = withResult(this.#totals, result);
    this.#result = result;
    this.#settle(endOf(result).outcome === 'aborted' ? 'aborted' : 'abandoned');
    if (this.#isSingle) this.end('completed');
  }

  /** Nothing that is under way goes on. */
  #settle(rest: Rest): void {
    this.#parts.settle(rest);
    this.#main.seal(this.#result === undefined ? rest : undefined);
  }
}
