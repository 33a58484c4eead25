// `generateSpeech` and `transcribe` of `ai` 4 to 6. Version 7 tells of both itself.

import type { Content } from '../../model/content.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { WrappedTarget } from '../../model/target.ts';
import { toPrompt, toTextParts } from '../content-parts.ts';
import { modelOf, type NamedModel, watching } from './watched-call.ts';

interface Asked {
  readonly model?: NamedModel;
  readonly text?: string;
  readonly instructions?: string;
}
interface Made {
  readonly text?: string;
  readonly durationInSeconds?: number;
  readonly responses?: readonly { readonly modelId?: string }[];
}

/** In the file of the package. */
export const audio: readonly WrappedTarget[] = [
  target('generateSpeech', 'speech'),
  target('transcribe', 'text'),
];

function target(name: string, outputType: 'speech' | 'text'): WrappedTarget {
  return {
    kind: 'wrapped',
    name,
    isLocal: true,
    isOptional: true,
    unless: 'createTelemetryDispatcher',
    around: watching({
      operationOf: ({ model }: Asked) => operationOf(model, outputType),
      responseOf,
      questionOf,
      answerOf,
    }),
  };
}

function operationOf(
  asked: Asked['model'],
  outputType: 'speech' | 'text',
): OperationOf<'inference'> {
  const { provider, model } = modelOf(asked);
  const request = { model, outputType };
  return { kind: 'inference', operation: 'generate_content', provider, request };
}

/** Some models are charged by the length of the recording. */
function responseOf({ responses, durationInSeconds: audioSeconds }: Made): Response {
  return {
    model: responses?.[0]?.modelId,
    ...(audioSeconds !== undefined && { usage: { audioSeconds } }),
  };
}

function questionOf({ text, instructions }: Asked): Content {
  return {
    systemInstructions: toTextParts(instructions),
    ...(text === undefined ? { inputMessages: [] } : toPrompt(text)),
  };
}

/** Sound is not recorded. */
function answerOf({ text }: Made): Content {
  if (text === undefined) return {};
  return {
    outputMessages: [{ role: 'assistant', parts: toTextParts(text), finish_reason: 'stop' }],
  };
}
