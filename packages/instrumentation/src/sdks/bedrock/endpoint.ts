// Where a client of AWS sends its requests. Region and endpoint are functions that must be awaited, and may be the
// application's: asking for them is not ours. Before each request the client asks a function of its configuration, which
// is listened to.

interface Endpoint {
  readonly url?: { readonly href?: string };
}
interface Config {
  endpointProvider?: (this: unknown, ...args: unknown[]) => Endpoint;
}
/** What a client has been told last. */
interface Told {
  url?: string | undefined;
}

const told = new WeakMap<object, Told>();
const NOTHING: Told = {};

/** The URL of the server of `client`; unknown before its first request. */
export function urlOf(client: unknown): string | undefined {
  return toldTo(client).url;
}

/** What tells it later, without the client. */
export function laterUrlOf(client: unknown): () => string | undefined {
  const known = toldTo(client);
  return () => known.url;
}

function toldTo(client: unknown): Told {
  const { config } = (client ?? {}) as { readonly config?: Config };
  const original = config?.endpointProvider;
  if (config === undefined || typeof original !== 'function') return NOTHING;
  let known = told.get(config);
  if (known === undefined) {
    known = {};
    told.set(config, known);
    listen(config, original, known);
  }
  return known;
}

function listen(
  config: Config,
  original: NonNullable<Config['endpointProvider']>,
  known: Told,
): void {
  const value = function (this: unknown, ...args: unknown[]): Endpoint {
    const endpoint = original.apply(this, args);
    known.url = endpoint?.url?.href;
    return endpoint;
  };
  for (const key of ['name', 'length'] as const) {
    Object.defineProperty(value, key, { value: original[key], configurable: true });
  }
  // A frozen one stays what it is.
  Reflect.set(config, 'endpointProvider', value);
}
