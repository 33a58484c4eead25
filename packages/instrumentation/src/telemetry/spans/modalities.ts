// Token counts by modality: text, image or audio.

import type { Attributes } from '@opentelemetry/api';
import { MODALITIES } from '../../model/fields/usage-fields.ts';
import type { TokensByModality, Usage } from '../../model/response.ts';

/** Adds the parts of `usage` to the attributes of a span. */
export function addModalities(attributes: Attributes, usage: Usage): void {
  const { inputByModality: input, outputByModality: output, cacheReadByModality: cached } = usage;
  if (input !== undefined) {
    add(
      attributes,
      input,
      MODALITIES.textInputTokens.attribute,
      MODALITIES.imageInputTokens.attribute,
      MODALITIES.audioInputTokens.attribute,
    );
  }
  if (output !== undefined) {
    add(
      attributes,
      output,
      MODALITIES.textOutputTokens.attribute,
      MODALITIES.imageOutputTokens.attribute,
      MODALITIES.audioOutputTokens.attribute,
    );
  }
  if (cached !== undefined) {
    add(
      attributes,
      cached,
      MODALITIES.textCacheReadInputTokens.attribute,
      MODALITIES.imageCacheReadInputTokens.attribute,
      MODALITIES.audioCacheReadInputTokens.attribute,
    );
  }
}

function add(
  attributes: Attributes,
  { text, image, audio }: TokensByModality,
  textName: string,
  imageName: string,
  audioName: string,
): void {
  if (text !== undefined) attributes[textName] = text;
  if (image !== undefined) attributes[imageName] = image;
  if (audio !== undefined) attributes[audioName] = audio;
}
