// The exports that are being sent, of which there are at most so many. A client that stops reading its
// export keeps it until another client needs the place.

import type { ServerResponse } from 'node:http';
import { Problem } from './problem.ts';

/** A page of records of each is held in memory. */
const MOST = 4;
/** Milliseconds that a client may leave a piece unread while others ask. */
const PATIENCE_MS = 5000;

interface Sending {
  readonly response: ServerResponse;
  /** When it began to wait for its client, in milliseconds; absent while records are read for it. */
  waitingSince: number | undefined;
}

/** All exports. */
export class Exports {
  readonly #sending = new Set<Sending>();

  /**
   * Starts one.
   *
   * @returns passes pieces on, and notices when the client does not take them
   * @throws {Problem} when there are too many, and every client reads
   */
  start(
    response: ServerResponse,
  ): <Piece>(pieces: AsyncIterable<Piece>) => AsyncGenerator<Piece, void, undefined> {
    if (this.#sending.size >= MOST) this.#dropUnread();
    const sending: Sending = { response, waitingSince: undefined };
    this.#sending.add(sending);
    response.once('close', () => this.#sending.delete(sending));
    return (pieces) => watched(pieces, sending);
  }

  #dropUnread(): void {
    const [longest] = [...this.#sending].toSorted(
      (a, b) => (a.waitingSince ?? Infinity) - (b.waitingSince ?? Infinity),
    );
    if (performance.now() - (longest?.waitingSince ?? Infinity) < PATIENCE_MS) {
      throw new Problem(429, `At most ${MOST} exports run at once; try again.`, {
        'retry-after': '1',
      });
    }
    this.#sending.delete(longest!);
    longest!.response.destroy();
  }
}

async function* watched<Piece>(
  pieces: AsyncIterable<Piece>,
  sending: Sending,
): AsyncGenerator<Piece, void, undefined> {
  for await (const piece of pieces) {
    sending.waitingSince = performance.now();
    yield piece;
    sending.waitingSince = undefined;
  }
  sending.waitingSince = performance.now();
}
