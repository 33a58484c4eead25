// What the AI SDK tells a telemetry integration: calls of `generateText` and its kind, each of which asks models and runs
// tools.

import type { Tracing } from '../../model/tracing.ts';
import {
  type EmbedEvent,
  type Event,
  type Integration,
  type ModelCall,
  type ModelCallEnd,
  type ToolEvent,
  toResponse,
  toUsage,
} from './events.ts';
import { executions } from './executions.ts';
import { answerOf, inferenceOf, MODEL, questionOf } from './model-call.ts';
import { isOpenTelemetryRegistered } from './open-telemetry.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';
import { Runs } from './runs.ts';

const TEXTS: ReadonlySet<unknown> = new Set(['ai.generateText', 'ai.streamText']);
/** What models other than those of language make. */
const OUTPUTS: Readonly<Record<string, 'speech' | 'text'>> = {
  'ai.generateSpeech': 'speech',
  'ai.transcribe': 'text',
};

/** The callbacks that the AI SDK calls. `isSpanned`: whether somebody else makes the spans of a call that begins. */
export function integrationOf(
  tracing: Tracing,
  isSpanned: () => boolean = isOpenTelemetryRegistered,
): Integration {
  const runs = new Runs(tracing);
  const told = Object.entries(callbacks(runs, isSpanned)).map(([name, callback]) => [
    name,
    (event: never) => tracing.attempt(`ai: ${name}`, () => callback(event)),
  ]);
  return { ...(Object.fromEntries(told) as Integration), ...executions(runs, tracing) };
}

/** Whatever begins and ends. */
function callbacks(runs: Runs, isSpanned: () => boolean): Integration {
  return {
    onStart(event: ModelCall) {
      if (typeof event.callId !== 'string') return;
      const { operationId = '', functionId: name, modelId: model } = event;
      const provider = providerOf(event.provider);
      if (TEXTS.has(operationId)) {
        const request = { model, agentName: name };
        const agent = {
          kind: 'agent',
          operation: 'invoke_agent',
          name,
          provider,
          request,
        } as const;
        runs.begin(event, agent, isSpanned());
        return;
      }
      runs.begin(event, undefined, isSpanned());
      const outputType = OUTPUTS[operationId];
      if (outputType === undefined) return;
      const request = { model, outputType };
      const operation = 'generate_content';
      runs.start(event, MODEL, { kind: 'inference', operation, provider, request });
    },
    onEnd(event: ModelCallEnd) {
      const { finishReason } = event;
      const response = { finishReasons: finishReason === undefined ? undefined : [finishReason] };
      // Speech and transcriptions have no other event.
      runs.complete(event, { response }, { response: toResponse(event) });
    },
    onError: (event: Event & { readonly error: unknown }) => runs.abandon(event, event.error),
    onAbort: ({ callId }: Event) => runs.settle(callId, 'aborted'),

    onLanguageModelCallEnd: (event: ModelCallEnd) => runs.end(event, MODEL, answerOf(event)),
    onObjectStepStart(event: ModelCall & { readonly promptMessages?: unknown }) {
      const messages = event.promptMessages;
      const operation = inferenceOf(event, { outputType: 'json' });
      runs.start(event, MODEL, operation, questionOf({ ...event, messages }));
    },
    onObjectStepEnd: (event: ModelCallEnd) => runs.end(event, MODEL, answerOf(event)),

    onToolExecutionStart(event: ToolEvent) {
      const { toolCallId, toolName: name, input } = event.toolCall;
      const request = { toolType: 'function', toolCallId };
      const options = { input: () => ({ toolArguments: input }) };
      const operation = { kind: 'tool', operation: 'execute_tool', name, request } as const;
      runs.start(event, toolCallId, operation, event.recordInputs === false ? {} : options);
    },
    onToolExecutionEnd(event: ToolEvent) {
      const { toolCall, toolOutput } = event;
      const { toolCallId } = toolCall;
      if (toolOutput?.type === 'tool-error') return runs.fail(event, toolCallId, toolOutput.error);
      const options = { output: () => ({ toolResult: toolOutput?.output }) };
      runs.end(event, toolCallId, event.recordOutputs === false ? {} : options);
    },

    onEmbedStart(event: EmbedEvent) {
      const provider = providerOf(event.provider);
      const request = { model: event.modelId };
      runs.start(event, event.embedCallId, { kind: 'embeddings', provider, request });
    },
    onEmbedEnd(event: EmbedEvent) {
      const usage = event.usage && toUsage(event.usage);
      const response = { usage, dimensionCount: event.embeddings?.[0]?.length };
      runs.end(event, event.embedCallId, { response });
    },
    onRerankStart(event: Event) {
      const provider = providerOf(event.provider);
      runs.start(event, MODEL, { kind: 'rerank', provider, request: { model: event.modelId } });
    },
    onRerankEnd: (event: Event) => runs.end(event, MODEL, {}),
  };
}
