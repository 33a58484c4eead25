// What a model says of itself and of its request: as for LangSmith, and in the words of its service.

import { toCount } from '../../model/count.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { RunConfig } from './calls.ts';
import { providerOf } from './provider-names.ts';

/** A model, as far as it is asked. */
export interface Model {
  readonly disableStreaming?: unknown;
  getLsParams?(options: CallOptions): Values;
  invocationParams?(options: CallOptions): Values;
}
/** The options of one call. */
export interface CallOptions extends RunConfig {
  readonly tools?: unknown;
  readonly stop?: unknown;
}
type Values = Readonly<Record<string, unknown>>;

/** Whether models are asked with messages, or with a text. */
export type Shape = 'chat' | 'text';

/** The operation of one call. */
export function toOperation(
  model: Model,
  shape: Shape,
  options: CallOptions,
  isStream: boolean,
): OperationOf<'inference'> {
  const told = model.getLsParams?.(options) ?? {};
  const params = model.invocationParams?.(options) ?? {};
  const all: Values = { ...(params['generationConfig'] as Values | undefined), ...params };
  const number = (...names: readonly string[]): number | undefined =>
    numberIn(names.map((name) => all[name]));
  return {
    kind: 'inference',
    operation: shape === 'chat' ? 'chat' : 'text_completion',
    provider: providerOf(told['ls_provider']),
    request: {
      model: textIn([told['ls_model_name'], all['model'], all['modelName']]),
      stream: isStream,
      temperature: numberIn([told['ls_temperature'], all['temperature']]),
      topP: number('top_p', 'topP'),
      topK: number('top_k', 'topK'),
      maxTokens: toCount(
        numberIn([told['ls_max_tokens']]) ??
          number('max_tokens', 'maxTokens', 'max_completion_tokens', 'maxOutputTokens'),
      ),
      frequencyPenalty: number('frequency_penalty', 'frequencyPenalty'),
      presencePenalty: number('presence_penalty', 'presencePenalty'),
      stopSequences: textsOf(options.stop ?? told['ls_stop']),
      seed: number('seed'),
      choiceCount: number('n'),
    },
  };
}

function numberIn(values: readonly unknown[]): number | undefined {
  return values.find((value) => typeof value === 'number') as number | undefined;
}

function textIn(values: readonly unknown[]): string | undefined {
  return values.find((value) => typeof value === 'string') as string | undefined;
}

function textsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((each) => typeof each === 'string');
  return texts.length === 0 ? undefined : texts;
}
