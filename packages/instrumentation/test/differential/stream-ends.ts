// Every streamed method x what ends its stream from outside: an abort, or a server that fails.

import type { Behaviour } from '@llm-otel/testkit';
import {
  rejection,
  type Outcome,
  type Program,
  type Stage,
  type StreamedMethod,
} from './program.ts';
import { readAll } from './stream-reading.ts';

type Send = StreamedMethod['send'];
type End = (stage: Stage, send: Send) => Promise<void>;

/** A behaviour that holds every event until the gate of this name lets it pass. */
const gated: Behaviour = { gate: 'events' };

const aborts: Readonly<Record<string, readonly [Outcome, End, on6?: Outcome]>> = {
  'controller.abort() before the first chunk': [
    'aborted',
    async (stage, send) => {
      const stream = await send(stage);
      stream.controller.abort();
      stage.log(await rejection(readAll(stage, stream)));
    },
  ],
  'controller.abort() inside of the loop': [
    'aborted',
    async (stage, send) => {
      const gate = stage.mock.gate('events');
      gate.release(1);
      const stream = await send(stage, { behaviour: gated });
      for await (const chunk of stream) {
        stage.log(chunk);
        stream.controller.abort();
      }
      stage.log(await stage.mock.requests[0]?.ended);
    },
  ],
  'controller.abort() while the reader waits': [
    'aborted',
    async (stage, send) => {
      const gate = stage.mock.gate('events');
      gate.release(2);
      const stream = await send(stage, { behaviour: gated });
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next(), await iterator.next());
      const waiting = rejection(iterator.next());
      stream.controller.abort();
      stage.log(await waiting, await stage.mock.requests[0]?.ended);
    },
  ],
  'controller.abort() with a reason': [
    'aborted',
    async (stage, send) => {
      const gate = stage.mock.gate('events');
      gate.release(1);
      const stream = await send(stage, { behaviour: gated });
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next());
      const waiting = rejection(iterator.next());
      stream.controller.abort(new RangeError('of the application'));
      stage.log(await waiting);
    },
  ],
  'controller.abort() that nobody reads after': [
    'abandoned',
    async (stage, send) => {
      const stream = await send(stage, { behaviour: gated });
      stream.controller.abort();
      stage.log(await stage.mock.requests[0]?.ended);
    },
  ],
  'controller.abort() of one branch of tee()': [
    'aborted',
    async (stage, send) => {
      const gate = stage.mock.gate('events');
      gate.release(1);
      const [left, right] = (await send(stage, { behaviour: gated })).tee();
      for await (const chunk of left) {
        stage.log(chunk);
        left.controller.abort();
      }
      await readAll(stage, right);
    },
  ],
  'both branches of tee() that break': [
    'aborted',
    async (stage, send) => {
      const gate = stage.mock.gate('events');
      gate.release(1);
      const stream = await send(stage, { behaviour: gated });
      const branches = stream.tee();
      for (const branch of branches) {
        for await (const chunk of branch) {
          stage.log(chunk);
          break;
        }
      }
      stage.log(stream.controller.signal.aborted);
    },
    // Its branches cannot be closed.
    'abandoned',
  ],
  'a signal that is aborted before the call': [
    'aborted',
    async (stage, send) => {
      stage.log(await rejection(send(stage, { signal: AbortSignal.abort() })));
    },
  ],
  'a signal that aborts before the headers': [
    'aborted',
    async (stage, send) => {
      const controller = new AbortController();
      const promise = send(stage, {
        signal: controller.signal,
        behaviour: { status: 500, gate: 'headers' },
      });
      const failure = rejection(promise);
      await stage.mock.gate('headers').reached();
      controller.abort();
      stage.log(await failure, await stage.mock.requests[0]?.ended);
    },
  ],
  'a signal that aborts between two chunks': [
    'aborted',
    async (stage, send) => {
      const controller = new AbortController();
      stage.mock.gate('events').release(2);
      const stream = await send(stage, { signal: controller.signal, behaviour: gated });
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next(), await iterator.next());
      const waiting = rejection(iterator.next());
      controller.abort();
      stage.log(await waiting, stream.controller.signal.aborted);
    },
  ],
  'a signal that aborts with a reason': [
    'aborted',
    async (stage, send) => {
      const controller = new AbortController();
      stage.mock.gate('events').release(1);
      const stream = await send(stage, { signal: controller.signal, behaviour: gated });
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(await iterator.next());
      const waiting = rejection(iterator.next());
      controller.abort(new RangeError('of the application'));
      stage.log(await waiting);
    },
  ],
};

/** What goes wrong on the server, and how the call then ends. */
const faults: Readonly<Record<string, readonly [Behaviour, Outcome, ofChat?: Outcome]>> = {
  'status 401': [{ status: 401 }, 'error'],
  'status 429': [{ status: 429 }, 'error'],
  'status 500': [{ status: 500 }, 'error'],
  'a reset connection': [{ fault: 'reset' }, 'error'],
  'a stream that is cut off': [{ fault: 'cut', faultAfter: 2 }, 'error'],
  'a stream that is cut off at once': [{ fault: 'cut', faultAfter: 0 }, 'error'],
  'an error event': [{ fault: 'error-event', faultAfter: 2 }, 'error'],
  'an error event at once': [{ fault: 'error-event', faultAfter: 0 }, 'error'],
  'a malformed chunk': [{ fault: 'malformed-chunk' }, 'error'],
  'an empty stream': [{ fault: 'empty-stream' }, 'error'],
  'an HTML page': [{ fault: 'html' }, 'error'],
  // Those of chat say nothing of the end, either.
  'chunks without output': [{ fault: 'no-choices' }, 'completed', 'error'],
  'usage null': [{ fault: 'null-usage' }, 'completed'],
  'a content filter': [{ finishReason: 'content_filter' }, 'completed'],
  'a refusal': [{ refusal: true }, 'completed'],
  'the token limit': [{ finishReason: 'length' }, 'completed'],
};

/** How a failing stream is read. */
const readers: Readonly<Record<string, End>> = {
  'a loop': async (stage, send) => readAll(stage, await send(stage)),
  'withResponse()': async (stage, send) => {
    const { data, response } = await send(stage).withResponse();
    stage.log(response.status, data.constructor.name);
    await readAll(stage, data);
  },
  'tee()': async (stage, send) => {
    const branches = (await send(stage)).tee();
    const errors = await Promise.all(branches.map((branch) => rejection(readAll(stage, branch))));
    stage.log(errors[0] === errors[1]);
    throw errors[0];
  },
  'toReadableStream()': async (stage, send) => {
    const readable = (await send(stage)).toReadableStream();
    stage.log(await new Response(readable).text());
  },
};

/** Everything that ends the stream of each of `methods` from outside. */
export const streamEndsOf = (methods: readonly StreamedMethod[]): Program[] =>
  methods.flatMap(({ name, send }) => [
    ...Object.entries(aborts).map(([what, [outcome, end, before7 = outcome]]) => ({
      name: `${name} meets ${what}`,
      records: [outcome],
      recordsBefore7: [before7],
      run: (stage: Stage) => end(stage, send),
    })),
    ...Object.entries(faults).flatMap(([what, [behaviour, outcome, ofChat = outcome]]) =>
      Object.entries(readers).map(([reader, read]) => ({
        name: `${name} meets ${what} behind ${reader}`,
        records: [name.startsWith('streamed chat') ? ofChat : outcome],
        run: async (stage: Stage): Promise<void> => {
          const faulty: Send = (on) => send(on, { behaviour });
          stage.log(await rejection(read(stage, faulty)));
        },
      })),
    ),
  ]);
