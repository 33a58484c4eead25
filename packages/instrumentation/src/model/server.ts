// `server.address` and `server.port` of a base URL.

/** A server in telemetry. */
export interface Server {
  readonly address: string;
  readonly port: number | undefined;
}

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** Applications call the same few servers repeatedly. */
const MAX_REMEMBERED = 100;
const remembered = new Map<string, Server | undefined>();
let last: { readonly url: string; readonly server: Server | undefined } | undefined;

/** The server of `url`; `undefined` if invalid. */
export function serverOf(url: string | undefined): Server | undefined {
  if (url === undefined) return undefined;
  if (last?.url !== url) last = { url, server: find(url) };
  return last.server;
}

function find(url: string): Server | undefined {
  if (remembered.has(url)) return remembered.get(url);
  const server = parse(url);
  if (remembered.size < MAX_REMEMBERED) remembered.set(url, server);
  return server;
}

function parse(url: string): Server | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  return { address: hostname, port: port === '' ? DEFAULT_PORTS[protocol] : Number(port) };
}
