// The adapter of `@google/generative-ai`, the predecessor of `@google/genai`. Models and chats call four functions of
// its file, whose first argument is the key: it is never read.

import type {
  GenerateContentRequest,
  GenerateContentResult,
  GenerateContentStreamResult,
} from '@google/generative-ai';
import type { GenerateContentParameters, GenerateContentResponse } from '@google/genai';
import { defineAdapter } from '../../model/adapter.ts';
import { type AnyMethod, defineMethod } from '../../model/method.ts';
import { ownValue } from '../../model/size.ts';
import { input, output } from '../shapes/generate-content/content.ts';
import {
  generateContentChunk,
  generateContentRequest,
  generateContentResponse,
} from '../shapes/generate-content/generate-content.ts';
import { generateContentSize } from '../shapes/generate-content/size.ts';
import { assemble } from '../shapes/generate-content/stream.ts';
import { type Args, type Asked, common, named, served } from './call.ts';
import { batchEmbedContents, embedContent } from './embeddings.ts';

/** In the shape of the successor, whose settings and instructions are beside each other. */
const inference = {
  ...common,
  size: ({ args: [, , params] }: Asked) => {
    const systemInstruction = ownValue(params, 'systemInstruction');
    return generateContentSize({
      contents: ownValue(params, 'contents'),
      config: { systemInstruction },
    });
  },
  input: ({ args: [, , { contents, systemInstruction, tools }] }: Asked) =>
    input({ contents, config: { systemInstruction, tools } } as GenerateContentParameters),
};

function describing(stream: boolean) {
  return (call: Asked) => {
    const [, model, { generationConfig: config }] = call.args;
    const request = generateContentRequest({
      model: named(model),
      config,
    } as unknown as GenerateContentParameters);
    return {
      kind: 'inference',
      operation: 'generate_content',
      ...served(call),
      request: stream ? { ...request, stream } : request,
    } as const;
  };
}

const answerOf = ({ response }: GenerateContentResult): GenerateContentResponse =>
  response as unknown as GenerateContentResponse;

const generateContent = defineMethod<unknown, Args<GenerateContentRequest>, GenerateContentResult>({
  ...inference,
  describe: describing(false),
  response: (result) => generateContentResponse(answerOf(result)),
  output: (result) => output(answerOf(result)),
});

const generateContentStream = defineMethod<
  unknown,
  Args<GenerateContentRequest>,
  GenerateContentStreamResult | GenerateContentResponse,
  GenerateContentResponse
>({
  ...inference,
  describe: describing(true),
  stream: (result) => (result as GenerateContentStreamResult).stream,
  whole: 'response',
  response: (whole) => generateContentResponse(whole as GenerateContentResponse),
  saysEnd: true,
  chunk: generateContentChunk,
  // The package joins chunks, but not their texts.
  output: (whole) => output(assemble(undefined, whole as GenerateContentResponse)),
  assemble: (into, chunk) => assemble(into as GenerateContentResponse | undefined, chunk),
});

export const googleGenerativeAi = defineAdapter({
  name: 'google-generative-ai',
  providers: ['gcp.gemini'],
  packages: [
    {
      name: '@google/generative-ai',
      versions: '>=0.19 <1',
      traces: 'generateContent and embedContent, their streams and batches, and messages of chats',
      files: [
        {
          file: /^dist\/index$/,
          targets: [
            sent('generateContent', generateContent),
            sent('generateContentStream', generateContentStream),
            sent('embedContent', embedContent),
            sent('batchEmbedContents', batchEmbedContents),
          ],
        },
      ],
    },
  ],
});

function sent(name: string, method: AnyMethod) {
  return { kind: 'function', name, isLocal: true, method } as const;
}
