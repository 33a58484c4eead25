// Mastra's models, which wrap those of the AI SDK's providers: each request is one call.

import { defineMethod } from '../../model/method.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { ClassTarget } from '../../model/target.ts';
import {
  type Answer,
  answerOf,
  type CallOptions,
  questionOf,
  toRequest,
  toResponse,
} from '../shapes/ai-sdk/language-model.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';
import { addPart, assemble, type StreamPart } from '../shapes/ai-sdk/stream-parts.ts';

interface Model {
  readonly provider?: string;
  readonly modelId?: string;
}
type Args = readonly [CallOptions];

const common = {
  isModelRun: true,
  input: ({ args: [options] }: { readonly args: Args }) => questionOf(options),
  signal: ({ args: [options] }: { readonly args: Args }) => options.abortSignal,
} as const;

const doGenerate = defineMethod<Model, Args, Answer>({
  ...common,
  describe: ({ self, args: [options] }) => operationOf(self, options, false),
  response: toResponse,
  output: answerOf,
});

const doStream = defineMethod<Model, Args, Answer & { readonly stream: object }, StreamPart>({
  ...common,
  describe: ({ self, args: [options] }) => operationOf(self, options, true),
  stream: ({ stream }) => stream,
  response: () => ({}),
  chunk: addPart,
  assemble: (into, part) => assemble(into, part) as Answer & { readonly stream: object },
  output: answerOf,
});

function operationOf(
  { provider, modelId: model }: Model,
  options: CallOptions,
  stream: boolean,
): OperationOf<'inference'> {
  return {
    kind: 'inference',
    operation: 'chat',
    provider: providerOf(provider),
    request: { ...toRequest(options), model, stream },
  };
}

/** One for each version of the interface, the first of which has its own. */
export const models: readonly ClassTarget[] = [
  'AISDKV4LegacyLanguageModel',
  'AISDKV5LanguageModel',
  'AISDKV6LanguageModel',
  'AISDKV7LanguageModel',
].map((name) => ({
  kind: 'class',
  name,
  isLocal: true,
  isOptional: true,
  methods: { doGenerate, doStream },
}));
