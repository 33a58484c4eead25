// What the AI SDK runs in a context: requests of models and tools, each in that of its span.

import type { Tracing } from '../../model/tracing.ts';
import type { Executing, Integration, ModelCall } from './events.ts';
import { inferenceOf, MODEL, questionOf } from './model-call.ts';
import type { Runs } from './runs.ts';

/** Of an integration: what is under way in a call. */
export const UNDER_WAY = 'llmOtelUnderWay';

/** What runs in the context of its span. The AI SDK throws what these throw. */
export function executions(runs: Runs, tracing: Tracing): Integration {
  return {
    // The AI SDK does not know this one.
    [UNDER_WAY]: (callId: string) => runs.only(callId),
    async executeLanguageModelCall(event: ModelCall & Executing): Promise<unknown> {
      const running = tracing.attempt('ai: a request', () =>
        runs.start(event, MODEL, inferenceOf(event), questionOf(event)),
      );
      if (running === undefined) return event.execute();
      try {
        const result = await running.run(() => event.execute());
        const { stream } = (result ?? {}) as { readonly stream?: object };
        if (stream !== undefined) {
          running.request({ stream: true });
          runs.watch(event, stream);
        }
        return result;
      } catch (error) {
        running.fail(error);
        throw error;
      }
    },
    executeTool(event: Executing): unknown {
      const running = runs.running(event, event.toolCallId ?? '');
      return running === undefined ? event.execute() : running.run(() => event.execute());
    },
  };
}
