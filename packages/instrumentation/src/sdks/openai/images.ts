// images.generate, edit and createVariation, plain and streamed.

import type {
  ImageCreateVariationParams,
  ImageEditParams,
  ImageEditStreamEvent,
  ImageGenerateParams,
  ImageGenStreamEvent,
  ImagesResponse,
} from 'openai/resources/images';
import { IMAGES } from '../shapes/images.ts';
import { toUsage } from '../shapes/usage.ts';
import { inference } from './methods.ts';

type Params = ImageGenerateParams | ImageEditParams | ImageCreateVariationParams;

export const images = inference<Params, ImagesResponse, ImageGenStreamEvent | ImageEditStreamEvent>(
  {
    ...IMAGES,
    request: (params) => ({
      model: params.model ?? undefined,
      stream: ('stream' in params ? params.stream : undefined) ?? undefined,
      choiceCount: params.n ?? undefined,
      imageSize: params.size ?? undefined,
      imageQuality: ('quality' in params ? params.quality : undefined) ?? undefined,
      outputType: 'image',
    }),
    response: ({ usage, data }) => ({ usage: { ...toUsage(usage), imageCount: data?.length } }),
    assemble(into, event) {
      if (event.type !== 'image_generation.completed' && event.type !== 'image_edit.completed') {
        return into;
      }
      const { b64_json, output_format } = event;
      const data = [...(into?.data ?? []), { b64_json }];
      return { created: event.created_at, output_format, data };
    },
    saysEnd: true,
    chunk(into, event) {
      if (event.type.endsWith('.completed')) into.ended();
      const usage = 'usage' in event ? toUsage(event.usage) : undefined;
      if (usage !== undefined) into.usage(usage);
    },
  },
);
