// A call whose request we changed, made once more as its caller made it: when the server refuses our change.
// A server that refused is not asked again in this process.

import { processState } from '../foundation/process-state.ts';
import { safely } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import type { AnyMethod } from '../model/method.ts';

/** A server: its URL, or an object that stands for it. */
export type Peer = string | object | undefined;

/** Per-tenant URLs are many; the oldest is asked again. */
const MAX_SERVERS = 1000;
const { servers } = processState('refusals', () => ({ servers: new Set<string>() }));
const { objects } = processState('refusals-of-objects', () => ({ objects: new WeakSet() }));
const USAGE = 'token counts of streams are not requested any more';

/** Whether `peer` refused what we add to requests. */
export function hasRefused(peer: Peer): boolean {
  if (typeof peer === 'object') return objects.has(peer);
  return servers.size > 0 && servers.has(String(peer));
}

/** At most one more call per call. */
export class SecondTry {
  readonly #method: AnyMethod;
  readonly #peer: Peer;
  readonly #repeat: () => unknown;
  #isMade = false;

  constructor(method: AnyMethod, peer: Peer, repeat: () => unknown) {
    this.#method = method;
    this.#peer = peer;
    this.#repeat = repeat;
  }

  get isMade(): boolean {
    return this.#isMade;
  }

  /** Whether `error` may be due to our change. */
  isDue(error: unknown): boolean {
    if (this.#isMade) return false;
    return safely('reading an error', () => this.#method.isRefusal?.(error)) === true;
  }

  /** Calls again. Throws what the original throws. */
  make(): unknown {
    this.#isMade = true;
    return this.#repeat();
  }

  /** The server has answered: if not to the first try, our change was what it refused. */
  answered(): void {
    if (!this.#isMade || hasRefused(this.#peer)) return;
    note(this.#peer);
    const { asked } = this.#method;
    const where = typeof this.#peer === 'string' ? this.#peer : 'a provider';
    safely('saying that a server refused', () => {
      say(
        asked === undefined
          ? `${USAGE} from ${where}: it refuses stream_options; the application's call was repeated without them`
          : `${asked}: a server refused it; the application's call was repeated without it`,
      );
    });
  }
}

function note(peer: Peer): void {
  if (typeof peer === 'object') {
    objects.add(peer);
    return;
  }
  const [oldest] = servers;
  if (servers.size >= MAX_SERVERS) servers.delete(oldest!);
  servers.add(String(peer));
}
