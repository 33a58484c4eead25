// The ports of the stack: the service on each, its default, and its variable. The configs
// in collector/ read the same variables.

import { createServer } from 'node:net';

export const loopback = '127.0.0.1';

const ports = {
  otlpGrpc: { of: 'OTLP over gRPC', default: 4317, variable: 'LLM_OTEL_COLLECTOR_GRPC_PORT' },
  otlpHttp: { of: 'OTLP over HTTP', default: 4318, variable: 'LLM_OTEL_COLLECTOR_HTTP_PORT' },
  prometheusExporter: {
    of: 'the metrics that Prometheus scrapes',
    default: 8889,
    variable: 'LLM_OTEL_COLLECTOR_PROMETHEUS_PORT',
  },
  collectorMetrics: {
    of: "the collector's own metrics",
    default: 8888,
    variable: 'LLM_OTEL_COLLECTOR_METRICS_PORT',
  },
  collectorHealth: {
    of: "the collector's health",
    default: 13133,
    variable: 'LLM_OTEL_COLLECTOR_HEALTH_PORT',
  },
  jaegerOtlp: { of: "Jaeger's OTLP", default: 14317, variable: 'LLM_OTEL_JAEGER_OTLP_PORT' },
  jaegerQuery: { of: "Jaeger's API", default: 16686, variable: 'LLM_OTEL_JAEGER_QUERY_PORT' },
  jaegerQueryGrpc: {
    of: "Jaeger's gRPC API",
    default: 16685,
    variable: 'LLM_OTEL_JAEGER_QUERY_GRPC_PORT',
  },
  jaegerHealth: { of: "Jaeger's health", default: 13233, variable: 'LLM_OTEL_JAEGER_HEALTH_PORT' },
  prometheus: { of: 'Prometheus', default: 9090, variable: 'LLM_OTEL_PROMETHEUS_PORT' },
} as const;

type PortName = keyof typeof ports;
export type Ports = Readonly<Record<PortName, number>>;

const names = Object.keys(ports) as PortName[];

/**
 * The default ports, or those of variables.
 *
 * @throws when a variable is no port number, or a port is taken: the message names port and variable.
 */
export async function defaultPorts(): Promise<Ports> {
  const chosen = collect((name) => {
    const { variable, default: standard } = ports[name];
    const configured = process.env[variable];
    if (configured === undefined || configured === '') return standard;
    const port = Number(configured);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new Error(`${variable}=${configured} is no port number`);
  });
  for (const name of names) {
    if (await isFree(chosen[name])) continue;
    const { of, variable } = ports[name];
    throw new Error(
      `port ${chosen[name]} (${of}) is taken: end what listens there, or choose another with ${variable}`,
    );
  }
  return chosen;
}

/** Distinct ports that were free a moment ago. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(names.map(() => listen(0)));
  const found = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return collect((name) => found[names.indexOf(name)] as number);
}

/** The variables that pass the ports to the configs. */
export function portVariables(chosen: Ports): Record<string, string> {
  return Object.fromEntries(names.map((name) => [ports[name].variable, String(chosen[name])]));
}

function collect(choose: (name: PortName) => number): Ports {
  return Object.fromEntries(names.map((name) => [name, choose(name)])) as Ports;
}

async function isFree(port: number): Promise<boolean> {
  try {
    const server = await listen(port);
    await new Promise((done) => server.close(done));
    return true;
  } catch {
    return false;
  }
}

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, loopback, () => resolve(server));
  });
}
