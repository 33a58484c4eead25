// One response of a model: its messages come one after another, each with a block.

import type { BetaMessage } from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type { EndOptions, RunningOperation } from '../../model/tracing.ts';
import { wallClock } from '../../model/clock.ts';
import { output } from '../shapes/messages/messages-content.ts';
import { type MessageUsage, toUsage } from '../shapes/messages/messages-usage.ts';
import { toFinishReason } from '../shapes/stop-reason.ts';

/** A response that may go on. */
export class TurnResponse {
  readonly id: string;
  readonly #running: RunningOperation | undefined;
  #message: BetaMessage;
  #usage: MessageUsage;
  #blocks: BetaMessage['content'] = [];
  #stopReason: BetaMessage['stop_reason'] = null;
  /** When the last of it has come. */
  #at = wallClock();

  constructor(message: BetaMessage, running: RunningOperation | undefined) {
    this.id = message.id;
    this.#running = running;
    this.#message = message;
    this.#usage = message.usage;
  }

  /** A block has come. All messages of a response have the same usage; of different ones the highest is right. */
  add(message: BetaMessage): void {
    this.#message = message;
    this.#blocks = [...this.#blocks, ...message.content];
    this.#took(message.usage, message.stop_reason);
  }

  /** A piece of a block has come. */
  chunk(): void {
    this.#running?.chunk();
    this.#at = wallClock();
  }

  /** Its end has come. */
  close(usage: MessageUsage | undefined, stopReason: string | null | undefined): void {
    this.#took(usage, stopReason);
  }

  /** Nothing of it will come any more, since `outcome` unless it was complete. */
  end(outcome?: 'aborted' | 'abandoned'): void {
    const isComplete =
      this.#stopReason !== null || this.#blocks.some(({ type }) => type === 'tool_use');
    const how = isComplete ? undefined : outcome;
    this.#running?.end({ ...this.#told(), at: this.#at, outcome: how });
  }

  /** The request has failed. */
  fail(code: string): void {
    this.#running?.end({ response: { failure: { code } }, outcome: 'error' });
  }

  #took(usage: MessageUsage | undefined, stopReason: string | null | undefined): void {
    this.#at = wallClock();
    if ((usage?.output_tokens ?? 0) >= (this.#usage?.output_tokens ?? 0)) {
      this.#usage = { ...this.#usage, ...usage };
    }
    this.#stopReason = (stopReason ?? this.#stopReason) as BetaMessage['stop_reason'];
  }

  #told(): EndOptions {
    const { id, model } = this.#message;
    const finishReason = toFinishReason(this.#stopReason);
    return {
      response: {
        id,
        model,
        finishReasons: finishReason === undefined ? undefined : [finishReason],
        usage: toUsage(this.#usage),
      },
      output: () =>
        output({ ...this.#message, content: this.#blocks, stop_reason: this.#stopReason }),
    };
  }
}
