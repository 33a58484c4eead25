// The adapter of `together-ai`: chat, completions, embeddings, images and audio in OpenAI's shape, and reranking. Streams have usage in
// their last chunk without being asked; the size of an image is asked for in two numbers.

import type { SpeechCreateParams } from 'together-ai/resources/audio/speech';
import type {
  TranscriptionCreateParams,
  TranscriptionCreateResponse,
} from 'together-ai/resources/audio/transcriptions';
import type {
  TranslationCreateParams,
  TranslationCreateResponse,
} from 'together-ai/resources/audio/translations';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  CompletionCreateParams as ChatParams,
} from 'together-ai/resources/chat/completions';
import type {
  Completion,
  CompletionChunk,
  CompletionCreateParams,
} from 'together-ai/resources/completions';
import type { Embedding, EmbeddingCreateParams } from 'together-ai/resources/embeddings';
import type { ImageFile, ImageGenerateParams } from 'together-ai/resources/images';
import type { RerankCreateParams, RerankCreateResponse } from 'together-ai/resources/rerank';
import { defineAdapter } from '../model/adapter.ts';
import { toCount } from '../model/count.ts';
import type { AnyMethod } from '../model/method.ts';
import { methodsOf, type Clients } from './client-methods.ts';
import { resourceClass } from './resource-class.ts';
import { SPEECH, TRANSCRIPTION, TRANSLATION } from './shapes/audio.ts';
import { chatShape } from './shapes/chat.ts';
import { completionsShape } from './shapes/completions.ts';
import { embeddingsShape } from './shapes/embeddings.ts';
import { IMAGES } from './shapes/images.ts';
import { rerankShape } from './shapes/rerank.ts';
import { baseUrl, STAINLESS } from './stainless.ts';

const clients: Clients = { baseUrl, provider: () => 'together', common: STAINLESS };

const inference = methodsOf('inference', clients);

const chat = inference<ChatParams, ChatCompletion, ChatCompletionChunk>(
  chatShape<ChatParams, ChatCompletion, ChatCompletionChunk>(),
);

const completionsOf = completionsShape<CompletionCreateParams, Completion, CompletionChunk>();
const completions = inference<CompletionCreateParams, Completion, CompletionChunk>({
  ...completionsOf,
  chunk: (into, chunk) => completionsOf.chunk(into, withReason(chunk)),
  assemble: (into, chunk) => completionsOf.assemble(into, withReason(chunk)),
});

/** Some models say beside the choices why they end. */
function withReason(chunk: CompletionChunk): CompletionChunk {
  const { finish_reason, choices } = chunk;
  if (finish_reason == null) return chunk;
  return { ...chunk, choices: choices?.map((choice) => ({ finish_reason, ...choice })) };
}

const embeddings = methodsOf(
  'embeddings',
  clients,
)<EmbeddingCreateParams, Embedding>(embeddingsShape<EmbeddingCreateParams, Embedding>());

const images = inference<ImageGenerateParams, ImageFile>({
  ...IMAGES,
  request: ({ model, n, seed, width, height }) => ({
    model,
    choiceCount: n,
    seed,
    imageSize: width === undefined || height === undefined ? undefined : `${width}x${height}`,
    outputType: 'image',
  }),
  response: ({ id, model, data }) => ({ id, model, usage: { imageCount: data?.length } }),
});

/** Streamed speech comes in chunks of sound, of which none says that it is the last. */
const speech = inference<SpeechCreateParams, Response, { readonly model?: string }>({
  ...SPEECH,
  request: (params) => ({ ...SPEECH.request(params), stream: params.stream }),
  chunk: (into, { model }) => into.identify(undefined, model),
});

const transcriptions = inference<TranscriptionCreateParams, TranscriptionCreateResponse | string>(
  TRANSCRIPTION,
);
const translations = inference<TranslationCreateParams, TranslationCreateResponse | string>(
  TRANSLATION,
);

const rerank = methodsOf(
  'rerank',
  clients,
)<RerankCreateParams, RerankCreateResponse>({
  ...rerankShape<RerankCreateParams, RerankCreateResponse>({
    documents: 'documents',
    request: ({ model, top_n }) => ({ model, rerankTopN: top_n }),
    ranked: ({ results }) =>
      results?.map(({ index, relevance_score: score }) => ({ index, score })),
  }),
  response: ({ id, model, usage }) => ({
    id,
    model,
    usage: {
      inputTokens: toCount(usage?.prompt_tokens),
      outputTokens: toCount(usage?.completion_tokens),
    },
  }),
});

/** Before 0.33 it is a method of the client. */
const olderRerank = {
  kind: 'class',
  name: 'Together',
  isOptional: true,
  reach: { client: '' },
  methods: { rerank },
} as const;

export const together = defineAdapter({
  name: 'together',
  providers: ['together'],
  clients: ['Together'],
  packages: [
    {
      name: 'together-ai',
      versions: '>=0.30 <1',
      traces: 'chat completions, completions, embeddings, rerank, images, audio',
      files: [
        resource('chat.completions', { create: chat }),
        resource('completions', { create: completions }),
        resource('embeddings', { create: embeddings }),
        resource('rerank', { create: rerank }),
        { file: /^client$/, targets: [olderRerank] },
        resource('images', { create: images, generate: images }),
        resource('audio.speech', { create: speech }),
        resource('audio.transcriptions', { create: transcriptions }),
        resource('audio.translations', { create: translations }),
      ],
    },
  ],
});

function resource(path: string, methods: Readonly<Record<string, AnyMethod>>) {
  return {
    file: new RegExp(`^resources/${path.replaceAll('.', '/')}$`),
    targets: [resourceClass('Together', path, methods)],
  };
}
