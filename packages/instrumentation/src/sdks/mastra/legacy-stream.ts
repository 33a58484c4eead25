// The streams of agents with models of the first interface, which version 4 of the AI SDK makes: everything that is read of
// them comes from one stream.

import type { Reading, RunningOperation } from '../../model/tracing.ts';
import { endOf } from './answers.ts';
import { failWith } from './failures.ts';

/** The answer, as far as it is read. */
export interface LegacyStream {
  readonly baseStream?: ReadableStream;
}
interface Part {
  readonly type?: string;
  readonly textDelta?: string;
  readonly finishReason?: string;
  readonly error?: unknown;
}
/** A part stands alone in streams of objects. */
type Chunk = Part & { readonly part?: Part };

/** Its reading. */
export class LegacyReading implements Reading {
  readonly #running: RunningOperation;
  #finishReason: string | undefined;
  #text = '';
  #failed: Part | undefined;

  constructor(running: RunningOperation) {
    this.#running = running;
  }

  chunk(value: unknown): void {
    const { part = value as Part } = value as Chunk;
    if (part.type === 'text-delta') this.#text += part.textDelta;
    else if (part.type === 'finish') this.#finishReason = part.finishReason;
    else if (part.type === 'error') this.#failed = part;
  }

  end(outcome: 'completed' | 'aborted' | 'abandoned'): void {
    if (this.#failed !== undefined) failWith(this.#running, this.#failed.error);
    else if (outcome !== 'completed') this.#running.end({ outcome });
    else this.#running.end(endOf(this.#finishReason, () => this.#text));
  }

  fail(error: unknown): void {
    failWith(this.#running, error);
  }
}
