// Mastra's agents: a call of one lasts until its answer is there, and a streamed one until everything in it is over.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { answered, type AgentOptions, type Ending, read, streamed, worked } from './agent-ends.ts';
import { questionOf } from './answers.ts';
import { ofClasses } from './classes.ts';
import { failWith } from './failures.ts';
import { isBridged, isHidden, type Mastra, type TracingPolicy } from './observability.ts';

interface Agent {
  readonly name?: string;
  /** The agent that a durable one runs; itself, if an agent is to make its durable one on its own. */
  readonly agent?: Agent | undefined;
  getMastraInstance?(): Mastra | undefined;
  getTracingPolicy?(): TracingPolicy | undefined;
}
interface Options extends AgentOptions {
  readonly memory?: {
    readonly thread?: string | { readonly id?: string };
    readonly resource?: string;
  };
  /** Older names of both. */
  readonly threadId?: string;
  readonly resourceId?: string;
  /** The agent calls itself until it is idle. */
  readonly untilIdle?: unknown;
}

/** A method that runs an agent. */
interface Method {
  readonly ending: Ending;
  /** Where its options are among the arguments; default: 1. */
  readonly optionsAt?: number;
  /** It is told of what goes on, in place of a question. */
  readonly isResumed?: true;
}

/** By class. Other methods call these. */
const METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  Agent: {
    generate: { ending: answered },
    generateLegacy: { ending: answered },
    resumeGenerate: { ending: answered, isResumed: true },
    stream: { ending: streamed },
    streamLegacy: { ending: read },
    resumeStream: { ending: streamed, isResumed: true },
    network: { ending: worked },
    resumeNetwork: { ending: worked, isResumed: true },
  },
  DurableAgent: {
    generate: { ending: answered },
    resumeGenerate: { ending: answered, optionsAt: 2, isResumed: true },
    stream: { ending: streamed },
    resume: { ending: streamed, optionsAt: 2, isResumed: true },
    recover: { ending: streamed, isResumed: true },
  },
};

/** Agents that have their durable ones run, which have no further operation. */
const handingOn = new WeakSet<Agent>();

/** Of the classes of agents. */
export const agents = ofClasses(METHODS, calling);

function calling(
  tracing: Tracing,
  { ending, optionsAt = 1, isResumed }: Method,
): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const agent = this as Agent;
      const options = args[optionsAt] as Options | undefined;
      const running = tracing.attempt('mastra: an agent', () =>
        start(tracing, agent, isResumed === true ? undefined : args[0], options),
      );
      if (running === undefined) return original.apply(this, args);
      const result = running.run(() => original.apply(this, args)) as Promise<object>;
      return result.then(
        (value) => {
          tracing.attempt('mastra: an answer', () => {
            handingOn.delete(agent);
            ending(running, value, tracing, options);
          });
          return value;
        },
        (error: unknown) => {
          tracing.attempt('mastra: an error', () => {
            handingOn.delete(agent);
            failWith(running, error);
          });
          throw error;
        },
      );
    };
}

function start(
  tracing: Tracing,
  agent: Agent,
  messages: unknown,
  options: Options | undefined,
): RunningOperation | undefined {
  const { memory, threadId, resourceId, untilIdle } = options ?? {};
  const isPart = untilIdle === undefined || untilIdle === false;
  if (!isPart || isHidden(agent.getTracingPolicy?.(), 'agent')) return undefined;
  if (isBridged(agent.getMastraInstance?.())) return undefined;
  if (agent.agent === agent) handingOn.add(agent);
  else if (agent.agent !== undefined && handingOn.has(agent.agent)) return undefined;
  const { name } = agent;
  const operation = { kind: 'agent', operation: 'invoke_agent', name } as const;
  const thread = memory?.thread ?? threadId;
  return tracing.start(
    { ...operation, request: { agentName: name } },
    {
      conversationId: typeof thread === 'object' ? thread.id : thread,
      userId: memory?.resource ?? resourceId,
      input: messages === undefined ? undefined : () => questionOf(messages),
    },
  );
}
