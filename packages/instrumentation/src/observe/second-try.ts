// A call whose request we changed, made once more as its caller made it: when the server refuses our change.
// A server that refused is not asked again in this process.

import { processState } from '../foundation/process-state.ts';
import { safely } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import type { AnyMethod } from '../model/method.ts';

/** Per-tenant URLs are many; the oldest is asked again. */
const MAX_SERVERS = 1000;
const { servers } = processState('refusals', () => ({ servers: new Set<string>() }));

/** Whether the server at `url` refused what we add to requests. */
export function hasRefused(url: string | undefined): boolean {
  return servers.size > 0 && servers.has(String(url));
}

/** At most one more call per call. */
export class SecondTry {
  readonly #method: AnyMethod;
  readonly #server: string | undefined;
  readonly #repeat: () => unknown;
  #isMade = false;

  constructor(method: AnyMethod, server: string | undefined, repeat: () => unknown) {
    this.#method = method;
    this.#server = server;
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
    const server = String(this.#server);
    if (!this.#isMade || servers.has(server)) return;
    const [oldest] = servers;
    if (servers.size >= MAX_SERVERS) servers.delete(oldest!);
    servers.add(server);
    safely('saying that a server refused', () => {
      say(
        `token counts of streams are not requested any more from ${this.#server ?? 'a provider'}: it refuses stream_options; the application's call was repeated without them`,
      );
    });
  }
}
