// Finds the collector, and says where to look at what it was sent.

import { connect } from 'node:net';

const defaultEndpoint = 'http://127.0.0.1:4318';

/** Where OTLP would be sent, and whether somebody listens there. */
export async function findCollector(): Promise<{ endpoint: string; isListening: boolean }> {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || defaultEndpoint;
  if (!URL.canParse(endpoint)) return { endpoint, isListening: false };
  const { hostname, port, protocol } = new URL(endpoint);
  const isListening = await accepts(
    hostname.replace(/^\[|\]$/g, ''),
    Number(port) || (protocol === 'https:' ? 443 : 80),
  );
  return { endpoint, isListening };
}

/** Where `npm run stack` and `docker compose up` show a trace and the metrics. */
export function collectorAddresses(traceId: string): string[] {
  const port = (variable: string, standard: string): string => process.env[variable] || standard;
  const jaeger = `http://127.0.0.1:${port('LLM_OTEL_JAEGER_QUERY_PORT', '16686')}`;
  const prometheus = `http://127.0.0.1:${port('LLM_OTEL_PROMETHEUS_PORT', '9090')}`;
  return [
    `Jaeger        ${jaeger}/trace/${traceId}  (without its UI: /api/traces/${traceId})`,
    `Prometheus    ${prometheus}  (query {__name__=~"gen_ai_.*"})`,
    'JSON Lines    ./otel-data  (of the stack’s collector)',
  ];
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const end = (isListening: boolean) => (): void => {
      socket.destroy();
      resolve(isListening);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
