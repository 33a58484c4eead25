// Token counts by what the tokens stand for: text, image or audio.

import type { Attributes } from '@opentelemetry/api';
import type { TokensByModality, Usage } from '../../model/model.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';

/** Adds the parts of `usage` to the attributes of a span. */
export function addModalities(attributes: Attributes, usage: Usage): void {
  const { inputByModality: input, outputByModality: output, cacheReadByModality: cached } = usage;
  if (input !== undefined) {
    add(
      attributes,
      input,
      A.usageTextInputTokens,
      A.usageImageInputTokens,
      A.usageAudioInputTokens,
    );
  }
  if (output !== undefined) {
    add(
      attributes,
      output,
      A.usageTextOutputTokens,
      A.usageImageOutputTokens,
      A.usageAudioOutputTokens,
    );
  }
  if (cached !== undefined) {
    add(
      attributes,
      cached,
      A.usageTextCacheReadInputTokens,
      A.usageImageCacheReadInputTokens,
      A.usageAudioCacheReadInputTokens,
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
