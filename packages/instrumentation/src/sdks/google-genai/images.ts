// Images and videos of `@google/genai`. Images are charged each; a video is made in the background, and the call that
// orders it returns the name of an operation.

import type {
  EditImageParameters,
  EditImageResponse,
  GeneratedImage,
  GenerateImagesParameters,
  GenerateImagesResponse,
  GenerateVideosOperation,
  GenerateVideosParameters,
  UpscaleImageParameters,
} from '@google/genai';
import type { Content, Part } from '../../model/content.ts';
import { ownValue } from '../../model/size.ts';
import { methodsOf } from '../client-methods.ts';
import { toPrompt } from '../content-parts.ts';
import { toBlob, toMedia } from '../data-url.ts';
import { promptSize } from '../shapes/size.ts';
import { clients } from './clients.ts';

type Asked = GenerateImagesParameters | EditImageParameters | UpscaleImageParameters;
type Answer = GenerateImagesResponse | EditImageResponse;

const inference = methodsOf('inference', clients);

const prompted = {
  size: (params: object) => promptSize(ownValue(params, 'prompt')),
  input: (params: object): Content => {
    const { prompt } = params as { readonly prompt?: string };
    return prompt ? toPrompt(prompt) : {};
  },
};

export const images = inference<Asked, Answer>({
  ...prompted,
  operation: 'generate_content',
  request: (params) => ({
    model: params.model,
    choiceCount: (params as GenerateImagesParameters).config?.numberOfImages,
    imageSize: (params as GenerateImagesParameters).config?.imageSize,
    outputType: 'image',
  }),
  // What a filter held back is listed, and costs nothing.
  response: ({ generatedImages }) => ({
    usage: { imageCount: generatedImages?.filter(isThere).length },
  }),
  output: ({ generatedImages }) => ({
    outputMessages: generatedImages?.map((generated) => ({
      role: 'assistant',
      parts: toImageParts(generated),
      finish_reason: isThere(generated) ? 'stop' : 'content_filter',
    })),
  }),
});

export const videos = inference<GenerateVideosParameters, GenerateVideosOperation>({
  ...prompted,
  operation: 'generate_content',
  request: ({ model, config }) => ({ model, choiceCount: config?.numberOfVideos }),
  response: ({ name, error }) => ({
    id: name,
    failure: error == null ? undefined : { code: String(error['code'] ?? 'error') },
  }),
  size: (params) =>
    promptSize(ownValue(params, 'prompt') ?? ownValue(ownValue(params, 'source'), 'prompt')),
  input: ({ prompt, source }) => prompted.input({ prompt: prompt ?? source?.prompt }),
});

function isThere({ image }: GeneratedImage): boolean {
  return Boolean(image?.imageBytes || image?.gcsUri);
}

function toImageParts({ image }: GeneratedImage): Part[] {
  const modality = 'image';
  if (image?.imageBytes) return [toBlob(image.imageBytes, { modality, mimeType: image.mimeType })];
  return image?.gcsUri ? [toMedia(image.gcsUri, modality)] : [];
}
