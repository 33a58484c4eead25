// The adapter of `@google/genai`: the methods of `Models` that send one request each. Public methods do not
// suit a span: automatic function calling sends several requests inside one. All majors have the targeted
// methods on the prototype; `embedContent` is one itself only before 1.25.

import type {
  EmbedContentParameters,
  EmbedContentResponse,
  GenerateContentParameters,
  GenerateContentResponse,
} from '@google/genai';
import { defineAdapter } from '../../model/adapter.ts';
import { methodsOf } from '../client-methods.ts';
import { input, output } from '../shapes/generate-content/content.ts';
import { requests } from '../requests.ts';
import { embedContentResponse } from '../shapes/generate-content/embed-content.ts';
import {
  generateContentChunk,
  generateContentRequest,
  generateContentResponse,
} from '../shapes/generate-content/generate-content.ts';
import { embedContentSize, generateContentSize } from '../shapes/generate-content/size.ts';
import { assemble } from '../shapes/generate-content/stream.ts';
import { clients } from './clients.ts';
import { images, videos } from './images.ts';
import { create, get } from './interactions.ts';
import { live } from './live.ts';

const inference = methodsOf('inference', clients);

const generateContent = inference<GenerateContentParameters, GenerateContentResponse>({
  operation: 'generate_content',
  request: generateContentRequest,
  response: generateContentResponse,
  size: generateContentSize,
  input,
  output,
});

const generateContentStream = inference<
  GenerateContentParameters,
  AsyncGenerator<GenerateContentResponse> | GenerateContentResponse,
  GenerateContentResponse
>({
  operation: 'generate_content',
  request: (params) => ({ ...generateContentRequest(params), stream: true }),
  stream: (result) => result,
  response: () => ({}),
  saysEnd: true,
  chunk: generateContentChunk,
  size: generateContentSize,
  input,
  output: (assembled) => output(assembled as GenerateContentResponse),
  assemble: (into, chunk) => assemble(into as GenerateContentResponse | undefined, chunk),
});

const embedContent = methodsOf(
  'embeddings',
  clients,
)<EmbedContentParameters, EmbedContentResponse>({
  request: ({ model }) => ({ model }),
  response: embedContentResponse,
  size: embedContentSize,
});

const models = {
  kind: 'class',
  name: 'Models',
  reach: { client: 'models' },
  methods: {
    generateContentInternal: generateContent,
    generateContentStreamInternal: generateContentStream,
    embedContentInternal: embedContent,
    embedContent,
    generateImagesInternal: images,
    editImageInternal: images,
    upscaleImageInternal: images,
    generateVideosInternal: videos,
  },
} as const;

const caches = {
  kind: 'class',
  name: 'Caches',
  reach: { client: 'caches' },
  methods: requests(
    methodsOf('request', clients),
    'google',
    'caches',
    'create',
    'get',
    'update',
    'delete',
  ),
} as const;

const interactions = {
  kind: 'class',
  name: 'GeminiNextGenInteractions',
  isLocal: true,
  isOptional: true,
  reach: { client: 'interactions' },
  methods: { create, get },
} as const;

export const googleGenAi = defineAdapter({
  name: 'google-genai',
  providers: ['gcp.gemini'],
  clients: ['GoogleGenAI'],
  mark: 'models.generateContent',
  packages: [
    {
      name: '@google/genai',
      versions: '>=1 <4',
      traces:
        'generateContent, its stream, embedContent; with chats and with automatic function calling, one span for each request; images and videos; interactions of version 3; turns of live sessions; caches; with Vertex AI',
      files: [
        {
          file: /^dist\/(?:node\/|web\/)?index$/,
          targets: [models, caches, interactions, ...live],
        },
      ],
    },
  ],
});
