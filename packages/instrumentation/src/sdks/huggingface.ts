// The adapter of `@huggingface/inference`: chat, its stream, and features. Its tasks are functions, which
// its clients call; the first argument identifies the provider.

import type * as HuggingFace from '@huggingface/inference';
import { defineAdapter } from '../model/adapter.ts';
import type { AnyMethod } from '../model/method.ts';
import type { Failure } from '../model/response.ts';
import { ownValue } from '../model/size.ts';
import { methodsOf, type Clients } from './client-methods.ts';
import { providersOf } from './providers.ts';
import { chatShape } from './shapes/chat.ts';
import { failureOf } from './shapes/failure.ts';
import { ERROR_TEXTS } from './shapes/hugging-face-error-texts.ts';
import { embeddedSize } from './shapes/size.ts';
import { usageOfStream } from './shapes/stream-usage.ts';

const ROUTER = 'https://router.huggingface.co';

/** Router providers with another name in the conventions or here. */
const PROVIDERS: Readonly<Record<string, string>> = {
  auto: 'hugging_face',
  'hf-inference': 'hugging_face',
  'fireworks-ai': 'fireworks',
};

const providerOfEndpoint = providersOf({ usual: 'hugging_face', clients: {} });

const clients: Clients = {
  baseUrl(_self, params) {
    const { endpointUrl, accessToken, provider = 'auto' } = (params ?? {}) as HuggingFace.BaseArgs;
    if (typeof endpointUrl === 'string') return endpointUrl;
    // With its own key a provider is called directly, at a URL that only the package knows.
    const isDirect =
      provider !== 'auto' && typeof accessToken === 'string' && !/^(?:hf_|$)/.test(accessToken);
    return isDirect ? undefined : ROUTER;
  },
  provider(_self, baseUrl, params) {
    const { endpointUrl, provider = 'auto' } = (params ?? {}) as HuggingFace.BaseArgs;
    if (endpointUrl !== undefined) return providerOfEndpoint(undefined, baseUrl);
    return PROVIDERS[provider] ?? provider.replaceAll('-', '_');
  },
  common: { failure: toFailure, errorTexts: ERROR_TEXTS },
};

type ArgsOf<Task extends (...args: never[]) => unknown> = Parameters<Task>[0];
type ChatArgs = ArgsOf<typeof HuggingFace.chatCompletion>;
type Completion = Awaited<ReturnType<typeof HuggingFace.chatCompletion>>;
type Chunk =
  ReturnType<typeof HuggingFace.chatCompletionStream> extends AsyncGenerator<infer C> ? C : never;
type Features = Awaited<ReturnType<typeof HuggingFace.featureExtraction>>;

const inference = methodsOf('inference', clients);
const chat = chatShape<ChatArgs, Completion, Chunk>();

const chatCompletion = inference<ChatArgs, Completion>({
  operation: 'chat',
  request: chat.request,
  response: chat.response,
  size: chat.size,
  input: chat.input,
  output: chat.output,
});

const chatCompletionStream = inference<ChatArgs, Completion, Chunk>({
  ...chat,
  ...usageOfStream,
  request: (args) => ({ ...chat.request(args), stream: true }),
  stream: (result) => result,
});

const featureExtraction = methodsOf(
  'embeddings',
  clients,
)<ArgsOf<typeof HuggingFace.featureExtraction>, Features>({
  request: ({ model }) => ({ model }),
  response: (features) => ({ dimensionCount: lengthOfVector(features) }),
  size: (args) => embeddedSize(ownValue(args, 'inputs')),
});

/** Vectors come alone, in a list, or in nested lists. */
function lengthOfVector(features: unknown): number | undefined {
  if (!Array.isArray(features)) return undefined;
  return Array.isArray(features[0]) ? lengthOfVector(features[0]) : features.length;
}

function toFailure(error: unknown): Failure | undefined {
  const { httpResponse } = (error ?? {}) as {
    readonly httpResponse?: {
      readonly status?: unknown;
      readonly requestId?: unknown;
      readonly body?: unknown;
    };
  };
  const { status, requestId, body } = httpResponse ?? {};
  if (typeof status !== 'number' || status < 400) {
    // An error inside a stream has the status of the stream. Its class says more than no code at all.
    const failure = failureOf(body);
    return failure?.code === 'error' ? undefined : failure;
  }
  return { status, requestId: typeof requestId === 'string' ? requestId : undefined };
}

export const huggingFace = defineAdapter({
  name: 'huggingface',
  packages: [
    {
      name: '@huggingface/inference',
      versions: '>=3.15 <5',
      traces:
        'chatCompletion, chatCompletionStream, featureExtraction, of clients and as functions',
      files: [
        task('chatCompletion', chatCompletion),
        task('chatCompletionStream', chatCompletionStream),
        task('featureExtraction', featureExtraction),
      ],
    },
  ],
});

function task(name: string, method: AnyMethod) {
  return {
    file: new RegExp(`^dist/(?:commonjs|esm)/tasks/nlp/${name}$`),
    targets: [{ kind: 'function', name, method } as const],
  };
}
