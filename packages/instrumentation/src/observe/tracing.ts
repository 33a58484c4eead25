// Operations that a subscription reports as they happen, rather than a wrapped function.

import type { Context, Span } from '@opentelemetry/api';
import { outputCopy, startCopy } from '../telemetry/content/captured.ts';
import { carriedBy, environmentIn, originOf } from '../telemetry/context/messages.ts';
import { conversationOf, withConversationIn } from '../telemetry/context/conversation.ts';
import { fixed, FollowingContext } from '../telemetry/context/following-context.ts';
import { agentAround, parentOperation } from '../telemetry/context/parent.ts';
import { extractFrom, injectInto } from '../telemetry/context/propagation.ts';
import type { Abandonable } from '../foundation/abandonment.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { reach } from '../foundation/first-use.ts';
import { isRecordingPaused } from '../foundation/pause.ts';
import { replaceMethod } from '../foundation/replaced-method.ts';
import { safely } from '../foundation/safely.ts';
import { takeStdout } from '../foundation/stdout-wire.ts';
import type { Kind } from '../model/kinds.ts';
import type { Operation } from '../model/operation.ts';
import type { Response } from '../model/response.ts';
import type {
  EndOptions,
  Parent,
  RunningOperation,
  StartOptions,
  Tracing,
} from '../model/tracing.ts';
import { watchReading } from './reading.ts';
import { isDisabled, isSdkDisabled } from '../settings/settings.ts';
import { recordSession } from '../telemetry/metrics/mcp.ts';
import { Lifetime, outcomeOf } from '../telemetry/lifetime.ts';
import { type AdoptedSpan, noSpan } from '../telemetry/spans/adopted-span.ts';
import type { Thrown } from '../telemetry/operation.ts';
import { noteServiceError } from '../telemetry/errors/service-errors.ts';
import { toStart } from '../telemetry/operation-start.ts';

/** What services do. */
const CALLS: ReadonlySet<Kind> = new Set(['inference', 'embeddings', 'rerank', 'request']);

/** A tool belongs to the nearest agent around it, unless its adapter knows better; the outermost step is the workflow. */
function placed(operation: Operation, context: Context): Operation {
  if (operation.kind === 'step' && parentOperation(context) === undefined) {
    return { ...operation, kind: 'workflow' };
  }
  if (operation.kind !== 'tool' || operation.request.agentName !== undefined) return operation;
  const agentName = agentAround(context)?.agentName;
  if (agentName === undefined) return operation;
  return { ...operation, request: { ...operation.request, agentName } };
}

/** The span that the framework has for an operation: whoever has started it ends it. */
function spanIn(options: StartOptions): AdoptedSpan | undefined {
  if (options.isSpanned === true) return noSpan();
  const span = options.span as Span | null | undefined;
  return span?.isRecording() === true ? { span, finish: () => undefined } : undefined;
}

/** The context around an operation, in its conversation, and of its user. */
function parentIn({ parent, conversationId, userId }: StartOptions): Context | undefined {
  const context = parent?.context as Context | undefined;
  if (conversationId === undefined && userId === undefined) return context;
  const around = context ?? fixed(otelApi()!.context.active());
  const set = conversationOf(around);
  const named = {
    conversationId: set?.conversationId === undefined ? conversationId : undefined,
    userId: set?.userId === undefined ? userId : undefined,
  };
  const isSet = named.conversationId === undefined && named.userId === undefined;
  return isSet ? context : withConversationIn(around, named);
}

/** An operation from a subscription. */
class ToldOperation implements RunningOperation, Abandonable {
  readonly #lifetime: Lifetime;
  readonly #kind: Kind;

  constructor(operation: Operation, options: StartOptions) {
    const { at, links, input, isModelRun } = options;
    const parent = parentIn(options);
    const around = parent ?? otelApi()!.context.active();
    this.#kind = operation.kind;
    this.#lifetime = new Lifetime(
      {
        ...toStart(placed(operation, around), startCopy(input), spanIn(options)),
        parent,
        startedAt: at,
        links: links?.map(({ context }) => context as Context),
        isModelRun,
        takesNotes: true,
      },
      this,
    );
  }

  get context(): Context {
    return this.#lifetime.context;
  }

  run<T>(work: () => T): T {
    return this.#lifetime.run(work);
  }

  request(values: Operation['request']): void {
    safely('adding to a request', () => this.#lifetime.request(values));
  }

  conversation(id: string): void {
    safely('naming a conversation', () => this.#lifetime.conversation(id));
  }

  chunk(): void {
    this.#lifetime.chunk();
  }

  end(options: EndOptions = {}): void {
    const { response = {}, outcome = 'completed', output, at } = options;
    const { timeToFirstChunk, withholdsContent } = options;
    const { failure } = response as Response;
    const isFailed = failure !== undefined || outcome === 'error';
    this.#lifetime.end({
      at,
      timeToFirstChunk,
      withholdsContent,
      outcome: isFailed ? 'error' : outcome,
      response,
      content: outputCopy(output, this.#lifetime.capture),
      ...(isFailed && { thrown: { error: undefined, failure } }),
    });
  }

  fail(error: unknown, options: EndOptions = {}): void {
    const { response = {}, outcome, output, at, withholdsContent } = options;
    this.#lifetime.end({
      at,
      withholdsContent,
      outcome: outcome ?? outcomeOf(error),
      response,
      content: outputCopy(output, this.#lifetime.capture),
      thrown: this.#noted({ error, failure: response.failure }),
    });
  }

  /** A tool or a step runs code of the application. */
  #noted(thrown: Thrown): Thrown {
    if (!CALLS.has(this.#kind)) return thrown;
    const ofService = { texts: [], ...thrown };
    noteServiceError(ofService);
    return ofService;
  }

  streamEnded(outcome: 'abandoned'): void {
    this.#lifetime.end({ outcome });
  }
}

type Carrier = Readonly<Record<string, string>>;

function passedOn(carrierIn: (context: Context) => Carrier): Carrier {
  const api = otelApi();
  if (api === undefined || isDisabled() || isRecordingPaused()) return {};
  return safely('passing the trace on', () => carrierIn(api.context.active())) ?? {};
}

const TRACING: Tracing = {
  isOn: () => !isDisabled() && !isRecordingPaused() && otelApi() !== undefined,
  start(operation, options = {}) {
    if (!TRACING.isOn()) return undefined;
    return safely('starting an operation', () => new ToldOperation(operation, options));
  },
  follow(current, work) {
    const api = otelApi();
    if (api === undefined || isDisabled()) return work();
    // Without a pipeline there may be nothing that keeps a context.
    safely('starting the pipeline', () => reach('operation'));
    const { context } = api;
    const now = (): Context | undefined => current()?.context as Context | undefined;
    return context.with(new FollowingContext(context.active(), now), work);
  },
  watch(source, around, reading) {
    safely('watching what is read', () => watchReading(source, around, reading));
  },
  inject(carrier, from) {
    safely('injecting headers', () => injectInto(carrier, from?.context as Context | undefined));
  },
  extract(carrier): Parent | undefined {
    const context = safely('reading headers', () => extractFrom(carrier));
    return context && { context };
  },
  receive(carrier, { isAmbient }) {
    if (otelApi() === undefined) return {};
    const origin = safely('reading the trace of a message', () => originOf(carrier, isAmbient));
    return {
      parent: origin?.parent && { context: origin.parent },
      links: origin?.links?.map((context) => ({ context })),
    };
  },
  traceContext: () => passedOn(carriedBy),
  environment: () => passedOn(environmentIn),
  measure(session) {
    if (!TRACING.isOn()) return;
    safely('measuring a session', () => recordSession(session));
  },
  takeStdout,
  attempt: safely,
  replace(owner, name, around) {
    return (
      safely('replacing a function', () =>
        replaceMethod(owner, name, (original, patch) => {
          const replaced = around(original);
          return {
            [name](this: unknown, ...args: unknown[]): unknown {
              return (patch().isOff ? original : replaced).apply(this, args);
            },
          }[name]!;
        }),
      ) ?? false
    );
  },
};

/** The argument of the subscriptions of the adapter `name`. */
export function tracing(name: string): Tracing {
  let isOff: boolean | undefined;
  return {
    ...TRACING,
    isOn() {
      isOff ??= isSdkDisabled(name);
      return !isOff && TRACING.isOn();
    },
    start(operation, options) {
      isOff ??= isSdkDisabled(name);
      return isOff ? undefined : TRACING.start(operation, options);
    },
    measure(session) {
      isOff ??= isSdkDisabled(name);
      if (!isOff) TRACING.measure(session);
    },
    environment() {
      isOff ??= isSdkDisabled(name);
      return isOff ? {} : TRACING.environment();
    },
  };
}
