// F-21: ways in which a stream is not simply read, a hundred times each: one span and one call record
// each, with the outcome that the way has. The twelfth way, lying unread, is in open-streams.test.ts.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { rejection, type AnyStream, type Outcome } from '../differential/program.ts';
import { clientOf, useBothSdks } from './both-sdks.ts';
import { countEnds, endsOf } from './ends.ts';
import type { Client } from './model-calls.ts';
import { answerWith, chatEvent, closedBody, lastEvents, openBody, openStream } from './streams.ts';

const STREAMS = 100;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const events = [chatEvent('a'), chatEvent('b')];
const completeAnswer = answerWith(() => closedBody([...events, ...lastEvents]));
const endlessAnswer = answerWith((signal) => openBody(events, signal));
const readAll = async (stream: AnyStream): Promise<void> => {
  for await (const _chunk of stream);
};

type Way = (clients: { readonly complete: Client; readonly endless: Client }) => Promise<void>;

/** What happens to a stream, and how that is called. */
const WAYS: Readonly<Record<string, readonly [Outcome, Way]>> = {
  'is left by break': [
    'aborted',
    async ({ endless }) => {
      for await (const _chunk of await openStream(endless)) break;
    },
  ],
  'is left by a throw in the loop': [
    'aborted',
    async ({ endless }) => {
      const stream = await openStream(endless);
      const boom = new Error('boom');
      const loop = async (): Promise<void> => {
        for await (const _chunk of stream) throw boom;
      };
      expect(await rejection(loop())).toBe(boom);
    },
  ],
  'is closed by return()': [
    'aborted',
    async ({ endless }) => {
      const iterator = (await openStream(endless))[Symbol.asyncIterator]();
      await iterator.next();
      await iterator.return?.();
    },
  ],
  'is stopped by throw()': [
    'aborted',
    async ({ endless }) => {
      const iterator = (await openStream(endless))[Symbol.asyncIterator]();
      await iterator.next();
      const boom = new Error('boom');
      expect(await rejection(iterator.throw!(boom))).toBe(boom);
    },
  ],
  'is aborted by its controller': [
    'aborted',
    async ({ endless }) => {
      const stream = await openStream(endless);
      for await (const _chunk of stream) stream.controller.abort();
    },
  ],
  "is aborted by its caller's signal": [
    'aborted',
    async ({ endless }) => {
      const controller = new AbortController();
      const stream = await openStream(endless, controller.signal);
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      controller.abort();
      await rejection(Promise.resolve(iterator.next()));
    },
  ],
  'is read by both branches of tee()': [
    'completed',
    async ({ complete }) => {
      await Promise.all((await openStream(complete)).tee().map(readAll));
    },
  ],
  'is read as toReadableStream()': [
    'completed',
    async ({ complete }) => {
      const readable = (await openStream(complete)).toReadableStream();
      expect(await new Response(readable).text()).toContain('"b"');
    },
  ],
  'has a second reader': [
    'completed',
    async ({ complete }) => {
      const stream = await openStream(complete);
      const [first, second] = [stream, stream].map((each) => rejection(readAll(each)));
      expect(await second).toBeInstanceOf(Error);
      expect(await first).toEqual({ kept: undefined });
    },
  ],
};

/** What happens to a stream that nobody holds any more. */
const FORGOTTEN: Readonly<Record<string, Way>> = {
  'is never iterated': async ({ endless }) => void (await openStream(endless)),
  'is dropped in the middle': async ({ endless }) => {
    await (await openStream(endless))[Symbol.asyncIterator]().next();
  },
};

describe.each(['7.59.0', '6.49.0'] as const)('F-21 openai %s: 100 times a stream', (version) => {
  const both = useBothSdks(version);
  const clients = () => ({
    complete: clientOf(both.modules.traced, completeAnswer),
    endless: clientOf(both.modules.traced, endlessAnswer),
  });

  it.each(Object.entries(WAYS))('%s', async (_way, [outcome, end]) => {
    await Promise.all(Array.from({ length: STREAMS }, () => end(clients())));
    expect(await countEnds(both)).toEqual(endsOf(STREAMS, outcome));
  });

  it.each(Object.entries(FORGOTTEN))('%s', async (_way, forget) => {
    await Promise.all(Array.from({ length: STREAMS }, () => forget(clients())));
    while (both.traced.sink.openSpans().length > 0) {
      collectGarbage();
      await nextTurn();
    }
    expect(await countEnds(both)).toEqual(endsOf(STREAMS, 'abandoned'));
  });
});
