// What all generations of `node-llama-cpp` share: their options, the callbacks that take an answer piece by piece, why
// they end, and what they used. The package is not installed here: the types are the parts of its own that are read.

import type { OutputMessage } from '../../model/content.ts';
import { toCount } from '../../model/count.ts';
import type { Call, Method } from '../../model/method.ts';
import type { Operation, RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import { areTexts } from '../../model/texts.ts';
import { ERROR_TEXTS, toFailure } from './failure.ts';
import type { Functions, Segment } from './history.ts';
import { modelOf, readMeter, type Runner, usageSince } from './sequence.ts';

/** A piece of an answer: a text, a text of its own kind, or tokens. */
export type Piece =
  | string
  | (Omit<Segment, 'type'> & { readonly type?: 'segment' })
  | readonly number[];
type Callback = (this: unknown, ...given: unknown[]) => unknown;

/** The options of a generation. */
export interface Options {
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly maxTokens?: number;
  readonly repeatPenalty?:
    | false
    | { readonly frequencyPenalty?: number; readonly presencePenalty?: number };
  readonly customStopTriggers?: readonly unknown[];
  readonly grammar?: object;
  readonly signal?: AbortSignal;
  readonly functions?: Functions;
  readonly onTextChunk?: Callback;
  readonly onToken?: Callback;
  readonly onResponseChunk?: Callback;
  readonly initialUserPrompt?: string;
}

/** The result of one; pieces of one have no reason. */
export interface Generated {
  readonly metadata?: { readonly stopReason: string };
}

/** Each piece is told to all of them: the first one tells the most. */
const CALLBACKS = ['onResponseChunk', 'onTextChunk', 'onToken'] as const;

const FINISH_REASONS: Readonly<Record<string, string>> = {
  eogToken: 'stop',
  stopGenerationTrigger: 'stop',
  customStopTrigger: 'stop',
  maxTokens: 'length',
  functionCalls: 'tool_call',
};

/** The finish reason of a message; `error` of one that was stopped. */
export function finishReasonOf({ metadata }: Generated): OutputMessage['finish_reason'] {
  return FINISH_REASONS[metadata?.stopReason ?? ''] ?? 'error';
}

/** What the methods share whose options are the argument at `index`. */
export function generating<Args extends readonly unknown[], Result extends Generated>(
  operation: 'chat' | 'text_completion',
  index: number,
): Method<Runner, Args, Result, Piece> {
  const optionsIn = ({ args }: Call<Runner, Args>): Options => (args[index] ?? {}) as Options;
  return {
    describe: (call): Operation => ({
      kind: 'inference',
      operation,
      provider: 'local',
      request: { model: modelOf(call.self), ...toRequest(optionsIn(call)) },
    }),
    before: ({ self }) => readMeter(self),
    listen(call, heard) {
      const options = optionsIn(call);
      const name = callbackIn(options);
      if (name === undefined) return undefined;
      const callback = options[name]!;
      const told = function (this: unknown, ...given: unknown[]): unknown {
        heard(given[0] as Piece);
        return callback.apply(this, given);
      };
      return call.args.with(index, { ...options, [name]: told }) as readonly unknown[] as Args;
    },
    response: ({ metadata }, before): Response => ({
      finishReasons: [metadata?.stopReason ?? 'error'],
      usage: usageSince(before),
    }),
    inError: (_error, before): Response => ({ usage: usageSince(before, 'failed') }),
    isStopped: ({ metadata }) => metadata?.stopReason === 'abort',
    signal: (call) => optionsIn(call).signal,
    // A generation throws the reason of its signal, whatever that is.
    isAbort: (error, signal) => signal?.aborted === true && error === signal.reason,
    failure: toFailure,
    errorTexts: ERROR_TEXTS,
  };
}

function callbackIn(options: Options): (typeof CALLBACKS)[number] | undefined {
  return CALLBACKS.find((name) => typeof options[name] === 'function');
}

function toRequest(options: Options): RequestOf<'inference'> {
  const { temperature, topK, topP, seed, maxTokens, repeatPenalty, grammar } = options;
  const { customStopTriggers: stops } = options;
  return {
    ...(callbackIn(options) !== undefined && { stream: true }),
    temperature,
    topK,
    topP,
    seed,
    // Below 1 there is no limit.
    maxTokens: toCount(maxTokens) || undefined,
    ...(typeof repeatPenalty === 'object' && {
      frequencyPenalty: repeatPenalty.frequencyPenalty,
      presencePenalty: repeatPenalty.presencePenalty,
    }),
    stopSequences: areTexts(stops) ? [...stops] : undefined,
    outputType: grammar?.constructor.name === 'LlamaJsonSchemaGrammar' ? 'json' : undefined,
  };
}
