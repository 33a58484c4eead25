// What the AI SDK tells a telemetry integration: calls of `generateText` and its kind, each of which asks models and runs
// tools. All events of one call have its id.

import type { Operation, OperationOf } from '../../model/operation.ts';
import type { EndOptions, RunningOperation, StartOptions, Tracing } from '../../model/tracing.ts';
import { toInput, toOutput } from './content.ts';
import {
  type Event,
  type ModelCall,
  type ModelCallEnd,
  providerOf,
  type ToolEvent,
  toRequest,
  toResponse,
  toUsage,
} from './events.ts';
import type { Integration } from './registered.ts';

/** One call of the application. */
interface Run {
  /** The whole of it, where it may ask several times. */
  readonly root: RunningOperation | undefined;
  /** What is under way, by the id of a tool's call or of an embedding. */
  readonly open: Map<string, RunningOperation>;
}

/** The request of the model that is under way. */
const MODEL = 'model';
/** Streams may be left without a word: the oldest are given up. */
const MOST_RUNS = 10_000;

interface Executing extends Event {
  readonly toolCallId?: string;
  execute(): PromiseLike<unknown>;
}

/** The callbacks that the AI SDK calls. */
export function integrationOf(tracing: Tracing): Integration {
  const runs = new Map<string, Run>();
  const left = new FinalizationRegistry<string>((callId) => settle(callId, 'abandoned'));

  function begin(event: Event, root: RunningOperation | undefined): Run {
    const [oldest] = runs.keys();
    if (runs.size >= MOST_RUNS && oldest !== undefined) settle(oldest, 'abandoned');
    const run: Run = { root, open: new Map() };
    runs.set(event.callId, run);
    return run;
  }

  function start(
    event: Event,
    key: string,
    operation: Operation,
    options: StartOptions = {},
  ): RunningOperation | undefined {
    const run = runs.get(event.callId);
    if (run === undefined) return undefined;
    const running = tracing.start(operation, { parent: run.root, ...options });
    if (running !== undefined) run.open.set(key, running);
    return running;
  }

  function end(event: Event, key: string, options: EndOptions): void {
    const open = runs.get(event.callId)?.open;
    open?.get(key)?.end(options);
    open?.delete(key);
  }

  /** Ends all that a call has open. */
  function settle(callId: string, outcome: 'abandoned' | 'aborted'): void {
    const run = runs.get(callId);
    runs.delete(callId);
    for (const running of [...(run?.open.values() ?? []), run?.root]) running?.end({ outcome });
  }

  const asking = (event: ModelCall): StartOptions => ({
    ...(event.recordInputs !== false && { input: () => toInput(event) }),
  });
  const answering = (event: ModelCallEnd): EndOptions => ({
    response: toResponse(event),
    ...(event.recordOutputs !== false && { output: () => toOutput(event) }),
  });
  const inference = (event: ModelCall, more: object = {}): OperationOf<'inference'> => ({
    kind: 'inference',
    operation: 'chat',
    provider: providerOf(event.provider),
    request: { ...toRequest(event), ...more },
  });

  return {
    onStart(event: ModelCall) {
      if (typeof event.callId !== 'string' || hasTelemetryOfItsOwn()) return;
      const { operationId, functionId: name, provider, modelId: model } = event;
      if (operationId === 'ai.generateText' || operationId === 'ai.streamText') {
        const request = { model, agentName: name };
        const operation = { kind: 'agent', operation: 'invoke_agent', name, request } as const;
        begin(event, tracing.start({ ...operation, provider: providerOf(provider) }));
        return;
      }
      begin(event, undefined);
      const outputType = OUTPUTS[operationId ?? ''];
      if (outputType === undefined) return;
      const request = { model, outputType };
      start(event, MODEL, { ...inference(event), operation: 'generate_content', request });
    },

    async executeLanguageModelCall(event: ModelCall & Executing): Promise<unknown> {
      const running = start(event, MODEL, inference(event), { ...asking(event), isModelRun: true });
      if (running === undefined) return event.execute();
      try {
        const result = await running.run(() => event.execute());
        watch(event, running, result);
        return result;
      } catch (error) {
        running.fail(error);
        throw error;
      }
    },
    onLanguageModelCallEnd: (event: ModelCallEnd) => end(event, MODEL, answering(event)),

    onObjectStepStart(event: ModelCall & { readonly promptMessages?: unknown }) {
      const messages = event.promptMessages;
      const operation = inference(event, { outputType: 'json' });
      start(event, MODEL, operation, { ...asking({ ...event, messages }), isModelRun: true });
    },
    onObjectStepEnd: (event: ModelCallEnd) => end(event, MODEL, answering(event)),

    onToolExecutionStart(event: ToolEvent) {
      const { toolCallId, toolName, input } = event.toolCall;
      const request = { toolType: 'function', toolCallId };
      const operation = {
        kind: 'tool',
        operation: 'execute_tool',
        name: toolName,
        request,
      } as const;
      start(event, toolCallId, operation, {
        ...(event.recordInputs !== false && { input: () => ({ toolArguments: input }) }),
      });
    },
    executeTool(event: Executing): unknown {
      const running = runs.get(event.callId)?.open.get(event.toolCallId ?? '');
      return running === undefined ? event.execute() : running.run(() => event.execute());
    },
    onToolExecutionEnd(event: ToolEvent) {
      const { toolCall, toolOutput } = event;
      const open = runs.get(event.callId)?.open;
      if (toolOutput?.type === 'tool-error') {
        open?.get(toolCall.toolCallId)?.fail(toolOutput.error);
        open?.delete(toolCall.toolCallId);
        return;
      }
      const output = () => ({ toolResult: toolOutput?.output });
      end(event, toolCall.toolCallId, event.recordOutputs === false ? {} : { output });
    },

    onEmbedStart(event: Event & { readonly embedCallId: string; readonly dimensions?: number }) {
      const request = { model: event.modelId };
      const provider = providerOf(event.provider);
      start(event, event.embedCallId, { kind: 'embeddings', provider, request });
    },
    onEmbedEnd(event: EmbedEnd) {
      const usage = event.usage && toUsage(event.usage);
      const dimensionCount = event.embeddings?.[0]?.length;
      end(event, event.embedCallId, { response: { usage, dimensionCount } });
    },
    onRerankStart(event: Event) {
      const request = { model: event.modelId };
      start(event, MODEL, { kind: 'rerank', provider: providerOf(event.provider), request });
    },
    onRerankEnd: (event: Event) => end(event, MODEL, {}),

    onEnd(event: ModelCallEnd) {
      const run = runs.get(event.callId);
      runs.delete(event.callId);
      const { finishReason } = event;
      const response = { finishReasons: finishReason === undefined ? undefined : [finishReason] };
      // Speech and transcriptions have no other event.
      for (const running of run?.open.values() ?? []) running.end({ response: toResponse(event) });
      run?.root?.end({ response });
    },
    onError({ callId, error }: Event & { readonly error: unknown }) {
      const run = runs.get(callId);
      runs.delete(callId);
      for (const running of [...(run?.open.values() ?? []), run?.root]) running?.fail(error);
    },
    onAbort: ({ callId }: Event) => settle(callId, 'aborted'),
  };

  /** A stream that nobody reads to its end has no event. */
  function watch({ callId }: Event, running: RunningOperation, result: unknown): void {
    const { stream } = (result ?? {}) as { readonly stream?: object };
    if (stream === undefined) return;
    running.request({ stream: true });
    left.register(stream, callId);
  }
}

interface EmbedEnd extends Event {
  readonly embedCallId: string;
  readonly usage?: { readonly tokens?: number };
  readonly embeddings?: readonly { readonly length: number }[];
}

/** What models other than those of language make. */
const OUTPUTS: Readonly<Record<string, 'speech' | 'text'>> = {
  'ai.generateSpeech': 'speech',
  'ai.transcribe': 'text',
};

/** Whether the application has registered the spans of `@ai-sdk/otel`: then ours would be the second. */
function hasTelemetryOfItsOwn(): boolean {
  const { AI_SDK_TELEMETRY_INTEGRATIONS: all } = globalThis as {
    readonly AI_SDK_TELEMETRY_INTEGRATIONS?: readonly unknown[];
  };
  return (all ?? []).some((each) => String(each?.constructor?.name).endsWith('OpenTelemetry'));
}
