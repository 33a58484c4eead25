// Watches one socket: the events that it sends and emits, and the closing of its connection.
// Nothing here holds the socket.

import { endWhenCollected } from '../../foundation/abandonment.ts';
import { safely } from '../../foundation/safely.ts';
import type { Adapter } from '../../model/adapter.ts';
import type { Connection, SessionTarget } from '../../model/session.ts';
import { inputOf } from '../../telemetry/content/captured.ts';
import type { Invocation } from '../invocation.ts';
import { toStart } from '../../telemetry/operation-start.ts';
import { switchOf } from '../adapter-switch.ts';
import { SocketSession } from './socket-session.ts';
import { isRecordingPaused } from '../../foundation/pause.ts';

/** The state of a connection. */
interface Link {
  readonly onOpen: () => void;
  readonly onClose: (codeOrEvent: unknown) => void;
  isListening: boolean;
}

const OPEN = 1;

/** The watcher of one socket. Its errors are thrown: the patch guards each call. */
export class SocketWatch {
  readonly #target: SessionTarget;
  readonly #notes: object;
  readonly #session: SocketSession;
  readonly #links = new WeakMap<Connection, Link>();
  /** The event being dispatched, and the response that it belongs to. */
  #handedOut: { readonly event: object; readonly invocation: Invocation } | undefined;
  /** The response being requested. */
  sending: Invocation | undefined;

  constructor(socket: object, target: SessionTarget, adapter: Adapter) {
    this.#target = target;
    const notes = target.notes(socket);
    this.#notes = notes;
    const self = target.self(socket);
    const state = switchOf(adapter);
    this.#session = new SocketSession((method, params) => {
      if (isRecordingPaused() || state.isOff) return undefined;
      const call = { self, args: [params, notes] };
      const operation = state.guard('reading a request', () => method.describe(call));
      if (operation === undefined) return undefined;
      const size = safely('measuring a request', () => method.size?.(call));
      return toStart(operation, { ...inputOf(method, call), size });
    });
    endWhenCollected(socket, this.#session);
  }

  /** The application is about to send `event`; returns the response that it requests. */
  sends(socket: object, event: unknown): Invocation | undefined {
    if (!isEvent(event)) return undefined;
    const asked = this.#target.protocol.asked(event, this.#notes);
    if (asked === undefined) return undefined;
    const connection = this.#target.connection(socket);
    const link = connection?.readyState === OPEN ? this.#linkOf(connection) : undefined;
    return this.#session.asked(asked, link);
  }

  /** The same for the JSON of an event. */
  sendsFrame(socket: object, frame: unknown): Invocation | undefined {
    if (typeof frame !== 'string') return undefined;
    if (!this.#target.protocol.clientTypes.some((type) => frame.includes(type))) return undefined;
    return this.sends(socket, parse(frame));
  }

  /** The request of `invocation` has been sent, queued, or lost. */
  hasSent(socket: object, invocation: Invocation): void {
    const state = Number(this.#target.connection(socket)?.readyState);
    if (state > OPEN && !this.#target.keepsUnsent(socket)) {
      this.#session.notSent(invocation, 'The connection was closed already.');
    }
    this.#listen(socket);
  }

  /** Listeners are about to get `event`; returns the response that it belongs to. */
  emits(socket: object, name: unknown, event: unknown): Invocation | undefined {
    const handedOut = this.#handedOut;
    const { every } = this.#target;
    if (every !== undefined && name !== every) return handedOut?.invocation;
    if (handedOut !== undefined && handedOut.event === event) {
      // Emitted by type, after all listeners got `event`.
      this.#handedOut = undefined;
      return handedOut.invocation;
    }
    if (name === 'close' && typeof event === 'number') this.#session.closed(undefined, event);
    if (name !== (every ?? 'event') || !isEvent(event)) return undefined;
    this.#handedOut = undefined;
    const heard = this.#target.protocol.heard(event, this.#notes);
    if (heard === undefined) return undefined;
    const connection = this.#target.connection(socket);
    if (connection === undefined) return undefined;
    const invocation = this.#session.heard(heard, this.#linkOf(connection));
    if (invocation === undefined) return undefined;
    this.#handedOut = { event, invocation };
    this.#listen(socket);
    return invocation;
  }

  /** All that the last event of the server stands for is emitted. */
  hasTold(): void {
    this.#handedOut = undefined;
  }

  /** The connection of `socket`, if it is met for the first time: a session may be opened again. */
  meets(socket: object): Connection | undefined {
    const connection = this.#target.connection(socket);
    if (connection === undefined || this.#links.has(connection)) return undefined;
    this.#linkOf(connection);
    this.#session.isStopped = false;
    return connection;
  }

  /** The socket reports an error: the server's `event`, or `message`. */
  fails(event: unknown, message: unknown): Invocation | undefined {
    if (event == null && this.sending !== undefined) {
      this.#session.notSent(this.sending, String(message));
    }
    const handedOut = this.#handedOut;
    if (handedOut === undefined || handedOut.event !== event) return undefined;
    this.#handedOut = undefined;
    return handedOut.invocation;
  }

  /** The application closes the session: unless refused, this ends all responses. */
  set isStopped(value: boolean) {
    this.#session.isStopped = value;
  }

  /** The application's `close` has returned, or thrown. */
  hasStopped(socket: object): void {
    const state = Number(this.#target.connection(socket)?.readyState);
    this.#session.isStopped = state > OPEN;
    if (state > OPEN) this.#session.streamEnded('aborted');
    this.#listen(socket);
  }

  #linkOf(connection: Connection): Link {
    const known = this.#links.get(connection);
    if (known !== undefined) return known;
    const session = this.#session;
    const link: Link = {
      isListening: false,
      onOpen: () => session.opened(link),
      onClose(event) {
        const code = typeof event === 'object' ? (event as { code?: unknown } | null)?.code : event;
        session.closed(link, code);
      },
    };
    this.#links.set(connection, link);
    return link;
  }

  /** Listens for the connection's open and close while a response runs, never for errors or data. */
  #listen(socket: object): void {
    const connection = this.#target.connection(socket);
    if (connection === undefined) return;
    const link = this.#linkOf(connection);
    const isNeeded = !this.#session.isIdle;
    if (link.isListening === isNeeded) return;
    link.isListening = isNeeded;
    const { onOpen, onClose } = link;
    if (connection.on !== undefined) {
      const set = (isNeeded ? connection.on : connection.off)?.bind(connection);
      set?.('open', onOpen);
      set?.('close', onClose);
    } else {
      const { addEventListener, removeEventListener } = connection;
      const set = (isNeeded ? addEventListener : removeEventListener)?.bind(connection);
      set?.('open', onOpen);
      set?.('close', onClose);
    }
  }
}

function isEvent(event: unknown): event is object {
  return typeof event === 'object' && event !== null && !Array.isArray(event);
}

function parse(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
