// The attributes of spans of `ai` 4 to 6: what an operation is, and what became of it.

import type { Content } from '../../model/content.ts';
import type { Operation } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import { toArguments } from '../tool-arguments.ts';
import { inputOf, outputOf } from './older-content.ts';
import { type Attributes, countIn, numberIn, textIn, valueIn } from './older-values.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';

const ROOT = /^ai\.(?:generate|stream)Text$/;
const MODEL_CALL = /\.do(?:Generate|Stream)$/;

/** Whether a span is the whole call, in which models are asked and tools run. */
export function isRoot(name: string): boolean {
  return ROOT.test(name);
}

/** The operation of a span; `undefined` for those around a single call of a model. */
export function operationOf(
  name: string,
  attributes: Attributes,
): { readonly operation: Operation; readonly input?: () => Content } | undefined {
  const provider = providerOf(textIn(attributes, 'ai.model.provider'));
  const model = textIn(attributes, 'ai.model.id');
  if (isRoot(name)) {
    const agentName = textIn(attributes, 'ai.telemetry.functionId');
    const request = { model, agentName };
    const operation = { kind: 'agent', operation: 'invoke_agent', name: agentName } as const;
    return { operation: { ...operation, provider, request } };
  }
  if (name === 'ai.toolCall') {
    const toolCallId = textIn(attributes, 'ai.toolCall.id');
    const request = { toolType: 'function', toolCallId };
    const tool = textIn(attributes, 'ai.toolCall.name');
    return {
      operation: { kind: 'tool', operation: 'execute_tool', name: tool, request },
      input: () => ({ toolArguments: toArguments(valueIn(attributes, 'ai.toolCall.args')) }),
    };
  }
  if (name.endsWith('.doEmbed')) {
    return { operation: { kind: 'embeddings', provider, request: { model } } };
  }
  if (name.endsWith('.doRerank')) {
    return { operation: { kind: 'rerank', provider, request: { model } } };
  }
  if (!MODEL_CALL.test(name)) return undefined;
  return {
    operation: {
      kind: 'inference',
      operation: 'chat',
      provider,
      request: {
        model,
        stream: name.endsWith('.doStream'),
        temperature: numberIn(attributes, 'gen_ai.request.temperature'),
        topP: numberIn(attributes, 'gen_ai.request.top_p'),
        topK: numberIn(attributes, 'gen_ai.request.top_k'),
        maxTokens: numberIn(attributes, 'gen_ai.request.max_tokens'),
        presencePenalty: numberIn(attributes, 'gen_ai.request.presence_penalty'),
        frequencyPenalty: numberIn(attributes, 'gen_ai.request.frequency_penalty'),
        seed: numberIn(attributes, 'ai.settings.seed'),
        stopSequences: valueIn(attributes, 'gen_ai.request.stop_sequences') as string[] | undefined,
        outputType: /^ai\.\w+Object\./.test(name) ? 'json' : undefined,
      },
    },
    input: () => inputOf(attributes),
  };
}

/** The response of a span that ends, and what was said in it. */
export function resultOf(attributes: Attributes): {
  readonly response: Response;
  readonly output: () => Content;
} {
  const finishReason = textIn(attributes, 'ai.response.finishReason');
  const inputTokens = countIn(
    attributes,
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
  );
  const outputTokens = countIn(attributes, 'ai.usage.outputTokens', 'ai.usage.completionTokens');
  return {
    response: {
      id: textIn(attributes, 'ai.response.id'),
      model: textIn(attributes, 'ai.response.model'),
      finishReasons: finishReason === undefined ? undefined : [finishReason],
      usage:
        inputTokens === undefined && outputTokens === undefined
          ? undefined
          : {
              inputTokens,
              outputTokens,
              cacheReadInputTokens: countIn(
                attributes,
                'ai.usage.inputTokenDetails.cacheReadTokens',
                'ai.usage.cachedInputTokens',
              ),
              cacheWriteInputTokens: countIn(
                attributes,
                'ai.usage.inputTokenDetails.cacheWriteTokens',
              ),
              reasoningOutputTokens: countIn(
                attributes,
                'ai.usage.outputTokenDetails.reasoningTokens',
                'ai.usage.reasoningTokens',
              ),
            },
    },
    output: () => outputOf(attributes, finishReason),
  };
}
