// F-01: whatever fails a call, by whatever way it is read, in every method that is traced: the SDK's
// own error, one span that names it, and one call record where the operation has them.

import { describe, expect, it } from 'vitest';
import type { AnyMethod } from '../../src/model/method.ts';
import { describeValue } from '../differential/description.ts';
import type { AnyStream, OpenAiModule, Sent } from '../differential/program.ts';
import {
  classes,
  clientOf,
  newestOfMajors,
  useBothSdks,
  type Answer,
  type BothSdks,
} from './both-sdks.ts';

/** What goes wrong, and the `error.type` that follows if it reaches the caller. */
interface Fault {
  readonly answer: Answer;
  readonly errorType: string | undefined;
  readonly timeout?: number;
  /** The caller's signal is aborted while the request is on its way. */
  readonly isAborted?: true;
}

const status = (code: number, errorCode: string | null = null): Fault => ({
  errorType: errorCode ?? String(code),
  answer: () =>
    Response.json(
      { error: { message: `failed with ${code}`, type: 'fault', param: null, code: errorCode } },
      { status: code, headers: { 'x-request-id': `req_${code}` } },
    ),
});

/** An error of the network: the same in every run, frames and all. */
const thrown = (fields: { readonly name: string; readonly code?: string }): Error =>
  Object.assign(new Error('of the network'), fields, { stack: 'no frames' });

const never: Answer = ({ signal }) =>
  new Promise((_resolve, reject) => {
    const stop = (): void => reject(thrown({ name: 'AbortError' }));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });

const FAULTS: Readonly<Record<string, Fault>> = {
  401: status(401, 'invalid_api_key'),
  403: status(403),
  404: status(404, 'model_not_found'),
  409: status(409),
  422: status(422),
  429: status(429, 'insufficient_quota'),
  500: status(500),
  529: status(529),
  timeout: { errorType: 'APIConnectionTimeoutError', timeout: 1, answer: never },
  reset: {
    errorType: 'APIConnectionError',
    answer: () => {
      throw thrown({ name: 'Error', code: 'ECONNRESET' });
    },
  },
  // A caller that changes its mind is no error.
  abort: { errorType: undefined, isAborted: true, answer: never },
  'bad JSON': {
    errorType: 'SyntaxError',
    answer: ({ body }) =>
      String(body).includes('"stream":true')
        ? new Response('data: {"id":"s","cho\n\n', {
            headers: { 'content-type': 'text/event-stream' },
          })
        : new Response('{"id":"c","cho', { headers: { 'content-type': 'application/json' } }),
  },
};

const keep = (value: unknown): unknown => value;
const rethrow = (error: unknown): never => {
  throw error;
};
/** Several readers of one promise: all of them see one error. */
const WAYS: Readonly<Record<string, (promise: Sent<AnyStream>) => readonly Promise<unknown>[]>> = {
  await: (promise) => [(async () => await promise)(), (async () => await promise)()],
  'then()': (promise) => [promise.then(keep), promise.then(keep, rethrow), promise.catch(rethrow)],
  'withResponse()': (promise) => [promise.withResponse(), promise.withResponse(), promise],
  'asResponse()': (promise) => [promise.asResponse(), promise.asResponse()],
  stream: (promise) => [
    (async () => {
      for await (const _chunk of await promise);
    })(),
  ],
};

const RUN = /^beta\.threads\.(?:createAndRun|runs\.create|runs\.submitToolOutputs)$/;
const TRACED = Object.values(classes).flatMap(({ reach, methods }) =>
  Object.entries(methods as Record<string, AnyMethod>).map(([name, method]) => {
    const path = reach!.client!;
    return {
      label: `${path}.${name}`,
      path,
      name,
      hasRecord: method.describe({ self: {}, args: [{}, {}] })?.kind !== 'request',
      // No adapter reads the chunks of a run.
      saysEnd: method.saysEnd === true,
      isStreamed: method.chunk !== undefined || RUN.test(`${path}.${name}`),
    };
  }),
);
type TracedMethod = (typeof TRACED)[number];

const BODY_FIRST = /^(?:create|createAndRun|createVariation|generate|edit|compact|list)$/;
const BELOW_AN_ID = /^(?:conversations\.items|beta\.threads\.(?:messages|runs|runs\.steps))$/;

/** Calls a method with arguments that do for all: an id or a body, and parameters. */
function send(
  client: object,
  { path, name }: TracedMethod,
  common: { readonly stream?: true },
): Sent<AnyStream> {
  const resource = resourceOf(client, path)!;
  const body = { model: 'm', messages: [], input: 'x', prompt: 'x', ...common };
  const rest = { thread_id: 'thread_1', run_id: 'run_1', conversation_id: 'conv_1', ...common };
  const first = BODY_FIRST.test(name) && !BELOW_AN_ID.test(path) ? body : 'id_1';
  return resource[name]!(first, rest, rest) as Sent<AnyStream>;
}

function resourceOf(
  client: object,
  path: string,
): Record<string, (...args: unknown[]) => unknown> | undefined {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], client) as
    | Record<string, (...args: unknown[]) => unknown>
    | undefined;
}

/** What every reader of one failing call sees. */
async function observe(
  openai: OpenAiModule,
  method: TracedMethod,
  fault: Fault,
  way: string,
): Promise<{ isFailed: boolean; errors: number; seen: readonly unknown[] }> {
  const controller = new AbortController();
  const client = clientOf(openai, fault.answer, {
    ...(fault.timeout !== undefined && { timeout: fault.timeout }),
    ...(fault.isAborted && { signal: controller.signal }),
  });
  const promise = send(client, method, way === 'stream' ? { stream: true } : {});
  const settled = Promise.allSettled(WAYS[way]!(promise));
  if (fault.isAborted) controller.abort();
  const results = await settled;
  const reasons = results.filter((each) => each.status === 'rejected').map(({ reason }) => reason);
  return {
    isFailed: reasons.length > 0,
    errors: new Set<unknown>(reasons).size,
    seen: results.map((each) =>
      each.status === 'rejected'
        ? describeValue(each.reason, openai)
        : { kept: describeValue(each.value, openai) },
    ),
  };
}

/** Every fault by every way: the lines tell what is not as it should be. */
async function differences(both: BothSdks, method: TracedMethod): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const [what, fault] of Object.entries(FAULTS)) {
    for (const way of Object.keys(WAYS)) {
      if (way === 'stream' && !method.isStreamed) continue;
      const bare = await observe(both.modules.bare, method, fault, way);
      const traced = await observe(both.modules.traced, method, fault, way);
      const { spans, records } = await both.take();
      const isFailed = bare.isFailed;
      // The SDK passes over what it cannot read: a stream of nothing, which does not end as it should.
      const isCutOff = !isFailed && way === 'stream' && method.saysEnd;
      const end = isCutOff ? 'incomplete_stream' : undefined;
      const usual = isCutOff ? 'error' : 'completed';
      const outcome = !isFailed ? usual : fault.isAborted ? 'aborted' : 'error';
      const recorded = {
        ...traced,
        spans: spans.map(({ attributes }) => [
          attributes['llm_otel.outcome'],
          attributes['error.type'],
        ]),
        records: records.map((record) => [record['outcome'], record['span_id']]),
      };
      const due = {
        ...bare,
        errors: isFailed ? 1 : 0,
        spans: [[outcome, isFailed ? fault.errorType : end]],
        records: method.hasRecord ? [[outcome, spans[0]?.spanId]] : [],
      };
      try {
        expect(recorded).toEqual(due);
      } catch (error) {
        wrong.push(`${what} × ${way}: ${(error as Error).message}`);
      }
    }
  }
  return wrong;
}

describe.each(newestOfMajors)('F-01 openai %s', (version) => {
  const both = useBothSdks(version);

  it.each(TRACED)('passes every error of $label on, and records it once', async (method) => {
    const client = clientOf(both.modules.bare, never);
    if (typeof resourceOf(client, method.path)?.[method.name] !== 'function') return;
    expect(await differences(both, method)).toEqual([]);
  });

  it('has tried most methods of the table', () => {
    const client = clientOf(both.modules.bare, never);
    const tried = TRACED.filter(({ path, name }) => resourceOf(client, path)?.[name] !== undefined);
    expect(Object.keys(FAULTS)).toHaveLength(12);
    expect(tried.length).toBeGreaterThan(version === '4.104.0' ? 40 : 50);
  });
});
