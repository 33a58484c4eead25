// The sockets of the service, of which there are at most so many. A new client always gets one: the
// socket that has waited longest for its client makes room.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Both addresses together. */
const MOST = 200;
/** Bytes of answers that clients leave unread: they are held in memory. */
const MOST_UNREAD = 256 * 1024 * 1024;
/** Milliseconds for a client to take a refusal and to close its side. */
const LINGER_MS = 500;

/** All sockets. */
export class Sockets {
  /** Without a request to answer, the oldest first. */
  readonly #waiting = new Set<Socket>();
  /** With one, the oldest first. */
  readonly #answering = new Set<Socket>();

  /** Takes a new socket; destroys an old one if there are too many. */
  add(socket: Socket): void {
    if (this.#waiting.size + this.#answering.size >= MOST) {
      for (const oldest of this.#all().slice(0, 1)) this.#evict(oldest);
    }
    this.#waiting.add(socket);
    socket.once('close', () => this.#forget(socket));
  }

  /** A request has arrived on its socket. */
  answer({ socket }: IncomingMessage, response: ServerResponse): void {
    this.#waiting.delete(socket);
    this.#answering.add(socket);
    this.#evictUnread();
    response.once('close', () => {
      this.#answering.delete(socket);
      if (!socket.destroyed) this.#waiting.add(socket);
    });
  }

  /** Ends a socket with `text`, also if its client does not end it. */
  refuse(socket: Socket, text: string): void {
    socket.end(text);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }

  destroyAll(): void {
    for (const socket of this.#all()) socket.destroy();
  }

  /** In the order in which they are destroyed. */
  #all(): Socket[] {
    return [...this.#waiting, ...this.#answering];
  }

  #evictUnread(): void {
    let unread = 0;
    for (const { writableLength } of this.#answering) unread += writableLength;
    for (const socket of this.#answering) {
      if (unread <= MOST_UNREAD) return;
      if (socket.writableLength === 0) continue;
      unread -= socket.writableLength;
      this.#evict(socket);
    }
  }

  #evict(socket: Socket): void {
    this.#forget(socket);
    socket.destroy();
  }

  #forget(socket: Socket): void {
    this.#waiting.delete(socket);
    this.#answering.delete(socket);
  }
}
