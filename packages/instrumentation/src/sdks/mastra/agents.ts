// Mastra's agents: a call of one lasts until its answer is there, and a streamed one until everything in it is over.

import type { Content } from '../../model/content.ts';
import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, EndOptions, RunningOperation, Tracing } from '../../model/tracing.ts';
import { toTextParts } from '../content-parts.ts';
import { toInput } from '../shapes/ai-sdk/messages.ts';
import { failWith } from './failures.ts';
import { isBridged, isHidden, type Mastra, type TracingPolicy } from './observability.ts';

interface Agent {
  readonly name?: string;
  getMastraInstance?(): Mastra | undefined;
  getTracingPolicy?(): TracingPolicy | undefined;
}
interface Options {
  readonly memory?: {
    readonly thread?: string | { readonly id?: string };
    readonly resource?: string;
  };
  /** The agent calls itself until it is idle. */
  readonly untilIdle?: unknown;
}
/** The answer, which is read as a stream while the agent works. */
interface Output {
  readonly status?: string;
  readonly error?: unknown;
  _waitUntilFinished?(): PromiseLike<unknown>;
  _getImmediateFinishReason?(): string | undefined;
  _getImmediateText?(): string;
}
/** The whole answer. */
interface FullOutput {
  readonly finishReason?: string;
  readonly text?: string;
}

/** What is streamed may be left unread: the agent waits forever. */
const left = new FinalizationRegistry<RunningOperation>((running) =>
  running.end({ outcome: 'abandoned' }),
);

/** Of the class of agents. */
export const agents: SubscribeTarget = {
  kind: 'subscribe',
  name: 'Agent',
  isLocal: true,
  install(locals, tracing) {
    const { Agent: found } = locals as { readonly Agent?: unknown };
    if (typeof found !== 'function') return;
    const prototype = found.prototype as object;
    for (const name of ['generate', 'resumeGenerate']) {
      tracing.replace(prototype, name, calling(tracing, answered));
    }
    for (const name of ['stream', 'resumeStream']) {
      tracing.replace(prototype, name, calling(tracing, streamed));
    }
  },
};

/** Around a method; `returned` ends what has begun. */
function calling(
  tracing: Tracing,
  returned: (running: RunningOperation, result: object, tracing: Tracing) => void,
): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const running = tracing.attempt('mastra: an agent', () =>
        start(tracing, this as Agent, args),
      );
      if (running === undefined) return original.apply(this, args);
      const result = running.run(() => original.apply(this, args)) as Promise<object>;
      return result.then(
        (value) => {
          tracing.attempt('mastra: an answer', () => returned(running, value, tracing));
          return value;
        },
        (error: unknown) => {
          tracing.attempt('mastra: an error', () => failWith(running, error));
          throw error;
        },
      );
    };
}

function start(
  tracing: Tracing,
  agent: Agent,
  [messages, given]: readonly unknown[],
): RunningOperation | undefined {
  const { memory, untilIdle } = (given ?? {}) as Options;
  const isPart = untilIdle === undefined || untilIdle === false;
  if (!isPart || isHidden(agent.getTracingPolicy?.(), 'agent')) return undefined;
  if (isBridged(agent.getMastraInstance?.())) return undefined;
  const { name } = agent;
  const operation = { kind: 'agent', operation: 'invoke_agent', name } as const;
  const thread = memory?.thread;
  return tracing.start(
    { ...operation, request: { agentName: name } },
    {
      conversationId: typeof thread === 'object' ? thread.id : thread,
      userId: memory?.resource,
      input: () => questionOf(messages),
    },
  );
}

function answered(running: RunningOperation, { finishReason, text }: FullOutput): void {
  running.end(endOf(finishReason, text));
}

function streamed(running: RunningOperation, output: Output, tracing: Tracing): void {
  const over = output._waitUntilFinished?.();
  if (over === undefined) return running.end();
  left.register(output, running);
  void over.then(() =>
    tracing.attempt('mastra: the end of a stream', () => {
      if (output.error !== undefined) failWith(running, output.error);
      else if (output.status === 'canceled') running.end({ outcome: 'aborted' });
      else running.end(endOf(output._getImmediateFinishReason?.(), output._getImmediateText?.()));
    }),
  );
}

function endOf(finishReason: string | undefined, text: string | undefined): EndOptions {
  if (finishReason === 'aborted') return { outcome: 'aborted' };
  return {
    response: { finishReasons: finishReason === undefined ? undefined : [finishReason] },
    output: () => ({
      outputMessages: [
        { role: 'assistant', parts: toTextParts(text), finish_reason: finishReason ?? 'stop' },
      ],
    }),
  };
}

/** One message or several, of which some are texts. */
function questionOf(messages: unknown): Content {
  const all = [messages]
    .flat()
    .map((message: unknown) =>
      typeof message === 'string' ? { role: 'user', content: message } : message,
    );
  return toInput({ messages: all });
}
