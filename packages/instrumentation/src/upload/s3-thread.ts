// The worker thread of the S3 client, seen from outside. There the client costs the application
// neither loading (100 ms) nor signing time, no instrumentation sees its requests, its timers
// and sockets do not keep the process alive, and an exiting process can wait for it.

import path from 'node:path';
import {
  MessageChannel,
  Worker,
  receiveMessageOnPort,
  type MessagePort,
} from 'node:worker_threads';
import { diagnose } from '../foundation/diagnose.ts';

/** One object passed to the worker. */
export interface S3Request {
  /** The failure, or `undefined`. */
  readonly answered: Promise<unknown>;
  /** Synchronous version of it. */
  readonly isAnswered: boolean;
  readonly failure: unknown;
}

/** The worker's initial data. */
export interface S3WorkerData {
  /** The client's file to load. */
  readonly client: string;
  readonly bucket: string;
  readonly port: MessagePort;
  /** Counts answers, and wakes the waiting one. */
  readonly wake: Int32Array;
}

/** A request to the worker. */
export interface S3Put {
  readonly id: number;
  readonly key: string;
  readonly text: string;
  readonly mediaType: string;
}

/** The answer. */
export interface S3Answer {
  readonly id: number;
  /** Describes the failure. */
  readonly failure: string | undefined;
}

class Request implements S3Request {
  readonly answered: Promise<unknown>;
  isAnswered = false;
  failure: unknown;
  #resolve: (failure: unknown) => void = () => undefined;

  constructor() {
    this.answered = new Promise((resolve) => (this.#resolve = resolve));
  }

  answer(failure: unknown): void {
    this.isAnswered = true;
    this.failure = failure;
    this.#resolve(failure);
  }
}

/** Starts the thread for the first object, and again after it has died. */
export class S3Thread {
  readonly #client: string;
  readonly #bucket: string;
  readonly #wake = new Int32Array(new SharedArrayBuffer(4));
  readonly #requests = new Map<number, Request>();
  #port: MessagePort | undefined;
  #lastId = 0;

  constructor(client: string, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** Passes an object on. */
  put(key: string, text: string, mediaType: string): S3Request {
    const request = new Request();
    try {
      this.#port ??= this.#start();
      const id = ++this.#lastId;
      this.#requests.set(id, request);
      this.#port.postMessage({ id, key, text, mediaType } satisfies S3Put, []);
    } catch (error) {
      request.answer(error);
    }
    return request;
  }

  /** Blocks until all are answered, for at most `timeoutMs`. */
  waitFor(requests: readonly S3Request[], timeoutMs: number): void {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const seen = Atomics.load(this.#wake, 0);
      this.#receiveAll();
      const left = end - performance.now();
      if (left <= 0 || requests.every(({ isAnswered }) => isAnswered)) return;
      Atomics.wait(this.#wake, 0, seen, left);
    }
  }

  #start(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(path.join(__dirname, 's3-worker.js'), {
      workerData: {
        client: this.#client,
        bucket: this.#bucket,
        port: port2,
        wake: this.#wake,
      } satisfies S3WorkerData,
      transferList: [port2],
      // No preloads of the application, but its variables: they identify it to S3.
      execArgv: ['--no-warnings'],
      env: withoutNodeOptions(process.env),
      stdout: true,
      stderr: true,
    });
    worker.unref();
    worker.on('error', (error) => this.#lose(port1, error));
    worker.on('exit', () => this.#lose(port1, new Error('the thread of the S3 client has ended')));
    port1.on('message', (answer: S3Answer) => this.#receive(answer));
    port1.unref();
    return port1;
  }

  #lose(port: MessagePort, reason: unknown): void {
    if (this.#port !== port) return;
    this.#receiveAll();
    this.#port = undefined;
    port.close();
    diagnose('the S3 client died', reason);
    const lost = [...this.#requests.values()];
    this.#requests.clear();
    lost.forEach((request) => request.answer(reason));
  }

  #receiveAll(): void {
    if (this.#port === undefined) return;
    for (;;) {
      const received = receiveMessageOnPort(this.#port) as { message: S3Answer } | undefined;
      if (received === undefined) return;
      this.#receive(received.message);
    }
  }

  #receive({ id, failure }: S3Answer): void {
    this.#requests.get(id)?.answer(failure);
    this.#requests.delete(id);
  }
}

function withoutNodeOptions(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const copy = { ...environment };
  delete copy['NODE_OPTIONS'];
  return copy;
}
