// Mastra's models, which wrap those of the AI SDK's providers: each request is one call.

import { defineMethod } from '../../model/method.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { ClassTarget, SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, FileTracing } from '../../model/tracing.ts';
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
import { ofClass } from './classes.ts';
import { areFilesMet } from './files.ts';

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

const methods = { doGenerate, doStream };

/** One for each version of the interface, the first of which has its own. */
const classes: readonly ClassTarget[] = [
  'AISDKV4LegacyLanguageModel',
  'AISDKV5LanguageModel',
  'AISDKV6LanguageModel',
  'AISDKV7LanguageModel',
].map((name) => ({
  kind: 'class',
  name,
  isLocal: true,
  isOptional: true,
  methods,
}));

/** Those that bundles have, which do not export them. */
const found = new Set<object>();

/** Of the class of agents, in a bundle: each finds its model before it runs. */
const ofAgents = ofClass('Agent', (prototype, tracing) => {
  if (areFilesMet()) return;
  for (const each of found) tracing.trace(each, methods);
  tracing.replace(prototype, 'resolveModelConfig', finding(tracing));
});

/** All of them. */
export const models: readonly (ClassTarget | SubscribeTarget)[] = [...classes, ofAgents];

function finding(tracing: FileTracing): (original: AnyFunction) => AnyFunction {
  const find = (model: unknown): void => {
    const prototype = Object.getPrototypeOf(model) as object;
    if (prototype === Object.prototype) return;
    found.add(prototype);
    tracing.trace(prototype, methods);
  };
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const result = original.apply(this, args) as Promise<unknown>;
      // Its caller hears of an error.
      result.then(
        (model) => tracing.attempt('mastra: a model', () => find(model)),
        () => undefined,
      );
      return result;
    };
}
