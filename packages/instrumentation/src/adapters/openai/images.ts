// images.generate, edit and createVariation, plain and streamed. The conventions have no operation
// of their own for images: they are generated content whose type is an image.

import type {
  ImageCreateVariationParams,
  ImageEditParams,
  ImageEditStreamEvent,
  ImageGenerateParams,
  ImageGenStreamEvent,
  ImagesResponse,
} from 'openai/resources/images';
import { defineMethod } from '../../core/adapter.ts';
import { toUsage } from './usage.ts';

type Params = ImageGenerateParams | ImageEditParams | ImageCreateVariationParams;

export const images = defineMethod<
  Params,
  ImagesResponse,
  ImageGenStreamEvent | ImageEditStreamEvent
>({
  operation: 'generate_content',
  request: (params) => ({
    model: params.model ?? undefined,
    stream: ('stream' in params ? params.stream : undefined) ?? undefined,
    choiceCount: params.n ?? undefined,
    outputType: 'image',
  }),
  response: ({ usage }) => ({ usage: toUsage(usage) }),
  chunk(into, event) {
    const usage = 'usage' in event ? toUsage(event.usage) : undefined;
    if (usage !== undefined) into.usage(usage);
  },
});
