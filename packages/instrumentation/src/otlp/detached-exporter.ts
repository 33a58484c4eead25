// Exporters that never keep the process alive. OpenTelemetry's batch processors hold a timer of 30
// seconds until an export completes, and its OTLP exporters hold timers and sockets during retries:
// with a dead collector an application would end 10 seconds late.

import { diagnose } from '../foundation/diagnose.ts';
import { duringDelivery } from './noting-agent.ts';
import { type Delivery, outletFor } from './outlet.ts';
import type { Place } from './place.ts';
import { portionsOf } from './portions.ts';

interface ExportResult {
  code: number;
  error?: Error;
}
interface Exporter<Items> {
  export(items: Items, done: (result: ExportResult) => void): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}
/** What batches for an exporter. */
interface Processor {
  forceFlush(): Promise<void>;
}

const SUCCESS: ExportResult = { code: 0 };
const FAILED = 1;

/** An exporter that holds nothing, and its undelivered items. */
export interface DetachedExporter<Items, E> {
  readonly exporter: E;
  /** Takes items in flight and those that `flush` still passes to the exporter: for the last export. */
  takeUnsent(flush: () => unknown): readonly Items[];
  /** The last export has what is in flight. */
  supersede(): void;
}

/**
 * Makes `exporter` report success as soon as it accepts a batch, so that no processor holds a timer for it, and send a
 * batch in as many requests as it needs, one after the other. Its own queue is bounded; the outlet of `place` counts what
 * became of a request.
 */
export function detach<Items, E extends Exporter<Items>>(
  exporter: E & Exporter<Items>,
  place: Place,
  sizeOf: (items: Items) => number,
): DetachedExporter<Items, E> {
  const send = exporter.export.bind(exporter);
  const flush = exporter.forceFlush.bind(exporter);
  const stop = exporter.shutdown.bind(exporter);
  const outlet = outletFor(place.url);
  const onTheirWay = new Set<Items>();
  const sendings = new Set<Promise<void>>();
  let taken: Items[] | undefined;
  const sendOne = (items: Items, delivery: Delivery): Promise<void> =>
    new Promise((resolve) => {
      const settle = ({ code, error }: ExportResult): void => {
        onTheirWay.delete(items);
        const failure = code === SUCCESS.code ? undefined : (error ?? new Error('not exported'));
        outlet.close(delivery, failure);
        if (failure !== undefined) diagnose(`a batch of ${sizeOf(items)} was lost`, failure);
        resolve();
      };
      try {
        duringDelivery(delivery, () => send(items, settle));
      } catch (error) {
        // What cannot be serialized: nobody awaits this promise, and the next request may go.
        settle({ code: FAILED, error: error as Error });
      }
    });
  const sendAll = async (requests: readonly (readonly [Items, Delivery])[]): Promise<void> => {
    for (const [items, delivery] of requests) {
      // The last export may have taken it.
      if (taken === undefined) await sendOne(items, delivery);
    }
  };
  exporter.export = (items, done) => {
    if (taken === undefined) {
      const portions = requestsOf(items);
      for (const portion of portions) onTheirWay.add(portion);
      const sending = sendAll(
        portions.map((portion) => [portion, outlet.open(place, sizeOf(portion))]),
      );
      sendings.add(sending);
      void sending.finally(() => sendings.delete(sending));
    } else {
      taken.push(...requestsOf(items));
    }
    done(SUCCESS);
  };
  exporter.forceFlush = async () => {
    await flush();
    // Requests that began after that.
    await Promise.all(sendings);
  };
  exporter.shutdown = async () => {
    await exporter.forceFlush();
    await stop();
  };
  releaseRetryTimers(exporter);
  return {
    exporter,
    supersede: () => outlet.supersede(place.signal),
    takeUnsent: (flushProcessor) => {
      outlet.supersede(place.signal);
      taken = [...onTheirWay];
      flushProcessor();
      return taken;
    },
  };
}

/**
 * Makes `processor.forceFlush`, which an application may call, wait for what is on its way in `exporter`. Returns the
 * former, which only passes on.
 */
export function flushingInto(processor: Processor, exporter: Processor): () => Promise<void> {
  const pass = processor.forceFlush.bind(processor);
  processor.forceFlush = () => pass().then(() => exporter.forceFlush());
  return pass;
}

/** Metrics have no content: they go at once. */
function requestsOf<Items>(items: Items): readonly Items[] {
  return Array.isArray(items) ? (portionsOf(items) as readonly unknown[] as Items[]) : [items];
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
