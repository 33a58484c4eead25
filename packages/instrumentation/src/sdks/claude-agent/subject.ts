// Whose messages they are: the main agent's, or a subagent's. Each has responses one after another.

import type { BetaMessage } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { RunningOperation, Tracing } from '../../model/tracing.ts';
import { wallClock } from '../../model/clock.ts';
import { TurnResponse } from './response.ts';

/** The model of messages that Claude Code writes itself. */
export const SYNTHETIC = '<synthetic>';

/** What all operations of a query have in common. */
export interface Common {
  readonly tracing: Tracing;
  readonly provider: string;
  conversationId: string | undefined;
}

/** An agent that runs. */
export class Subject {
  readonly running: RunningOperation | undefined;
  readonly #common: Common;
  #response: TurnResponse | undefined;
  /** Since when the next response is awaited. */
  #since: number;

  constructor(running: RunningOperation | undefined, common: Common, since = wallClock()) {
    this.running = running;
    this.#common = common;
    this.#since = since;
  }

  /** What the model answers to is known. */
  asked(): void {
    this.seal();
    this.#since = wallClock();
  }

  /** The response that `message` is of. */
  response(message: BetaMessage): TurnResponse {
    if (this.#response?.id === message.id) return this.#response;
    this.seal();
    const { tracing, provider, conversationId } = this.#common;
    const request = { model: message.model === SYNTHETIC ? undefined : message.model };
    const options = { parent: this.running, at: this.#since, conversationId };
    const running = tracing.start(
      { kind: 'inference', operation: 'chat', provider, request },
      options,
    );
    return (this.#response = new TurnResponse(message, running));
  }

  /** The response that comes at the moment. */
  get current(): TurnResponse | undefined {
    return this.#response;
  }

  /** Its last response is complete. */
  seal(outcome?: 'aborted' | 'abandoned'): void {
    this.#response?.end(outcome);
    this.#response = undefined;
  }

  /** Its last request has failed. */
  fail(message: BetaMessage, code: string): void {
    this.response(message).fail(code);
    this.#response = undefined;
  }
}
