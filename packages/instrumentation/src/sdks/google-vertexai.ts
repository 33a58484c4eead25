// The adapter of `@google-cloud/vertexai`, which `@google/genai` has replaced. Models and chats, also those of
// `preview`, call two functions of one file. Their third argument promises a token: it is never read.

import type { GenerateContentRequest, GenerationConfig, Tool } from '@google-cloud/vertexai';
import { defineAdapter } from '../model/adapter.ts';
import { ERROR_TEXTS } from './shapes/generate-content/error-texts.ts';
import { toFailure } from './shapes/generate-content/failure.ts';
import { olderMethods } from './shapes/generate-content/older-methods.ts';

/** Of both functions. The settings and tools of the model count where the request has none. */
type Args = [
  location: string,
  resourcePath: string,
  token: unknown,
  request: GenerateContentRequest,
  apiEndpoint: string | undefined,
  generationConfig: GenerationConfig | undefined,
  safetySettings: unknown,
  tools: Tool[] | undefined,
];

const { generateContent, generateContentStream } = olderMethods<Args>(
  {
    model: ([, path]) => path.slice(path.lastIndexOf('/') + 1),
    request: ([, , , request, , generationConfig, , tools]) => ({
      contents: request.contents,
      systemInstruction: request.systemInstruction,
      generationConfig: request.generationConfig ?? generationConfig,
      tools: request.tools ?? tools,
    }),
    served: ([location, , , , host]) => ({
      provider: 'gcp.vertex_ai',
      server: `https://${host ?? `${location}-aiplatform.googleapis.com`}`,
    }),
  },
  {
    failure: toFailure,
    errorTexts: [
      ...ERROR_TEXTS,
      '[VertexAI.GoogleGenerativeAIError]: exception posting request{text}',
      '[VertexAI.GoogleAuthError]: {text}',
    ],
  },
);

export const googleVertexAi = defineAdapter({
  name: 'google-vertexai',
  providers: ['gcp.vertex_ai'],
  packages: [
    {
      name: '@google-cloud/vertexai',
      versions: '>=1.2 <2',
      traces: 'generateContent, its stream, and messages of chats, also of preview',
      files: [
        {
          file: /^build\/src\/functions\/generate_content$/,
          targets: [
            { kind: 'function', name: 'generateContent', method: generateContent },
            { kind: 'function', name: 'generateContentStream', method: generateContentStream },
          ],
        },
      ],
    },
  ],
});
