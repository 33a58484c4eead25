// Around `query()`: the options it gets, and what watches the messages it returns.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { toPrompt } from '../content-parts.ts';
import { QueryReading } from './query.ts';
import type { Common } from './subject.ts';

interface Options {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly model?: string;
  /** The name of the main agent. */
  readonly agent?: string;
  readonly abortController?: AbortController;
}
interface Params {
  readonly prompt?: unknown;
  readonly options?: Options;
}
type Environment = NonNullable<Options['env']>;

/** If the application names no agent. */
const NAME = 'Claude Code';

/** Around `query`. */
export function queries(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const params = (args[0] ?? {}) as Params;
      const agent = tracing.attempt('claude-agent: a query', () => start(params, tracing));
      if (agent === undefined) return original.apply(this, args);
      let query: unknown;
      try {
        query = agent.run(() => {
          const traced = tracing.attempt('claude-agent: its options', () =>
            withTrace(params, tracing),
          );
          return original.apply(this, traced === undefined ? args : [traced, ...args.slice(1)]);
        });
      } catch (error) {
        agent.fail(error);
        throw error;
      }
      tracing.attempt('claude-agent: its messages', () => watch(query, params, agent, tracing));
      return query;
    };
}

function start({ prompt, options }: Params, tracing: Tracing): RunningOperation | undefined {
  const name = options?.agent ?? NAME;
  const request = { agentName: name, model: options?.model };
  const provider = providerOf(options?.env ?? process.env);
  const read = typeof prompt === 'string' ? () => toPrompt(prompt) : undefined;
  const operation = { kind: 'agent', operation: 'invoke_agent', name, provider, request } as const;
  return tracing.start(operation, { input: read });
}

function watch(query: unknown, params: Params, agent: RunningOperation, tracing: Tracing): void {
  const { prompt, options } = params;
  const common: Common = {
    tracing,
    provider: providerOf(options?.env ?? process.env),
    conversationId: undefined,
  };
  const signal = options?.abortController?.signal;
  const reading = new QueryReading(agent, common, {
    isSingle: typeof prompt === 'string',
    isAborted: () => signal?.aborted === true,
  });
  // Its own methods call those of this generator.
  tracing.watch((query as AsyncIterable<unknown>)[Symbol.asyncIterator](), agent, reading);
}

/** A copy that gives the trace to the child process; what the application has set stays. */
function withTrace(params: Params, tracing: Tracing): Params | undefined {
  const trace = tracing.environment();
  if (!('TRACEPARENT' in trace)) return undefined;
  const given = params.options?.env;
  const env = given === undefined ? { ...process.env, ...trace } : added(given, trace);
  return { ...params, options: { ...params.options, env } };
}

/** An environment of the application's own may lack where spans are sent. */
function added(given: Environment, trace: Environment): Environment {
  const settings = Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_'));
  const ours = 'TRACEPARENT' in given ? {} : trace;
  return { ...Object.fromEntries(settings), ...ours, ...given };
}

/** Who serves the model, by the variables that choose it. */
function providerOf(env: Environment): string {
  const isSet = (name: string): boolean => /^(?:1|true|yes|on)$/i.test(env[name] ?? '');
  if (isSet('CLAUDE_CODE_USE_BEDROCK')) return 'aws.bedrock';
  if (isSet('CLAUDE_CODE_USE_VERTEX')) return 'gcp.vertex_ai';
  if (isSet('CLAUDE_CODE_USE_FOUNDRY')) return 'azure.ai.inference';
  return 'anthropic';
}
