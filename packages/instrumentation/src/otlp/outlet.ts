// What became of the batches for one receiver: counted by signal, and said in one line on stderr when they do
// not arrive, at most every ten minutes, and once when they arrive again.

import type { Answer } from '../exit/last-export.ts';
import { takeTurn } from '../foundation/announcement.ts';
import { processState } from '../foundation/process-state.ts';
import { say } from '../foundation/say.ts';
import { showUrl } from '../foundation/shown-url.ts';
import type { Signal } from './destination.ts';
import { failureOf, rejectedIn, rejection, type Failure } from './answer.ts';
import { GRPC_STATUS } from './grpc-status.ts';
import { shownPlace, type Place } from './place.ts';

/** Seconds between two lines about one receiver. */
const INTERVAL = 600;
/** Milliseconds in which the other signals fail, too: one line for all of them. */
const GATHERING = 250;

/** The name of one item of each signal. */
const ITEMS: Readonly<Record<Signal, string>> = {
  TRACES: 'span',
  METRICS: 'metric point',
  LOGS: 'log record',
};

/** What is known of one signal. */
interface SignalState {
  readonly place: Place;
  batches: number;
  items: number;
  lostBatches: number;
  lostItems: number;
  /** Items lost since the last line. */
  unsaid: number;
  /** Of the last batch, if it did not arrive as a whole. */
  failure: Failure | undefined;
  lastFailure: Failure | undefined;
}

/** A batch on its way. */
export interface Delivery {
  readonly place: Place;
  readonly items: number;
  /** Of the last attempt that ended. */
  answer?: Answer;
}

const registry = processState<{ counted: (() => string[])[] }>('outlets', () => ({ counted: [] }));
const byOrigin = new Map<string, Outlet>();

/** The outlet for every signal that goes to the host of `url`. */
export function outletFor(url: string): Outlet {
  const origin = originOf(url);
  let outlet = byOrigin.get(origin);
  if (outlet === undefined) {
    const created = new Outlet(origin);
    outlet = created;
    byOrigin.set(origin, created);
    registry.counted.push(() => created.counted());
  }
  return outlet;
}

/** What arrived and what was lost: one line for each receiver and signal. */
export function countedAtOutlets(): string[] {
  return registry.counted.flatMap((counted) => counted());
}

/** Says what is unsaid: the process ends. */
export function concludeOutlets(): void {
  for (const outlet of byOrigin.values()) outlet.conclude();
}

/** One receiver. */
class Outlet {
  readonly #origin: string;
  readonly #signals = new Map<Signal, SignalState>();
  readonly #onTheirWay = new Set<Delivery>();
  #timer: NodeJS.Timeout | undefined;
  #hasSaid = false;
  /** Whether the last line tells of a failure. */
  #isFailureSaid = false;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** A batch of `items` leaves for `place`. */
  open(place: Place, items: number): Delivery {
    const delivery = { place, items };
    this.#onTheirWay.add(delivery);
    return delivery;
  }

  /** The exporter is done with a batch, after all its attempts. */
  close(delivery: Delivery, error: Error | undefined): void {
    if (!this.#onTheirWay.delete(delivery)) return;
    const { place, items, answer } = delivery;
    const isKnown = answer !== undefined && failureOf(answer, place) !== undefined;
    const fallback = error === undefined ? { status: 200 } : toAnswer(error);
    this.count(place, items, (error === undefined ? answer : isKnown && answer) || fallback);
  }

  /** The batches of `signal` that are on their way go with the last export, once more. */
  supersede(signal: Signal): void {
    for (const delivery of this.#onTheirWay) {
      if (delivery.place.signal === signal) this.#onTheirWay.delete(delivery);
    }
  }

  /** Counts a batch by its last answer. */
  count(place: Place, items: number, answer: Answer): void {
    const state = this.#stateOf(place);
    const isUnanswered = answer.status === undefined && answer.error === undefined;
    const failure = (isUnanswered && state.failure) || failureOf(answer, place);
    const lost = failure === undefined ? Math.min(rejectedIn(answer), items) : items;
    if (failure === undefined) state.batches += 1;
    else state.lostBatches += 1;
    state.items += items - lost;
    state.lostItems += lost;
    state.unsaid += lost;
    state.failure = failure ?? (lost > 0 ? rejection() : undefined);
    if (state.failure === undefined) this.#arrived();
    else this.#failed(state, state.failure);
  }

  /** Counts an item that was never in a batch: the queue was full. */
  drop(place: Place): void {
    const state = this.#stateOf(place);
    state.lostItems += 1;
    state.unsaid += 1;
    this.#failed(state, FULL);
  }

  /** Says what is unsaid: batches still on their way are lost. */
  conclude(): void {
    for (const { place, items, answer = {} } of this.#onTheirWay) this.count(place, items, answer);
    this.#onTheirWay.clear();
    if (this.#timer !== undefined) this.#tell();
  }

  /** One line for each signal. */
  counted(): string[] {
    return [...this.#signals.values()].map((state) => {
      const { place, batches, items, lostBatches, lostItems } = state;
      const lost = amount(lostItems, place.signal);
      const failed =
        lostItems + lostBatches === 0 ? '' : `; lost ${lost}, ${batchesOf(lostBatches)}`;
      const sent = `sent ${amount(items, place.signal)} in ${batchesOf(batches)}`;
      return `${showUrl(place.url)}: ${sent}${failed}${because(state.failure ?? (lostItems > 0 ? state.lastFailure : undefined))}`;
    });
  }

  #stateOf(place: Place): SignalState {
    let state = this.#signals.get(place.signal);
    if (state === undefined) {
      const counts = { batches: 0, items: 0, lostBatches: 0, lostItems: 0, unsaid: 0 };
      state = { place, ...counts, failure: undefined, lastFailure: undefined };
      this.#signals.set(place.signal, state);
    }
    return state;
  }

  #failed(state: SignalState, failure: Failure): void {
    state.lastFailure = failure;
    this.#timer ??= setTimeout(() => this.#tell(), GATHERING).unref();
  }

  #failing(): SignalState[] {
    return [...this.#signals.values()].filter(({ failure }) => failure !== undefined);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const failing = this.#failing();
    // A receiver may have recovered, and a queue is full only for a while.
    const shown =
      failing.length > 0 ? failing : [...this.#signals.values()].filter(({ unsaid }) => unsaid > 0);
    const { reason, wayOut } = shown[0]?.lastFailure ?? {};
    // Another thread may have told.
    if (reason === undefined || !takeTurn(this.#origin, INTERVAL)) return;
    const names = shown.map(({ place }) => place.signal.toLowerCase()).join(', ');
    say(
      `OTLP to ${shownPlace(shown.map(({ place }) => place))} fails (${names}): ${reason}; ${wayOut}. ${this.#takeLost()}`,
    );
    this.#isFailureSaid = true;
  }

  #arrived(): void {
    if (!this.#isFailureSaid || this.#failing().length > 0) return;
    this.#isFailureSaid = false;
    const places = [...this.#signals.values()].map(({ place }) => place);
    say(`OTLP to ${shownPlace(places)} works again. ${this.#takeLost()}`);
  }

  /** What was lost since the last line. */
  #takeLost(): string {
    const states = [...this.#signals.values()].filter(({ unsaid }) => unsaid > 0);
    const lost = states.map(({ unsaid, place }) => amount(unsaid, place.signal));
    for (const state of states) state.unsaid = 0;
    const since = this.#hasSaid ? 'since the last line' : 'so far';
    this.#hasSaid = true;
    return `Lost ${since}: ${lost.length === 0 ? 'nothing' : lost.join(', ')}.`;
  }
}

const FULL: Failure = {
  reason: 'more came than its queue holds',
  wayOut: 'raise OTEL_BSP_MAX_QUEUE_SIZE, or lower OTEL_BSP_SCHEDULE_DELAY',
};

function because(failure: Failure | undefined): string {
  return failure === undefined ? '' : `, because ${failure.reason}; ${failure.wayOut}`;
}

function batchesOf(count: number): string {
  return `${count} batch${count === 1 ? '' : 'es'}`;
}

function amount(count: number, signal: Signal): string {
  return `${count} ${ITEMS[signal]}${count === 1 ? '' : 's'}`;
}

function toAnswer(error: Error & { code?: unknown }): Answer {
  const { code = '', message } = error;
  if (typeof code !== 'number') return { error: { code: String(code), message } };
  return code < 100 ? { error: { code: `${GRPC_STATUS}${code}`, message } } : { status: code };
}

function originOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
