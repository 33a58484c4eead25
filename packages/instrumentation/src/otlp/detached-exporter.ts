// Exporters that never keep the process alive. OpenTelemetry's batch processors hold a timer of 30
// seconds until an export completes, and its OTLP exporters hold timers and sockets during retries:
// with a dead collector an application would end 10 seconds late.

import http from 'node:http';
import https from 'node:https';
import { safelyAlone } from '../foundation/safely.ts';
import { diagnose } from '../foundation/diagnose.ts';
import type { Signal } from './destination.ts';
import { certificates, otlpSettings } from './otlp-settings.ts';

interface ExportResult {
  code: number;
  error?: Error;
}
interface Exporter<Items> {
  export(items: Items, done: (result: ExportResult) => void): void;
  forceFlush(): Promise<void>;
}

type AgentFactory = (protocol: string) => http.Agent | https.Agent;

const SUCCESS: ExportResult = { code: 0 };

/** An exporter that holds nothing, and its undelivered items. */
export interface DetachedExporter<Items, E> {
  readonly exporter: E;
  /** Takes items in flight and those that `flush` still passes to the exporter: for the last export. */
  takeUnsent(flush: () => unknown): readonly Items[];
}

/**
 * Makes `exporter` report success as soon as it accepts a batch, so that no processor holds a
 * timer for it. Its own queue is bounded; failed batches are counted and reported to `diag`.
 */
export function detach<Items, E extends Exporter<Items>>(
  exporter: E & Exporter<Items>,
  what: string,
): DetachedExporter<Items, E> {
  const send = exporter.export.bind(exporter);
  const onTheirWay = new Set<Items>();
  let taken: Items[] | undefined;
  let failed = 0;
  exporter.export = (items, done) => {
    if (taken === undefined) {
      onTheirWay.add(items);
      send(items, ({ code, error }) => {
        onTheirWay.delete(items);
        if (code === SUCCESS.code) return;
        failed++;
        diagnose(`a batch of ${what} was lost (${failed} so far)`, error);
      });
    } else {
      taken.push(items);
    }
    done(SUCCESS);
  };
  releaseRetryTimers(exporter);
  return {
    exporter,
    takeUnsent: (flush) => {
      taken = [...onTheirWay];
      flush();
      return taken;
    },
  };
}

/** Options of an OTLP/HTTP exporter: all from the environment, with unreferenced sockets. */
export function exporterOptions(signal: Signal): { httpAgentOptions: AgentFactory } {
  // Now, like the exporter: an application may remove its secrets from the environment later.
  const settings = safelyAlone('reading the settings of OTLP', () => otlpSettings(signal));
  const tls = settings?.tls ?? certificates(signal);
  const httpAgentOptions: AgentFactory = (protocol) => {
    const options = { keepAlive: true, ...(protocol === 'https:' && tls) };
    const created = protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
    const connect = created.createConnection;
    created.createConnection = function (...args) {
      const socket = connect.apply(this, args);
      (socket as { unref?: () => void } | undefined)?.unref?.();
      return socket;
    };
    return created;
  };
  return { httpAgentOptions };
}

interface RetryingTransport {
  _transport?: { send(data: unknown, timeoutMillis: number): Promise<unknown> };
  retry?: (data: unknown, timeoutMillis: number, inMillis: number) => Promise<unknown>;
}

/**
 * The exporter's options cannot reach the timer between two retries; if its internals differ
 * from those known, retries keep holding the process. Same code in the lines 0.2xx and 0.3xx.
 */
function releaseRetryTimers(exporter: object): void {
  const { _delegate } = exporter as { _delegate?: { _transport?: RetryingTransport } };
  const retrying = _delegate?._transport;
  const transport = retrying?._transport;
  if (typeof retrying?.retry !== 'function' || typeof transport?.send !== 'function') return;
  retrying.retry = (data, timeoutMillis, inMillis) =>
    new Promise((resolve, reject) => {
      setTimeout(() => {
        transport.send(data, timeoutMillis).then(resolve, reject);
      }, inMillis).unref();
    });
}
