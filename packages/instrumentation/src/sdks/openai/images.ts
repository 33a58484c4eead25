// images.generate, edit and createVariation, plain and streamed. The conventions have no separate
// operation for images: they are generated content with the output type image.

import type {
  Image,
  ImageCreateVariationParams,
  ImageEditParams,
  ImageEditStreamEvent,
  ImageGenerateParams,
  ImageGenStreamEvent,
  ImagesResponse,
} from 'openai/resources/images';
import type { Part } from '../../model/content.ts';
import { ownValue } from '../../model/size.ts';
import { toBlob, toMedia } from '../data-url.ts';
import { toTextParts } from '../content-parts.ts';
import { promptSize } from '../shapes/size.ts';
import { toUsage } from '../shapes/usage.ts';
import { inference } from './methods.ts';

type Params = ImageGenerateParams | ImageEditParams | ImageCreateVariationParams;

export const images = inference<Params, ImagesResponse, ImageGenStreamEvent | ImageEditStreamEvent>(
  {
    operation: 'generate_content',
    request: (params) => ({
      model: params.model ?? undefined,
      stream: ('stream' in params ? params.stream : undefined) ?? undefined,
      choiceCount: params.n ?? undefined,
      imageSize: params.size ?? undefined,
      imageQuality: ('quality' in params ? params.quality : undefined) ?? undefined,
      outputType: 'image',
    }),
    response: ({ usage, data }) => ({ usage: { ...toUsage(usage), imageCount: data?.length } }),
    size: (params) => promptSize(ownValue(params, 'prompt')),
    input: (params) => ({
      inputMessages:
        'prompt' in params ? [{ role: 'user', parts: toTextParts(params.prompt) }] : undefined,
    }),
    output: ({ data, output_format: format }) => ({
      outputMessages: data?.map((image) => ({
        role: 'assistant',
        parts: toImageParts(image, format),
        finish_reason: 'stop',
      })),
    }),
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

function toImageParts({ url, b64_json: data }: Image, format: string | undefined): Part[] {
  const modality = 'image';
  if (data) return [toBlob(data, { modality, mimeType: format && `image/${format}` })];
  return url ? [toMedia(url, modality)] : [];
}
